import type { Status } from "../report/status";

/** What Auth0 asks of an SMTP server, and what a mail needs besides. One finding each, in this order. */
export const REQUIREMENTS = [
  "REACHABLE",
  "TLS_VERSION",
  "CERTIFICATE",
  "AUTH_LOGIN",
  "CREDENTIALS",
  "SENDER",
  "PORT",
] as const;

export type Requirement = (typeof REQUIREMENTS)[number];

/** What a script may want of a finding, by name: texts, numbers and lists. Never holds a secret. */
export type Facts = Readonly<Record<string, string | number | readonly string[]>>;

/** The judgement of one requirement, or one piece of advice (always a `warn`). */
export interface Finding {
  /** A {@link Requirement}, or the code of the advice, such as `NATIVE_INTEGRATION`. */
  readonly code: string;
  /** `skipped`: it was not tested; `seen` says why. Only `fail` makes a report not ok. */
  readonly status: Status;
  /** What was seen, or why nothing was. Never holds the password. */
  readonly seen: string;
  /** What to do about it; empty where nothing need be done, never so for a `fail`. */
  readonly advice: string;
  /**
   * The same as `seen`, for scripts; only where something was seen. `REACHABLE`: address. `TLS_VERSION`: protocol, cipher.
   * `CERTIFICATE`: issuer, names, validFrom, validTo (ISO 8601). `AUTH_LOGIN`: mechanisms. `CREDENTIALS`, `SENDER`: code
   * (the last SMTP reply code).
   */
  readonly facts?: Facts;
  /** The time its part of the conversation took, in milliseconds. */
  readonly ms: number;
}

/** What `auth0-smtp check --json` prints. */
export interface Report {
  /** No finding failed. */
  readonly ok: boolean;
  readonly host: string;
  readonly port: number;
  readonly findings: readonly Finding[];
}

/** A report, and how far its failures reach. */
export interface PreflightReport extends Report {
  /** Codes of failures that tell of this machine and its network, and for sure nothing of Auth0. */
  readonly seenOnlyHere: readonly string[];
}

/** A judgement before it has its code and its time. */
export interface Judgement {
  readonly status: Status;
  readonly seen: string;
  readonly advice: string;
  readonly facts?: Facts;
  /** It failed for this machine, and may not for Auth0. */
  readonly onlyHere?: true;
}

export const pass = (seen: string, advice = ""): Judgement => ({ status: "pass", seen, advice });
export const warn = (seen: string, advice: string): Judgement => ({ status: "warn", seen, advice });
export const fail = (seen: string, advice: string): Judgement => ({ status: "fail", seen, advice });
/** A failure that this machine, its network or the moment may have caused. */
export const failHere = (seen: string, advice: string): Judgement => ({
  status: "fail",
  seen,
  advice,
  onlyHere: true,
});
export const skipped = (why: string): Judgement => ({ status: "skipped", seen: why, advice: "" });

/** The same judgement, with what scripts may want of it. */
export const withFacts = (judgement: Judgement, facts: Facts): Judgement => ({ ...judgement, facts });
