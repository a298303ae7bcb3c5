import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineAddress } from "../engine/engine-address";
import { Engines } from "./engines";
import { service } from "./service";

/** How often it is seen to that the process which started this one is still there, in milliseconds. */
const PARENT_MS = 1_000;

/**
 * Serves engines on a port of loopback that is free, and prints it: that is how the engine learns of it. Ends when the
 * process that started it has ended, which an engine that is killed cannot say.
 */
export async function serve(): Promise<void> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, service(new Engines(engineAddress(process.argv))));
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
  process.stdout.write(`${port}\n`);
  const parent = process.ppid;
  // Requests that are under way are answered first, as far as they need no waits.
  setInterval(() => {
    if (process.ppid !== parent) server.tryShutdown(() => process.exit());
  }, PARENT_MS).unref();
}
