import { type Mailbox, parseMailbox } from "../inputs/mailbox";
import { fail, type Judgement, skipped } from "./finding";
import { IMPLICIT_TLS_PORTS } from "./ports";
import type { PreflightOptions } from "./preflight-options";

/** The options with their defaults, judged by themselves: what must not be sent is not in here. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly login: Usable<Login>;
  readonly sender: Usable<Mailbox>;
  readonly timeoutSeconds: number;
  readonly extraCa: string | undefined;
  readonly ehloName: string | undefined;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** A value to work with; or the judgement, where it is settled without the server. */
export type Usable<T> =
  | { readonly value: T; readonly judgement?: undefined }
  | { readonly value?: undefined; readonly judgement: Judgement };

export function targetOf(options: PreflightOptions): Target {
  const { host, port, timeoutSeconds = 10, extraCa, ehloName } = options;
  return {
    host,
    port,
    secure: options.secure ?? IMPLICIT_TLS_PORTS.includes(port),
    login: usableLogin(options.username, options.password),
    sender: usableSender(options.from),
    timeoutSeconds,
    extraCa,
    ehloName,
  };
}

function usableLogin(username = "", password = ""): Usable<Login> {
  if (/\p{Cc}/u.test(username)) {
    const seen = "the user name contains a line break or another control character; it was not sent";
    return { judgement: fail(seen, "Remove it: Auth0 needs a user name of one line.") };
  }
  if (username === "") return { judgement: skipped("not tested: no user name given") };
  if (password === "") return { judgement: skipped("not tested: no password given") };
  return { value: { username, password } };
}

function usableSender(from = ""): Usable<Mailbox> {
  if (from === "") return { judgement: skipped("not tested: no From address given") };
  const { mailbox, problem } = parseMailbox(from);
  return mailbox
    ? { value: mailbox }
    : {
        judgement: fail(`the From address ${problem}; it was not sent`, "Write it as no-reply@example.com."),
      };
}
