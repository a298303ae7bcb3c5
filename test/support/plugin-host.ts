import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";

// The plugin's parts in one process that serves many runs, each with an environment and a clock of its own: the "address"
// that a connection attaches with says which. `node test/support/plugin-host.ts` prints its port, as the plugin does.

interface Options {
  readonly env: Readonly<Record<string, string>>;
  readonly skipSleep: boolean;
}

type Parts<Name extends "attached-engine" | "engines" | "service"> = Name extends "attached-engine"
  ? typeof import("../../provider/plugin/attached-engine.ts")
  : Name extends "engines"
    ? typeof import("../../provider/plugin/engines.ts")
    : typeof import("../../provider/plugin/service.ts");

const require = createRequire(fileURLToPath(new URL("../../dist/plugin-parts/serve.js", import.meta.url)));
const { AttachedEngine }: Parts<"attached-engine"> = require("./attached-engine");
const { Engines }: Parts<"engines"> = require("./engines");
const { service }: Parts<"service"> = require("./service");

const engines = new Engines(undefined, (address = "{}") => {
  const { env, skipSleep }: Options = JSON.parse(address);
  let ahead = 0;
  const sleep = async (ms: number) => {
    if (skipSleep) ahead += ms;
    else await new Promise((resolve) => setTimeout(resolve, ms));
  };
  return new AttachedEngine({
    env: { ...process.env, ...env },
    clock: { now: () => Date.now() + ahead, sleep, cancel: () => undefined },
    log: async (_severity, message) => console.error(message),
  });
});

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(providerGrpc.ResourceProviderService, service(engines));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (_, port) => console.log(port));
