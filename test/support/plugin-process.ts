import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import type providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { Emulator } from "../emulator/index.ts";
import { PLUGIN } from "./built-plugin.ts";
import { EngineMessages, type Message } from "./engine-messages.ts";
import { PluginProvider } from "./plugin-calls.ts";
import { configure } from "./provider-calls.ts";
import type { FreshOptions, StartOptions } from "./provider-process.ts";
import { ask, connectTo } from "./provider-protocol.ts";
import { type StartedProgram, startProgram } from "./start-program.ts";

const HOST = fileURLToPath(new URL("plugin-host.ts", import.meta.url));

/** The plugin's process as the engine starts it: `ProviderProcess` for the other shell, with the same doors. */
export class PluginProcess {
  readonly provider: PluginProvider;
  private readonly auth0: Emulator;
  private readonly options: Required<Pick<StartOptions, "env" | "config">>;
  private readonly folder: string;
  private readonly engine: EngineMessages;
  private readonly own: StartedProgram;
  private host: Promise<StartedProgram> | undefined;
  private readonly clients: providerGrpc.ResourceProviderClient[];
  private readonly printed: string[];

  private constructor(
    auth0: Emulator,
    options: Required<Pick<StartOptions, "env" | "config">>,
    folder: string,
    engine: EngineMessages,
    own: StartedProgram,
    printed: string[],
  ) {
    this.auth0 = auth0;
    this.options = options;
    this.folder = folder;
    this.engine = engine;
    this.own = own;
    this.printed = printed;
    const client = connectTo(own.firstLine);
    this.clients = [client];
    this.provider = new PluginProvider(client);
  }

  static async start(auth0: Emulator, { env = {}, config = {} }: StartOptions = {}): Promise<PluginProcess> {
    const folder = await mkdtemp(join(tmpdir(), "plugin-process-"));
    const engine = await EngineMessages.listen();
    const printed: string[] = [];
    const environment = { ...auth0.env, ...env };
    const own = await startProgram(PLUGIN, [engine.address], environment, folder, (text) =>
      printed.push(text),
    );
    const started = new PluginProcess(auth0, { env, config }, folder, engine, own, printed);
    await attach(started.provider.client, engine.address, config);
    return started;
  }

  get stderr(): string {
    return this.printed.join("");
  }

  get messages(): readonly Message[] {
    return this.engine.messages;
  }

  /** A run of its own in a process that serves many, over a connection of its own. */
  async fresh({
    env = {},
    config = this.options.config,
    skipSleep = false,
  }: FreshOptions = {}): Promise<PluginProvider> {
    const environment = { ...this.auth0.env, ...this.options.env };
    this.host ??= startProgram(HOST, [], environment, this.folder, (text) => this.printed.push(text));
    const client = connectTo((await this.host).firstLine);
    this.clients.push(client);
    await attach(client, JSON.stringify({ env, skipSleep }), config);
    return new PluginProvider(client);
  }

  /** All that its processes have printed. It ends them. */
  async allPrinted(): Promise<string> {
    await Promise.all([this.own, await this.host].map((server) => server && end(server)));
    return this.stderr;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.allPrinted();
    this.engine.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function end({ child }: StartedProgram): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.kill()) await once(child, "close");
}

async function attach(
  client: providerGrpc.ResourceProviderClient,
  address: string,
  config: Readonly<Record<string, string>>,
): Promise<void> {
  const request = new plugin.PluginAttach().setAddress(address);
  await ask<unknown>((done) => client.attach(request, done));
  const own = Object.entries(config).flatMap(([key, value]) =>
    key.startsWith("auth0:") ? [[key.slice("auth0:".length), value]] : [],
  );
  await configure(client, Object.fromEntries(own), new pb.ConfigureRequest().setAcceptsecrets(true));
}
