import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { account } from "../smtp/servers.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const manifest = z.object({ bin: z.object({ "auth0-smtp": z.string() }) });

/** The built program, as package.json offers it. */
export const program = `${root}${
  manifest.parse(JSON.parse(readFileSync(`${root}package.json`, "utf8"))).bin["auth0-smtp"]
}`;

/** What must not be seen in any output of any test here. */
export const secrets = {
  smtpPassword: account.password,
  clientSecret: "emulator-client-secret",
  apiToken: "canary-api-token-5be1f2",
  storedPassword: "canary-stored-smtp-password",
  typo: "canary-typed-in-the-wrong-place",
};

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON value on standard output; throws where it is not exactly one. */
  readonly json: unknown;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string;
}

/** Runs the program without a terminal and with an environment of its own, and sees to it that it tells no secret. */
export async function runCli(
  args: readonly string[],
  { env = {}, cwd = root }: Surroundings = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  refuseSecrets(`${stdout}\n${stderr}`);
  return {
    exit,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout);
    },
  };
}

/** @throws where a secret is in the output, as it is or as some program might have written it */
export function refuseSecrets(output: string): void {
  for (const [name, secret] of Object.entries(secrets)) {
    const forms = [
      secret,
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      Buffer.from(secret).toString("hex"),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ];
    if (forms.some((form) => output.includes(form))) throw new Error(`The output tells the secret ${name}.`);
  }
}
