import type { StoredProvider } from "../emulator/index.ts";

/** The variable that `passwordFrom` names. */
export const PASSWORD_VARIABLE = "MODEL_SMTP_PASS";

/** Who gets the mails that prove changes. */
export const MAIL_USER = "auth0|62463410c0242d00699461c8";

/** What the program gives, defaults filled in; the commands change one thing at a time. */
export interface Program {
  readonly from: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string | undefined;
  readonly passwordFrom: { readonly env: string; readonly version: string } | undefined;
  readonly enabled: boolean;
  readonly settings: { readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly onExisting: "fail" | "adopt";
  readonly onDelete: "delete" | "disable";
  readonly verify:
    | { readonly userId: string; readonly waitSeconds: number; readonly onFailure: "rollback" | "fail" }
    | undefined;
  /** `ignoreChanges: ["password"]`. */
  readonly ignoresPassword: boolean;
}

/** The resource's inputs as the state has them; `providerName` only after a refresh found another service. */
export interface Inputs extends Omit<Program, "ignoresPassword"> {
  readonly domain: string;
  readonly preflight: "off";
  readonly providerName?: string;
}

export interface Outputs extends Inputs {
  readonly providerName: string;
}

/** One resource in the state. */
export interface State {
  readonly inputs: Inputs;
  readonly outputs: Outputs;
}

/** With `ignoreChanges` the engine puts the recorded input in the place of the program's. */
export function inputsOf(
  { ignoresPassword, password, ...program }: Program,
  domain: string,
  recorded: { readonly password?: unknown } | undefined,
): Inputs {
  const filled = typeof recorded?.password === "string" ? recorded.password : undefined;
  return {
    ...program,
    domain,
    preflight: "off",
    password: ignoresPassword && recorded ? filled : password,
  };
}

/** The inputs in Auth0's own terms. */
export function onTheWire(inputs: Inputs, smtp_pass: string): StoredProvider {
  const { enabled, from, host, port, username, settings } = inputs;
  return {
    name: "smtp",
    enabled,
    default_from_address: from,
    credentials: { smtp_host: host, smtp_port: port, smtp_user: username, smtp_pass },
    ...(settings ? { settings } : {}),
  };
}
