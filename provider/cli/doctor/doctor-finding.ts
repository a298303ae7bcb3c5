import type { Judgement } from "../../smtp/finding";

/** What `doctor` found of one thing. */
export interface DoctorFinding extends Judgement {
  readonly code:
    | "NODE"
    | "PULUMI_CLI"
    | "PULUMI_SDK"
    | "PACKAGE"
    | "PROVIDER_PROCESS"
    | "NODE_OPTIONS"
    | "PROXY"
    | "TLS"
    | "CREDENTIALS"
    | "SCOPES"
    | "CLOCK";
  /** The tenant it is about. */
  readonly tenant?: string;
}
