import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { connected, openSocket } from "../../provider/smtp/connect.ts";
import { isAskedFor, startSlow } from "./slow-listener.ts";

const at = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
const goal = (port: number, timeoutSeconds = 10) => ({ host: "mail.example", port, timeoutSeconds });

describe("several addresses", () => {
  test("a good one that is slow is waited for, though the next one is dead", async () => {
    await using slow = await startSlow("127.0.0.2");
    const { signal } = new AbortController();
    const socket = openSocket(at("127.0.0.2", "127.0.0.3"), goal(slow.port), signal);
    const answer = connected(socket, signal);
    await vi.waitFor(async () => expect(await isAskedFor(slow.port)).toBe(true));
    slow.wake();
    await expect(answer).resolves.toBe("127.0.0.2");
    socket.destroy();
  });

  test("a dead one leaves the next one its time", async () => {
    await using slow = await startSlow("127.0.0.2");
    const server = createServer().listen(slow.port, "127.0.0.3");
    await once(server, "listening");
    const { signal } = new AbortController();
    const socket = openSocket(at("127.0.0.2", "127.0.0.3"), goal(slow.port, 2), signal);
    await expect(connected(socket, signal)).resolves.toBe("127.0.0.3");
    socket.destroy();
    server.close();
  });
});

test("the end of the signal is the end of the socket", async () => {
  await using slow = await startSlow("127.0.0.2");
  const stop = new AbortController();
  const socket = openSocket(at("127.0.0.2"), goal(slow.port), stop.signal);
  const answer = connected(socket, stop.signal);
  stop.abort();
  await expect(answer).rejects.toThrow();
  expect(socket.destroyed).toBe(true);
});
