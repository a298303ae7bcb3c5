import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { vi } from "vitest";
import { HANDLER } from "../../provider/engine/handler.ts";
import type { Emulator } from "../emulator/index.ts";
import { EngineMessages, type Message } from "./engine-messages.ts";
import { configure, DynamicProvider } from "./provider-calls.ts";
import { connectTo } from "./provider-protocol.ts";
import { type StartedProgram, startProgram } from "./start-program.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

export interface StartOptions {
  /** The process's environment, beside what it needs to reach the emulator. The tests' own is not handed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** The stack's config as the engine hands it over, decrypted: `{ "auth0:clientId": "…" }`. */
  readonly config?: Readonly<Record<string, string>>;
  /** Whether the project has the package. Default true. */
  readonly installed?: boolean;
}

export interface FreshOptions extends Pick<StartOptions, "env" | "config"> {
  /** Waiting takes no time; the provider's clock is set forward instead. */
  readonly skipSleep?: boolean;
}

/**
 * The real provider process of @pulumi/pulumi, in a folder of its own, as the engine starts it. Start it once a file
 * (about a second), with a tenant of its own for each test.
 *
 * @example
 * const auth0 = await startEmulator();
 * const pulumi = await ProviderProcess.start(auth0, { env: { AUTH0_TENANTS: tenants("acme.eu.auth0.com") } });
 * const created = await pulumi.provider.create({ domain: "acme.eu.auth0.com", … });
 * await pulumi.stop();
 */
export class ProviderProcess {
  /** The resource's own handler text. Its memory (tokens, what was made) lasts as long as the process. */
  readonly provider: DynamicProvider;
  private readonly child: ChildProcess;
  private readonly folder: string;
  private readonly engine: EngineMessages;
  private readonly client: providerGrpc.ResourceProviderClient;
  private readonly config: Readonly<Record<string, string>>;
  private readonly printed: readonly string[];
  private turn: Promise<unknown> = Promise.resolve();
  private texts = 0;

  private constructor(
    { child, firstLine }: StartedProgram,
    folder: string,
    engine: EngineMessages,
    config: Readonly<Record<string, string>>,
    printed: readonly string[],
  ) {
    this.child = child;
    this.folder = folder;
    this.engine = engine;
    this.client = connectTo(firstLine);
    this.config = config;
    this.provider = new DynamicProvider(this.client, HANDLER);
    this.printed = printed;
  }

  static async start(
    auth0: Emulator,
    { env, config = {}, installed = true }: StartOptions = {},
  ): Promise<ProviderProcess> {
    const folder = await mkdtemp(join(tmpdir(), "provider-process-"));
    if (installed) await symlink(MODULES, join(folder, "node_modules"));
    const engine = await EngineMessages.listen();
    // What the script pulumi-resource-pulumi-nodejs does, but with this Node.
    const script = join(MODULES, "@pulumi/pulumi/cmd/dynamic-provider/index.js");
    const printed: string[] = [];
    const environment = { ...auth0.env, ...env };
    const process = await startProgram(script, [engine.address], environment, folder, (text) =>
      printed.push(text),
    );
    const started = new ProviderProcess(process, folder, engine, config, printed);
    await configure(started.client, config);
    return started;
  }

  /** What the process printed on stderr so far. */
  get stderr(): string {
    return this.printed.join("");
  }

  /** What it said through the engine so far. */
  get messages(): readonly Message[] {
    return this.engine.messages;
  }

  /**
   * The same code with a memory of its own: as in a process that has just started, in a few milliseconds.
   *
   * @param env added to the process's own
   */
  async fresh({
    env = {},
    config = this.config,
    skipSleep = false,
  }: FreshOptions = {}): Promise<DynamicProvider> {
    const clock = skipSleep
      ? "{now:()=>Date.now()+ahead,sleep:async(ms)=>{ahead+=ms}}"
      : "{now:Date.now,sleep:(ms)=>new Promise((r)=>setTimeout(r,ms))}";
    const text =
      `exports.handler=()=>{let ahead=0;return require("pulumi-auth0-smtp/dynamic-provider").createProvider({` +
      `env:{...process.env,...${JSON.stringify(env)}},clock:${clock},` +
      `log:async(_,message)=>console.error(message)})}//${this.texts++}`;
    const provider = new DynamicProvider(this.client, text);
    // The process has one config at a time, and gives it to a provider when it is first called.
    const made = this.turn.then(async () => {
      await configure(this.client, config);
      await provider.diff("", {}, {});
      await configure(this.client, this.config);
    });
    this.turn = made.catch(() => undefined);
    await made;
    return provider;
  }

  /** All that it has printed until now: what it prints arrives after its answers. */
  async allPrinted(): Promise<string> {
    await this.evaluate('console.error("the end")');
    await vi.waitUntil(() => this.stderr.endsWith("the end\n"), { timeout: 30_000 });
    return this.stderr;
  }

  /** The provider that another handler text than the resource's own makes. */
  handledBy(text: string): DynamicProvider {
    return new DynamicProvider(this.client, text);
  }

  /** The value of a JavaScript expression in the process: what it has loaded, how much memory it takes. JSON only. */
  async evaluate(expression: string): Promise<unknown> {
    const text = `exports.handler=()=>({diff:async()=>({changes:true,replaces:[JSON.stringify(${expression})]})})`;
    const answer = await this.handledBy(text).diff("", {}, {});
    return answer.ok ? JSON.parse(answer.replaces[0] ?? "null") : undefined;
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.child.exitCode === null && this.child.kill()) await once(this.child, "exit");
    this.engine.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
