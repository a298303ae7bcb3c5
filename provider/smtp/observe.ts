import type { ConnectionOptions } from "node:tls";
import { connected, openSocket } from "./connect";
import { converse, type MayLogIn } from "./converse";
import type { Observations } from "./observations";
import type { Subject } from "./options";
import { resolve } from "./resolve";
import { StepFailed, Steps } from "./steps";

/** TLS as it should be. */
const CURRENT: ConnectionOptions = { minVersion: "TLSv1.2" };
/** TLS as it should no longer be, for one look at what a server can do that refuses the other. */
const OUTDATED: ConnectionOptions = {
  minVersion: "TLSv1",
  maxVersion: "TLSv1.1",
  ciphers: "DEFAULT:@SECLEVEL=0",
};

/**
 * Visits the server and tells what was seen; judges nothing. Sends no mail, and the password only where `mayLogIn`
 * says so. The end of `signal` is the end of the visit: what was seen until then is returned.
 */
export async function observe(
  subject: Subject,
  mayLogIn: MayLogIn,
  signal: AbortSignal,
): Promise<Observations> {
  const seen = await visit(subject, CURRENT, mayLogIn, signal);
  const refusal = seen.tls?.fault?.kind;
  if (refusal !== "tls" && refusal !== "closed") return seen;
  const outdated = await visit(subject, OUTDATED, () => false, signal);
  return outdated.tls && !outdated.tls.fault ? outdated : seen;
}

async function visit(
  subject: Subject,
  versions: ConnectionOptions,
  mayLogIn: MayLogIn,
  signal: AbortSignal,
): Promise<Observations> {
  const steps = new Steps(signal);
  try {
    const addresses = await steps.take("resolve", () => resolve(subject.host, signal));
    const socket = openSocket(addresses, subject, signal);
    try {
      await steps.take("connect", () => connected(socket, signal));
      await converse(socket, subject, versions, mayLogIn, steps);
    } finally {
      socket.destroy();
    }
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
  }
  return steps.seen;
}
