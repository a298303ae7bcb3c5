import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { z } from "zod";

/** Listens in a thread of its own, which answers nobody until it is woken. */
const LISTEN = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer((socket) => socket.on("error", () => {}));
  server.listen({ port: 0, host: workerData.host, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(workerData.alarm), 0, 0));
  });
`;

export interface SlowListener extends AsyncDisposable {
  readonly port: number;
  /** Accepts what is waiting, from now on. */
  wake(): void;
}

/**
 * A real slow connect: the queue of a listener is full, so the kernel drops what else comes in, and the client asks again
 * after a second.
 */
export async function startSlow(host: string): Promise<SlowListener> {
  const alarm = new SharedArrayBuffer(4);
  const worker = new Worker(LISTEN, { eval: true, workerData: { host, alarm } });
  const [port] = z.tuple([z.number()]).parse(await once(worker, "message"));
  const waiting = [connect(port, host), connect(port, host)];
  for (const socket of waiting) {
    socket.on("error", () => {});
    if (socket.connecting) await once(socket, "connect");
  }
  const wake = () => {
    Atomics.store(new Int32Array(alarm), 0, 1);
    Atomics.notify(new Int32Array(alarm), 0);
  };
  return {
    port,
    wake,
    async [Symbol.asyncDispose]() {
      wake();
      for (const socket of waiting) socket.destroy();
      await worker.terminate();
    },
  };
}

/** Whether a connection to the port is asked for and not yet answered, as the kernel tells. */
export async function isAskedFor(port: number): Promise<boolean> {
  const SYN_SENT = "02";
  const remote = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = (await readFile("/proc/net/tcp", "utf8")).split("\n").map((row) => row.trim().split(/\s+/));
  return rows.some(([, , to = "", state]) => to.endsWith(remote) && state === SYN_SENT);
}
