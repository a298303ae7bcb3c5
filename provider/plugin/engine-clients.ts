import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import type { EngineClients } from "../engine/engine-clients";

/** Those of this package's own bundle: @pulumi/pulumi need not be installed beside the plugin. */
export function engineClients(): EngineClients {
  return { credentials, EngineClient, LogRequest };
}
