import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Standings } from "./standing";

const standings = z.array(z.tuple([z.string(), z.enum(["awaited", "live"])]));

/** Answers the question that comes over each connection to the socket: a domain, and then the end. */
export async function listen(path: string, answer: (domain: string) => Standings): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    text(socket).then(
      (domain) => socket.end(JSON.stringify([...answer(domain)])),
      () => socket.destroy(),
    );
  });
  server.listen(path).unref();
  await once(server, "listening");
}

/** Asks the process that listens on the socket; undefined where there is none any more, or it does not answer so. */
export async function question(path: string, domain: string): Promise<Standings | undefined> {
  const socket = connect({ path, allowHalfOpen: true });
  try {
    await once(socket, "connect");
    socket.end(domain);
    const parsed = standings.safeParse(JSON.parse(await text(socket)));
    return parsed.success ? new Map(parsed.data) : undefined;
  } catch (error) {
    if (isRefused(error)) rmSync(path, { force: true });
    return undefined;
  } finally {
    socket.destroy();
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
}
