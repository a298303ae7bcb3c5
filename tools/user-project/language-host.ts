import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";

/** What `@pulumi/pulumi/cmd/run` exits with when it has told the engine all there is to say. */
const ALREADY_REPORTED = 32;

export interface LanguageHost {
  /** For the CLI's flag `--client`. */
  readonly address: string;
  close(): void;
}

export interface LanguageHostOptions {
  /** For the program. */
  readonly env: NodeJS.ProcessEnv;
  /** Whether Pulumi's ts-node compiles the program (Pulumi.yaml's `runtime.options.typescript`). */
  readonly typescript: boolean;
  /** Gets what the program prints itself; its log goes to the engine. */
  readonly onOutput: (text: string) => void;
}

/**
 * Pulumi's language host for Node: it starts `@pulumi/pulumi/cmd/run`, which runs the program, in a process of its own,
 * with what the engine tells it of Pulumi.yaml and the config. Pulumi's own (`pulumi-language-nodejs`) comes only with
 * its full download, and is in no registry; this one starts the same thing with the same arguments, and leaves out what
 * our programs have no use for: plugins to install, synchronous invokes, debuggers, `nodeargs`.
 */
export async function startLanguageHost(options: LanguageHostOptions): Promise<LanguageHost> {
  const run: handleUnaryCall<language.RunRequest, language.RunResponse> = (call, done) => {
    const program = spawn("node", runArguments(call.request), {
      env: { ...options.env, ...runEnvironment(call.request, options.typescript) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [program.stdout, program.stderr])
      stream.setEncoding("utf8").on("data", options.onOutput);
    call.on("cancelled", () => program.kill("SIGINT"));
    program.on("error", (error) => done(null, answer(error.message)));
    program.on("close", (code) => done(null, answerTo(code)));
  };
  const getRequiredPlugins: handleUnaryCall<unknown, language.GetRequiredPluginsResponse> = (_, done) =>
    done(null, new language.GetRequiredPluginsResponse());
  const getPluginInfo: handleUnaryCall<unknown, plugin.PluginInfo> = (_, done) =>
    done(null, new plugin.PluginInfo());
  const server = new Server();
  server.addService(languageService.LanguageRuntimeService, { run, getRequiredPlugins, getPluginInfo });
  const bind = promisify(server.bindAsync.bind(server));
  const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function runArguments(request: language.RunRequest): string[] {
  const { programDirectory, rootDirectory, entryPoint } = programOf(request);
  const { resolve } = createRequire(join(programDirectory, "package.json"));
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: request.getArgsList()[0] ?? "",
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": rootDirectory,
    stack: request.getStack(),
    pwd: programDirectory,
    parallel: String(request.getParallel()),
  };
  return [
    resolve("@pulumi/pulumi/cmd/run"),
    ...Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    entryPoint,
  ];
}

function runEnvironment(request: language.RunRequest, typescript: boolean): Record<string, string> {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
  };
}

function programOf(request: language.RunRequest) {
  const info = request.getInfo();
  if (!info) throw new Error("The engine names no program.");
  return {
    programDirectory: info.getProgramDirectory(),
    rootDirectory: info.getRootDirectory(),
    entryPoint: info.getEntryPoint(),
  };
}

function answerTo(code: number | null): language.RunResponse {
  if (code === ALREADY_REPORTED) return new language.RunResponse().setBail(true);
  return answer(code === 0 ? "" : `Program exited with non-zero exit code: ${code}`);
}

function answer(error: string): language.RunResponse {
  return new language.RunResponse().setError(error);
}
