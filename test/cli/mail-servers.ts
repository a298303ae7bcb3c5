import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { certify } from "../smtp/certificates.ts";
import { account, type Running, startServer } from "../smtp/servers.ts";

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface MailServer {
  readonly port: number;
  /** The arguments that reach it as the account it knows, and trust its CA. */
  readonly args: readonly string[];
  readonly folder: string;
  /** What it got. */
  readonly mails: readonly string[];
}

/** A server that has all that Auth0 asks for, with a CA of its own; it is stopped after the test. */
export async function goodServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const ca = await certify({ name: "Example Public CA" });
  const leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
  const folder = await temporaryFolder();
  const caFile = join(folder, "ca.pem");
  await writeFile(caFile, ca.pem);
  const mails: string[] = [];
  const { port } = stopped(
    await startServer({
      key: leaf.key,
      cert: leaf.pem,
      name: "mail.example.com",
      onData: (stream, _session, done) => {
        text(stream).then((mail) => {
          mails.push(mail);
          done();
        }, done);
      },
      ...options,
    }),
  );
  const args = ["localhost", "--port", `${port}`, "--username", account.username, "--extra-ca", caFile];
  return { port, args, folder, mails };
}

/** A server with a certificate that it made itself, and AUTH PLAIN only. */
export async function badServer(
  options: SMTPServerOptions = {},
): Promise<Omit<MailServer, "mails" | "folder">> {
  const own = await certify({ name: "localhost", hosts: ["localhost"] });
  const { port } = stopped(
    await startServer({
      key: own.key,
      cert: own.pem,
      name: "mail.example.com",
      authMethods: ["PLAIN"],
      ...options,
    }),
  );
  return { port, args: ["localhost", "--port", `${port}`, "--username", account.username] };
}

export function stopped(server: Running): Running {
  onTestFinished(async () => server[Symbol.asyncDispose]());
  return server;
}

/** The password where the program looks for it. */
export const withPassword = { env: { SMTP_PASSWORD: account.password } };
