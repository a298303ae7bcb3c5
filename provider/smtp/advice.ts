import { SERVICES, type Service, serviceOf } from "./services";

/** Codes by which a piece of advice can be silenced. They are part of the public contract. */
export const ADVICE_CODES = [
  "PORT_25",
  "PORT_TLS_MISMATCH",
  "PORT_NOT_SERVED",
  "PORT_UNUSUAL",
  "NATIVE_INTEGRATION",
  "EXCHANGE_BASIC_AUTH",
  "PLAIN_ONLY_SERVICE",
  "USERNAME_UNEXPECTED",
] as const;

export type AdviceCode = (typeof ADVICE_CODES)[number];

/** Something about the settings that works, or may not, and could be better. Always a warning, never an error. */
export interface Advice {
  readonly code: AdviceCode;
  /** What it is about. */
  readonly property: "host" | "port" | "username";
  readonly seen: string;
  readonly advice: string;
}

export interface AdviceSubject {
  readonly host: string;
  readonly port: number;
  readonly username?: string | undefined;
  /** Codes of advice that is not wanted. */
  readonly silenced?: readonly string[] | undefined;
}

/**
 * Advice on SMTP settings from what is known of their host and port, without any connection. Pure, and cheap enough
 * for every preview. Never quotes the user name, which may be an API key in the wrong place.
 *
 * @example adviceFor({ host: "smtp.sendgrid.net", port: 25 }).map(({ code }) => code) // ["PORT_25", "NATIVE_INTEGRATION"]
 */
export function adviceFor({ host, port, username = "", silenced = [] }: AdviceSubject): Advice[] {
  const service = serviceOf(host);
  return [onPort(port, service), ...(service ? onService(service) : []), onUsername(username, service)]
    .filter((piece) => piece !== undefined)
    .filter(({ code }) => !silenced.includes(code));
}

const TLS_FROM_THE_START: readonly number[] = [465, 2465];
/** 587 and 465 are RFC 6409's and RFC 8314's, the others are what services listen on beside them. */
const SUBMISSION_PORTS: readonly number[] = [465, 587, 2465, 2525, 2587];

function onPort(port: number, service: Service | undefined): Advice | undefined {
  const about = (code: AdviceCode, seen: string, advice: string): Advice => ({
    code,
    property: "port",
    seen,
    advice,
  });
  if (port === 25) {
    const advice = "Auth0 recommends 587, and advises against 25, which many providers and networks block.";
    return about("PORT_25", "port 25 is for mail between servers", advice);
  }
  if (!service) {
    return SUBMISSION_PORTS.includes(port)
      ? undefined
      : about(
          "PORT_UNUSUAL",
          `port ${port} is none that mail is usually handed in at`,
          "Auth0 recommends 587.",
        );
  }
  const { startTls, tls } = service.ports;
  const habit = TLS_FROM_THE_START.includes(port) ? tls : startTls;
  if (habit.includes(port)) return undefined;
  const served = `${service.name} has STARTTLS on ${list(startTls)}${tls.length > 0 ? `, TLS from the start on ${list(tls)}` : " and no port with TLS from the start"}.`;
  const advice = `Use 587. Source: ${service.source} (${service.date}).`;
  return TLS_FROM_THE_START.includes(port)
    ? about("PORT_TLS_MISMATCH", `port ${port} means TLS from the start: ${served}`, advice)
    : about("PORT_NOT_SERVED", `port ${port}: ${served}`, advice);
}

function onService({ name, native, authOnly, retiring, source, date }: Service): Advice[] {
  const about = (code: AdviceCode, seen: string, advice: string): Advice => ({
    code,
    property: "host",
    seen,
    advice,
  });
  const pieces: Advice[] = [];
  if (native !== undefined) {
    pieces.push(
      about(
        "NATIVE_INTEGRATION",
        `Auth0 has an integration of its own for ${name}: "${native}"`,
        `Auth0 recommends it over SMTP: it authenticates more securely, and by the service's API: no port, no TLS setting, no SMTP password to rotate.`,
      ),
    );
  }
  if (retiring) pieces.push(about("EXCHANGE_BASIC_AUTH", EXCHANGE.seen, EXCHANGE.advice));
  if (authOnly !== undefined) {
    pieces.push(
      about(
        "PLAIN_ONLY_SERVICE",
        `${name} documents AUTH ${list(authOnly)} only, and Auth0 logs in by AUTH LOGIN`,
        `Try it with \`auth0-smtp check\`; where LOGIN is not offered, use another service, or a custom e-mail provider Action. Source: ${source} (${date}).`,
      ),
    );
  }
  return pieces;
}

const EXCHANGE = {
  seen: "Exchange Online retires basic authentication for SMTP AUTH: in April 2026 says Auth0; Microsoft, on 2026-01-27: as before until December 2026, then off by default for existing tenants, with the final date to be announced in the second half of 2027",
  advice:
    'Auth0 recommends its integrations Microsoft 365 ("ms365") and Azure Communication Services ("azure_cs") instead.',
} as const;

function onUsername(username: string, service: Service | undefined): Advice | undefined {
  if (username === "") return undefined;
  const about = (seen: string, advice: string): Advice => ({
    code: "USERNAME_UNEXPECTED",
    property: "username",
    seen,
    advice,
  });
  const expected = service?.username;
  if (service && expected && "is" in expected && username !== expected.is) {
    return about(
      `${service.name}'s user name is always "${expected.is}"`,
      `Set it to "${expected.is}"; the API key is the password. Source: ${service.source} (${service.date}).`,
    );
  }
  const owner = SERVICES.find(({ username: own }) => own && "is" in own && own.is === username);
  if (owner && owner !== service) {
    const here = service ? `${service.name}'s` : "not one of its own";
    return about(
      `the user name "${username}" is ${owner.name}'s, and the host is ${here}`,
      "Check host and user name.",
    );
  }
  if (service && expected && "form" in expected && !username.includes("@")) {
    const advice = `Use the whole address. Source: ${service.source} (${service.date}).`;
    return about(`${service.name}'s user names are e-mail addresses, and this is none`, advice);
  }
  return undefined;
}

const list = (items: readonly (number | string)[]) => items.join(", ");
