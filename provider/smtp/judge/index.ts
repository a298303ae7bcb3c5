import type { Judgement, Requirement } from "../finding";
import type { Stage } from "../observations";
import { judgeAuthLogin } from "./auth-login";
import { judgeCertificate } from "./certificate";
import { judgeCredentials } from "./credentials";
import type { Evidence } from "./evidence";
import { judgeReachable } from "./reachable";
import { judgeSender } from "./sender";
import { judgeTlsVersion } from "./tls-version";

/** What the conversation is judged by: all requirements but PORT, which asks no server. */
export interface Rule {
  readonly code: Requirement;
  /** The stages of the conversation it rests on: their time is its time. */
  readonly stages: readonly Stage[];
  readonly judge: (evidence: Evidence) => Judgement;
}

export const RULES: readonly Rule[] = [
  { code: "REACHABLE", stages: ["resolve", "connect", "greet", "hello"], judge: judgeReachable },
  { code: "TLS_VERSION", stages: ["starttls", "tls"], judge: judgeTlsVersion },
  { code: "CERTIFICATE", stages: ["tls"], judge: judgeCertificate },
  { code: "AUTH_LOGIN", stages: ["offer"], judge: judgeAuthLogin },
  { code: "CREDENTIALS", stages: ["login"], judge: judgeCredentials },
  { code: "SENDER", stages: ["mail", "rcpt", "rset"], judge: judgeSender },
];

/** A password goes to no server that has not passed everything that comes before a login. */
export function mayLogIn(evidence: Evidence): boolean {
  return [judgeReachable, judgeTlsVersion, judgeCertificate, judgeAuthLogin].every((judge) =>
    ["pass", "warn"].includes(judge(evidence).status),
  );
}
