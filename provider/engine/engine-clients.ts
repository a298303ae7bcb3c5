import { createRequire } from "node:module";

type Grpc = typeof import("@grpc/grpc-js");

/** What it takes to speak to the engine. */
export interface EngineClients {
  readonly credentials: Grpc["credentials"];
  readonly EngineClient: typeof import("@pulumi/pulumi/proto/engine_grpc_pb").EngineClient;
  readonly LogRequest: typeof import("@pulumi/pulumi/proto/engine_pb").LogRequest;
}

/** Those of the @pulumi/pulumi that runs this process. gRPC is its dependency, not ours: this is the copy that its classes are made for. */
export function pulumisClients(): EngineClients {
  const { credentials }: Grpc = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js");
  const {
    EngineClient,
  }: typeof import("@pulumi/pulumi/proto/engine_grpc_pb") = require("@pulumi/pulumi/proto/engine_grpc_pb");
  const {
    LogRequest,
  }: typeof import("@pulumi/pulumi/proto/engine_pb") = require("@pulumi/pulumi/proto/engine_pb");
  return { credentials, EngineClient, LogRequest };
}
