import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export const account = { username: "acme", password: "correct horse/battery+staple" };

export interface Running extends AsyncDisposable {
  readonly port: number;
}

/** A real SMTP server on loopback that knows one account. */
export async function startServer(options: SMTPServerOptions): Promise<Running> {
  const server = new SMTPServer({
    authMethods: ["LOGIN", "PLAIN"],
    onAuth: ({ username, password }, _session, done) =>
      username === account.username && password === account.password
        ? done(null, { user: username })
        : done(new Error("Authentication credentials invalid")),
    ...options,
  });
  // A client that leaves in the middle is what is tested here, not a fault.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: portOf(server.server.address()),
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(done)),
  };
}

/** A server on loopback that does with each connection whatever it is told. */
export async function startRaw(talk: (socket: Socket) => Promise<void>): Promise<Running> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    // The other side leaves whenever it likes.
    talk(socket).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: portOf(server.address()),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
