import { looksLikeMx, mxHostsOf } from "./mx-hosts";
import { IMPLICIT_TLS_PORTS, SUBMISSION_PORTS } from "./ports";
import { whyNotPublic } from "./public-host";
import { SERVICES, type Service, serviceOf } from "./services";

/** Settings that advice is given on. */
export interface AdviceSettings {
  readonly host: string;
  readonly port: number;
  readonly username?: string | undefined;
  /** Codes of advice that is not wanted. */
  readonly silenced?: readonly string[] | undefined;
}

interface AdviceText {
  /** What there is to be said about the settings. */
  readonly seen: string;
  /** What would be better. */
  readonly advice: string;
}

type Rule = (
  settings: { host: string; port: number; username: string },
  service: Service | undefined,
) => AdviceText | undefined;

/** Each code with its rule, in the order in which advice is given. */
const RULES = {
  PORT_25: ({ port }) =>
    port === 25
      ? {
          seen: "port 25 is for mail between servers",
          advice:
            "Use port 587: Auth0 recommends it, and advises against 25, which many providers and networks block.",
        }
      : undefined,

  PORT_TLS_MISMATCH: ({ port }, service) =>
    service && IMPLICIT_TLS_PORTS.includes(port) && !service.ports.tls.includes(port)
      ? { seen: `port ${port} has TLS from the start, but ${portsOf(service)}`, advice: use587(service) }
      : undefined,

  PORT_NOT_SERVED: ({ port }, service) =>
    service && ![25, ...IMPLICIT_TLS_PORTS, ...service.ports.startTls].includes(port)
      ? { seen: `port ${port} is not one of the service's: ${portsOf(service)}`, advice: use587(service) }
      : undefined,

  PORT_UNUSUAL: ({ port }, service) =>
    service || port === 25 || SUBMISSION_PORTS.includes(port)
      ? undefined
      : {
          seen: `port ${port} is not a usual mail submission port`,
          advice: "Use port 587: Auth0 recommends it.",
        },

  HOST_NOT_PUBLIC: ({ host }) => {
    const why = whyNotPublic(host);
    return why === undefined
      ? undefined
      : {
          seen: `${why}, so Auth0 cannot reach it`,
          advice: "Use a host name in public DNS: Auth0 connects over the Internet, from its own addresses.",
        };
  },

  MX_HOST: ({ host }) => onMxHost(host),

  NATIVE_INTEGRATION: (_settings, service) =>
    service?.native === undefined
      ? undefined
      : {
          seen: `Auth0 has an integration of its own for ${service.name} ("${service.native}")`,
          advice:
            "Use this integration: Auth0 recommends it over SMTP. It uses the service's API and a safer login, and you have no port, TLS setting or SMTP password to look after.",
        },

  EXCHANGE_BASIC_AUTH: (_settings, service) =>
    service?.retiring && {
      seen: "Exchange Online is retiring basic authentication for SMTP AUTH: in April 2026 according to Auth0; according to Microsoft (schedule of 2026-01-27) nothing changes until December 2026, then it is off by default for existing tenants, and the final date is announced in the second half of 2027",
      advice:
        'Use Auth0\'s integration for Microsoft 365 ("ms365") or Azure Communication Services ("azure_cs"): Auth0 recommends them.',
    },

  OUTLOOK_BASIC_AUTH: (_settings, service) =>
    service?.basicAuthEnded === undefined
      ? undefined
      : {
          seen: `${service.name} has accepted no user name and password since ${service.basicAuthEnded}`,
          advice: `Use a service for sending mail: Auth0 has no other way to log in over SMTP. ${sourceOf(service)}`,
        },

  PLAIN_ONLY_SERVICE: (_settings, service) =>
    service?.authOnly && {
      seen: `${service.name} documents AUTH ${service.authOnly.join(", ")} only, but Auth0 logs in by AUTH LOGIN`,
      advice: `Run "auth0-smtp check" to see what it offers. Without LOGIN, use another service, or an Action as a custom e-mail provider. ${sourceOf(service)}`,
    },

  USERNAME_UNEXPECTED: ({ username }, service) =>
    username === "" ? undefined : onUsername(username, service),
} satisfies Record<string, Rule>;

/** A code by which advice can be silenced. They are part of the public contract. */
export type AdviceCode = keyof typeof RULES;

const isCode = (code: string): code is AdviceCode => Object.hasOwn(RULES, code);
export const ADVICE_CODES: readonly AdviceCode[] = Object.keys(RULES).filter(isCode);

/** Something that could be better about the settings. Always a warning, never an error. */
export interface Advice extends AdviceText {
  readonly code: AdviceCode;
}

/**
 * Advice on SMTP settings from what is known of host and port, without any connection. Pure, and cheap enough for
 * every preview. Never quotes a user name that is not known to all: it may be an API key in the wrong place.
 *
 * @example
 * adviceFor({ host: "smtp.sendgrid.net", port: 25 }).map(({ code }) => code); // ["PORT_25", "NATIVE_INTEGRATION"]
 */
export function adviceFor({ host, port, username = "", silenced = [] }: AdviceSettings): Advice[] {
  const service = serviceOf(host);
  return ADVICE_CODES.filter((code) => !silenced.includes(code)).flatMap((code) => {
    const text = RULES[code]({ host, port, username }, service);
    return text ? [{ code, ...text }] : [];
  });
}

function onMxHost(host: string): AdviceText | undefined {
  const known = mxHostsOf(host);
  if (known) {
    return {
      seen: `this host is an MX: it receives mail for ${known.name}'s own users from other servers, without a login`,
      advice: `Use ${known.instead}. ${sourceOf(known)}`,
    };
  }
  if (!looksLikeMx(host)) return undefined;
  return {
    seen: "the host's name looks like that of an MX, which receives mail from other servers and usually has no login",
    advice:
      "Use the host that your users send mail through (often smtp.…). If this is that host, silence MX_HOST.",
  };
}

function onUsername(username: string, service: Service | undefined): AdviceText | undefined {
  if (service?.username && "is" in service.username && !isUser(username, service.username.is)) {
    const { is } = service.username;
    return {
      seen: `${service.name}'s user name is always "${is}"`,
      advice: `Set username to "${is}" and password to the API key. ${sourceOf(service)}`,
    };
  }
  const owner = SERVICES.find(
    (other) => other.username && "is" in other.username && other.username.is === username,
  );
  if (owner && owner !== service) {
    return {
      seen: `"${username}" is ${owner.name}'s user name, but the host is ${service ? `${service.name}'s` : `not ${owner.name}'s`}`,
      advice: "Check host and user name.",
    };
  }
  if (service?.username && "form" in service.username && !username.includes("@")) {
    return {
      seen: `${service.name}'s user names are e-mail addresses, but this one is not`,
      advice: `Set username to the whole address. ${sourceOf(service)}`,
    };
  }
  return undefined;
}

/** SparkPost's takes a subaccount behind a colon. */
const isUser = (username: string, is: string) => username === is || username.startsWith(`${is}:`);

function portsOf({ name, ports }: Service): string {
  const tls =
    ports.tls.length > 0
      ? `TLS from the start on ${ports.tls.join(", ")}`
      : "no port with TLS from the start";
  return `${name} has STARTTLS on ${ports.startTls.join(", ")}, and ${tls}`;
}

const use587 = (service: Service) => `Use 587. ${sourceOf(service)}`;
const sourceOf = ({ source, date }: Pick<Service, "source" | "date">) => `Source: ${source} (${date}).`;
