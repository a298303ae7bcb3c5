import { createRequire } from "node:module";

/** How loud a message is. */
export type Severity = "info" | "warning";

/** Says something to the user for which the engine's protocol for resources has no place. */
export type Log = (severity: Severity, message: string, urn?: string) => Promise<void>;

/**
 * The engine's own log, which every provider process is given the address of: messages there are shown with the
 * resource they name. Where there is no engine, or it does not listen, they go to stderr. It never throws.
 *
 * @param argv the provider process's; its last argument is the address, after any flags of the engine's
 */
export function engineLog(argv: readonly string[]): Log {
  const address = argv.at(-1) ?? "";
  let client: ReturnType<typeof connect> | undefined;
  return async (severity, message, urn) => {
    try {
      client ??= connect(address);
      await client.log(severity, message, urn);
    } catch {
      console.error(message);
    }
  };
}

function connect(address: string) {
  // gRPC is @pulumi/pulumi's dependency, not ours: this is the copy that its classes are made for.
  const grpc: typeof import("@grpc/grpc-js") = createRequire(require.resolve("@pulumi/pulumi"))(
    "@grpc/grpc-js",
  );
  const {
    EngineClient,
  }: typeof import("@pulumi/pulumi/proto/engine_grpc_pb") = require("@pulumi/pulumi/proto/engine_grpc_pb");
  const {
    LogRequest,
  }: typeof import("@pulumi/pulumi/proto/engine_pb") = require("@pulumi/pulumi/proto/engine_pb");
  // The engine is on this machine: a proxy in the environment, which gRPC would use, cannot reach it.
  const engine = new EngineClient(address, grpc.credentials.createInsecure(), {
    "grpc.enable_http_proxy": 0,
  });
  // The numbers of pulumirpc.LogSeverity.
  const severities = { info: 1, warning: 2 } as const;
  return {
    log: (severity: Severity, message: string, urn = "") =>
      new Promise<void>((resolve, reject) => {
        const request = new LogRequest();
        request.setSeverity(severities[severity]);
        request.setMessage(message);
        request.setUrn(urn);
        engine.log(request, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
