import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";

// The plugin's parts, as the build makes them before it bundles them.

type Parts<Name extends "attached-engine" | "engines" | "service"> = Name extends "attached-engine"
  ? typeof import("../../provider/plugin/attached-engine.ts")
  : Name extends "engines"
    ? typeof import("../../provider/plugin/engines.ts")
    : typeof import("../../provider/plugin/service.ts");

const require = createRequire(fileURLToPath(new URL("../../dist/plugin-parts/serve.js", import.meta.url)));
const { AttachedEngine }: Parts<"attached-engine"> = require("./attached-engine");
const { Engines }: Parts<"engines"> = require("./engines");
const { service }: Parts<"service"> = require("./service");

export interface PartsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> };
  readonly log: (severity: string, message: string) => Promise<void>;
}

/** The plugin's service in this process. */
export interface ServedParts {
  readonly port: string;
  stop(): void;
}

/**
 * Serves many runs, each with an environment and a clock of its own.
 *
 * @param optionsOf a run's, by the "address" that its connection attaches with
 */
export function servePluginParts(optionsOf: (address: string) => PartsOptions): Promise<ServedParts> {
  const engines = new Engines(undefined, (address = "") => {
    const { clock, ...options } = optionsOf(address);
    return new AttachedEngine({ ...options, clock: { ...clock, cancel: () => undefined } });
  });
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(providerGrpc.ResourceProviderService, service(engines));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve({ port: String(port), stop: () => server.forceShutdown() });
    });
  });
}
