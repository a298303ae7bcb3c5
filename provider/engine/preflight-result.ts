import type { CheckFailure } from "../model/check";
import { explain } from "../model/errors";
import type { Finding, Requirement } from "../smtp";
import { notKnown, type PreflightDue } from "./preflight-due";

/** What is said and refuses nothing. */
export interface PreflightMessage {
  readonly severity: "info" | "warning";
  readonly message: string;
}

/** What a preflight comes to: what refuses the change, and what is only said. */
export interface PreflightResult {
  readonly failures: readonly CheckFailure[];
  readonly messages: readonly PreflightMessage[];
}

/**
 * What the findings come to under a mode. Advice on ports is the resource class's business, at preview.
 *
 * @param findings those of the handshake; none where none was due
 * @param secrets the inputs whose values must not be printed
 */
export function judgeFindings(
  due: PreflightDue,
  findings: readonly Finding[],
  secrets: ReadonlySet<string>,
): PreflightResult {
  if (due.kind === "none") return { failures: [], messages: [] };
  if (due.kind === "later")
    return { failures: [], messages: [info(`no handshake yet: ${notKnown(due.unknown)}`)] };
  const { mode, untested } = due;
  const all = findings.flatMap((finding) => shownOf(finding, secrets));
  const refuses = ({ status }: ShownFinding) => mode === "enforce" && status === "fail";
  return {
    failures: all.filter(refuses).map((finding) => toFailure(finding, secrets)),
    messages: [
      ...all.filter((finding) => !refuses(finding)).map(toMessage),
      ...(untested === undefined ? [] : [info(untested)]),
    ],
  };
}

/** A finding that there is something to say about, in words that give no secret away. */
interface ShownFinding {
  readonly code: Tested;
  readonly status: "warn" | "fail";
  readonly seen: string;
  readonly advice: string;
}

/** The input that a requirement is about, and those that its words may give away. */
const CONCERNS = {
  REACHABLE: { input: "host", shows: ["host"] },
  TLS_VERSION: { input: "host", shows: ["host"] },
  CERTIFICATE: { input: "host", shows: ["host"] },
  AUTH_LOGIN: { input: "host", shows: ["host"] },
  CREDENTIALS: { input: "password", shows: ["host", "username"] },
  SENDER: { input: "from", shows: ["host", "username", "from"] },
} as const satisfies Partial<Record<Requirement, object>>;

type Tested = keyof typeof CONCERNS;

function isTested(code: string): code is Tested {
  return Object.hasOwn(CONCERNS, code);
}

function shownOf({ code, status, seen, advice }: Finding, secrets: ReadonlySet<string>): ShownFinding[] {
  if (!isTested(code) || (status !== "warn" && status !== "fail")) return [];
  const secret = CONCERNS[code].shows.find((name) => secrets.has(name));
  if (secret === undefined) return [{ code, status, seen, advice }];
  return [
    {
      code,
      status,
      seen: `what was seen is not shown, because ${secret} is a secret`,
      advice: secret === "host" ? "Run auth0-smtp check to see it." : advice,
    },
  ];
}

/** The engine prints the value of the property it is given, so none is given where that may be a secret. */
function toFailure({ code, seen, advice }: ShownFinding, secrets: ReadonlySet<string>): CheckFailure {
  const { input } = CONCERNS[code];
  return {
    property: input === "password" || secrets.has(input) ? "" : input,
    reason: explain("PREFLIGHT_FAILED", {
      what: `${code} (${input}): ${seen}.`,
      truth: "Nothing was sent to Auth0.",
      todo: advice,
    }),
  };
}

function info(text: string): PreflightMessage {
  return { severity: "info", message: `preflight: ${text}.` };
}

function toMessage({ code, seen, advice }: ShownFinding): PreflightMessage {
  return { severity: "warning", message: `preflight: ${code}: ${seen}. ${advice}` };
}
