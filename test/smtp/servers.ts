import { once } from "node:events";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";

export const account = { username: "acme", password: "correct horse/battery+staple" };

/** A real SMTP server on loopback that knows one account; it is stopped when the test is over. */
export async function startServer(options: SMTPServerOptions): Promise<number> {
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
  onTestFinished(() => new Promise<void>((done) => server.close(done)));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}
