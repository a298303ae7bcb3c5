import type { EngineClients } from "./engine-clients";

/** How loud a message is. */
export type Severity = "info" | "warning";

/** Says something to the user for which the engine's protocol for resources has no place. */
export type Log = (severity: Severity, message: string, urn?: string) => Promise<void>;

/**
 * The engine's own log: messages there are shown with the resource they name. Where there is no engine, or it does not
 * listen, they go to stderr. It never throws.
 *
 * @param address the engine's; undefined where there is none
 * @param load what to speak to it with, loaded when first needed
 */
export function engineLog(address: string | undefined, load: () => EngineClients): Log {
  let client: ReturnType<typeof connect> | undefined;
  return async (severity, message, urn) => {
    try {
      if (address === undefined) throw new Error("There is no engine.");
      client ??= connect(address, load());
      await client.log(severity, message, urn);
    } catch {
      console.error(message);
    }
  };
}

function connect(address: string, { credentials, EngineClient, LogRequest }: EngineClients) {
  // The engine is on this machine: a proxy in the environment, which gRPC would use, cannot reach it.
  const engine = new EngineClient(address, credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
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
