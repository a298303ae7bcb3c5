/** `npm run emulator`: an Auth0 to try things on. Any client credentials get a token. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { type LoggedRequest, startEmulator } from "./index.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "proxy-port": { type: "string", default: "0" },
    latency: { type: "string", default: "0" },
  },
});

const port = z.coerce.number().int().min(0).max(65535);
const options = z.object({ port, "proxy-port": port, latency: z.coerce.number().min(0) }).parse(values);

const emulator = await startEmulator({
  port: options.port,
  proxyPort: options["proxy-port"],
  latencyMs: options.latency,
  acceptAnyCredentials: true,
  onRequest: (request) => console.log(line(request)),
});

console.log(
  `# Auth0 emulator: any tenant by name through the proxy, or 127.0.0.1:${emulator.port}. Use it with:`,
);
for (const [name, value] of Object.entries(emulator.env)) console.log(`export ${name}='${value}'`);
console.log("# Ctrl-C stops it. Requests:");

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());

/** Neither query nor body: they hold what must not be printed. */
function line({ at, tenant, method, path, status }: LoggedRequest): string {
  return `${new Date(at).toISOString()} ${tenant} ${method} ${path} ${status}`;
}
