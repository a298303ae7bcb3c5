import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { Identity } from "../smtp/certificates.ts";
import { account } from "../smtp/servers.ts";
import { postfixFiles, REALM, SERVICES, type Service } from "./postfix-config.ts";

const exec = promisify(execFile);

/** How long Postfix may take until it listens. */
const PATIENCE_MS = 20_000;
/** It ends by then, also where nobody is left to stop it. */
const LIFETIME_S = 300;

export interface Postfix extends AsyncDisposable {
  port(service: Service): number;
}

/**
 * Starts a Postfix of our own: folder, queue, log and accounts are apart from any other Postfix of this machine, and it
 * listens on free ports of loopback only. Needs root, and Debian's packages (see `requirements.ts`).
 */
export async function startPostfix(tls: Identity): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), "postfix-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // Its daemons run as another user.
    await chmod(folder, 0o755);
    await mkdir(join(folder, "queue"));
    const ports = await freePorts();
    for (const [file, text] of Object.entries(postfixFiles(folder, ports, tls))) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    await addAccount(join(folder, "sasldb"));
    const stop = await run(folder, [...ports.values()]);
    return {
      port: (service) => ports.get(service) ?? 0,
      async [Symbol.asyncDispose]() {
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function run(folder: string, ports: readonly number[]): Promise<() => Promise<void>> {
  const config = join(folder, "config");
  // Makes the queue's folders.
  await exec("postfix", ["-c", config, "check"]);
  const { stdout: programs } = await exec("postconf", ["-c", config, "-h", "daemon_directory"]);
  const master = spawn(join(programs.trim(), "master"), ["-c", config, "-s", "-e", String(LIFETIME_S)], {
    stdio: "inherit",
  });
  const ended = once(master, "exit");
  const stop = async () => {
    if (master.exitCode === null && master.signalCode === null) master.kill();
    await ended;
  };
  try {
    for (const port of ports) await listening(port, ended);
    return stop;
  } catch (error) {
    await stop();
    console.error(await readFile(join(folder, "maillog"), "utf8").catch(() => "Postfix has logged nothing."));
    throw error;
  }
}

async function listening(port: number, ended: Promise<unknown>): Promise<void> {
  const isOver = ended.then(() => "over" as const);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const socket = connect(port, "127.0.0.1");
    const state = await Promise.race([
      once(socket, "connect").then(
        () => "listens" as const,
        () => "not yet" as const,
      ),
      isOver,
    ]);
    socket.destroy();
    if (state === "listens") return;
    if (state === "over") throw new Error("Postfix has ended.");
    await wait(50);
  }
  throw new Error(`Postfix does not listen on port ${port}.`);
}

/** Postfix cannot choose ports itself: these were free a moment ago. */
async function freePorts(): Promise<Map<Service, number>> {
  const names = Object.keys(SERVICES).filter(isService);
  const servers = names.map((name) => [name, createServer().listen(0, "127.0.0.1")] as const);
  const ports = new Map<Service, number>();
  for (const [name, server] of servers) {
    if (!server.listening) await once(server, "listening");
    const address = server.address();
    if (address !== null && typeof address === "object") ports.set(name, address.port);
  }
  for (const [, server] of servers) {
    server.close();
    await once(server, "close");
  }
  return ports;
}

const isService = (name: string): name is Service => Object.hasOwn(SERVICES, name);

async function addAccount(file: string): Promise<void> {
  const child = execFile("saslpasswd2", ["-c", "-p", "-f", file, "-u", REALM, account.username]);
  child.stdin?.end(account.password);
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`saslpasswd2 ended with ${code}.`);
  await chmod(file, 0o644);
}
