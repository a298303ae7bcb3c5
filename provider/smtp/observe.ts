import type { ConnectionOptions } from "node:tls";
import { connected, openSocket } from "./connect";
import { converse, type MayLogIn } from "./converse";
import type { Observations } from "./observations";
import { resolve } from "./resolve";
import { StageFailed, StageRecorder } from "./stage-recorder";
import type { Target } from "./target";

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
  target: Target,
  mayLogIn: MayLogIn,
  signal: AbortSignal,
): Promise<Observations> {
  const seen = await visit(target, CURRENT, mayLogIn, signal);
  const refusal = seen.tls?.problem?.kind;
  if (refusal !== "tls" && refusal !== "closed") return seen;
  const outdated = await visit(target, OUTDATED, () => false, signal);
  return outdated.tls && !outdated.tls.problem ? outdated : seen;
}

async function visit(
  target: Target,
  versions: ConnectionOptions,
  mayLogIn: MayLogIn,
  signal: AbortSignal,
): Promise<Observations> {
  const stages = new StageRecorder(signal);
  try {
    const addresses = await stages.run("resolve", () => resolve(target.host, signal));
    const socket = openSocket(addresses, target, signal);
    try {
      await stages.run("connect", () => connected(socket, signal));
      await converse(socket, target, versions, mayLogIn, stages);
    } finally {
      socket.destroy();
    }
  } catch (error) {
    if (!(error instanceof StageFailed)) throw error;
  }
  return stages.seen;
}
