import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Node's own, and too short for a first connection over a slow way: each address but the last gets no more. */
const ATTEMPT_MIN_MS = 250;

interface Destination {
  readonly host: string;
  readonly port: number;
  readonly timeoutSeconds: number;
}

/**
 * A socket that tries the addresses in turn. Half of the time limit is for this, shared out evenly among them, so that
 * neither a slow good address is given up in favour of a dead one, nor a dead one uses up the time that the
 * conversation needs. The end of `signal` is the end of the socket.
 */
export function openSocket(
  addresses: readonly LookupAddress[],
  { host, port, timeoutSeconds }: Destination,
  signal: AbortSignal,
): Socket {
  const share = (timeoutSeconds * 1000) / 2 / addresses.length;
  const socket = connect({
    host,
    port,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.max(ATTEMPT_MIN_MS, Math.round(share)),
    lookup: (_host, _options, done) => done(null, [...addresses]),
  });
  const drop = () => void socket.destroy();
  signal.addEventListener("abort", drop);
  socket.once("close", () => signal.removeEventListener("abort", drop));
  return socket;
}

/** The address that answered. @throws the socket's error: an AggregateError where several addresses were tried */
export async function connected(socket: Socket, signal: AbortSignal): Promise<string> {
  await once(socket, "connect", { signal });
  return socket.remoteAddress ?? "";
}
