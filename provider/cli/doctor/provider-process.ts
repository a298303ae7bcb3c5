import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fail, type Judgement, pass, skipped } from "../../smtp/finding";
import type { DoctorFinding } from "./doctor-finding";
import { findProviderProgram } from "./find-program";

type Environment = Readonly<Record<string, string | undefined>>;

/** How long the process may take to start, in milliseconds. */
const START_MS = 20_000;

/**
 * The provider's process, by starting it as the engine does, and what keeps it from starting. It is ended at once, and
 * speaks to nobody.
 *
 * @param installed whether the SDK, which it runs, is installed for the folder
 */
export async function providerProcessFindings(
  directory: string,
  env: Environment,
  installed: boolean,
): Promise<DoctorFinding[]> {
  const options = env.NODE_OPTIONS?.trim() ? namesOf(env.NODE_OPTIONS) : undefined;
  const both = (provider: Judgement, nodeOptions: Judgement): DoctorFinding[] => [
    { code: "PROVIDER_PROCESS", ...provider },
    { code: "NODE_OPTIONS", ...nodeOptions },
  ];
  const set = options === undefined ? "not set" : `set: ${options}`;
  const program = findProviderProgram(env);
  if (program === undefined) return both(MISSING, options === undefined ? pass(set) : skipped(set));
  if (!installed) return both(skipped(`${program} is there; it runs @pulumi/pulumi`), pass(set));
  // There, a process that others have started cannot be ended as a whole.
  if (process.platform === "win32") return both(pass(`${program} is there`), pass(set));
  if (await starts(program, directory, env)) return both(pass(`${program} starts`), pass(set));
  if (options !== undefined && (await starts(program, directory, { ...env, NODE_OPTIONS: "" }))) {
    return both(
      pass(`${program} starts without NODE_OPTIONS`),
      fail(
        `with NODE_OPTIONS (${options}) the provider's process does not start`,
        "Unset it for Pulumi: NODE_OPTIONS= pulumi up. A file that it names must be found from every folder, and print " +
          "nothing on standard output.",
      ),
    );
  }
  return both(
    fail(
      `${program} does not start`,
      `See why: ${program} 127.0.0.1:1 (it should print a port number). It needs node on the PATH.`,
    ),
    pass(set),
  );
}

const MISSING = fail(
  "no pulumi-resource-pulumi-nodejs on the PATH, beside the Pulumi CLI or among its plugins: no dynamic resource can run",
  'It comes with Pulumi and with @pulumi/pulumi. Run: export PATH="$PWD/node_modules/@pulumi/pulumi:$PATH"',
);

/** The options without their values, which may be anything. */
function namesOf(options: string): string {
  return [...new Set(options.match(/(?<!\S)--?[a-z][\w-]*/gi))].join(" ") || "no option that can be read";
}

/** Whether its first line is the number of the port that it listens on, which is what the engine waits for. */
async function starts(program: string, directory: string, env: Environment): Promise<boolean> {
  // A group of its own: the program is a script that starts Node.
  const child = spawn(program, ["127.0.0.1:1"], {
    cwd: directory,
    env: { ...env },
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const signal = AbortSignal.timeout(START_MS);
  try {
    const lines = createInterface(child.stdout);
    const [first] = await Promise.race([
      once(lines, "line", { signal }),
      once(lines, "close", { signal }).then(() => [""]),
    ]);
    return /^\d+$/.test(String(first));
  } catch {
    return false;
  } finally {
    endGroup(child);
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
