import { gunzipSync } from "node:zlib";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { EngineProject } from "../support/engine-project.ts";
import type { Result } from "../support/engine-run.ts";

/** Everything that the engine wrote somewhere, by where: what it printed, its events, and all files of a project. */
export class Harvest {
  readonly places: Record<string, string> = {};
  /** The events that the engine tells tools, and shows users only with its debug log. */
  debug = "";

  /** Keeps what a command printed and told. */
  take(command: string, result: Result): Result {
    // The SDK's types know of no such severity.
    const isDebug = ({ diagnosticEvent }: EngineEvent) => String(diagnosticEvent?.severity) === "debug";
    this.places[`what ${command} printed`] = result.output;
    this.places[`the events of ${command}`] = JSON.stringify(
      result.events.filter((event) => !isDebug(event)),
    );
    this.debug += JSON.stringify(result.events.filter(isDebug));
    return result;
  }

  /** The same for a command of the CLI that needs no program. */
  async run(project: EngineProject, ...command: readonly string[]): Promise<string> {
    const { stdout, stderr } = await project.run(...command);
    this.places[`what ${command.join(" ")} printed`] = stdout + stderr;
    return stdout + stderr;
  }

  /** State, backups, history, config, and the logs in Pulumi's home, unpacked. */
  async takeFiles(project: EngineProject): Promise<void> {
    for (const [file, text] of await project.files()) {
      const isPacked = text.startsWith("\x1f\x8b");
      this.places[file] = isPacked ? gunzipSync(Buffer.from(text, "latin1")).toString("utf8") : text;
    }
  }
}

/** What Pulumi's automatic logs say: it encrypts them with the key of the stack. */
export async function decryptedLogs(project: EngineProject): Promise<Record<string, string>> {
  const logs: Record<string, string> = {};
  for (const [file, text] of await project.files()) {
    if (!/\.pulumi-home\/logs\//.test(file) || text.startsWith("\x1f\x8b")) continue;
    const { ok, stdout, stderr } = await project.run("logs", "decrypt", file);
    if (!ok) throw new Error(stderr);
    logs[file] = stdout;
  }
  return logs;
}
