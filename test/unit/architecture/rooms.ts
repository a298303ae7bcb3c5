/** One room of `provider/`: a folder, or `index` for `provider/index.ts`. */
export interface Room {
  /** The rooms that it may import. All that is not here is forbidden; all that is here is used. */
  readonly imports: readonly string[];
  /** Where only some files of such a room are open to it. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** What a room without I/O may import from packages; other rooms may import any that {@link AT_HOME} leaves them. */
  readonly pure?: Readonly<Record<string, "all" | readonly string[]>>;
}

/** From the outer rooms to the inner ones. `docs/architecture.md` draws these arrows. */
export const ROOMS: Readonly<Record<string, Room>> = {
  index: { imports: ["program", "smtp", "model", "inputs"] },
  program: {
    imports: ["engine", "run", "smtp", "model", "inputs"],
    // The text that states keep; the rest of engine/ runs in another process.
    only: { engine: ["engine/handler"] },
  },
  plugin: { imports: ["engine", "lifecycle", "run", "auth0", "model", "inputs"] },
  engine: { imports: ["lifecycle", "run", "auth0", "smtp", "model", "inputs"] },
  cli: { imports: ["lifecycle", "auth0", "smtp", "report", "files", "model", "inputs"] },
  lifecycle: { imports: ["auth0", "files", "model", "inputs"] },
  auth0: { imports: ["files", "model", "inputs"] },
  smtp: { imports: ["report", "model", "inputs"], only: { report: ["report/status"] } },
  run: { imports: [] },
  report: { imports: ["model"], only: { model: ["model/printable"] } },
  files: { imports: [] },
  model: { imports: ["inputs"], pure: { zod: "all", "node:util": ["isDeepStrictEqual"] } },
  inputs: {
    imports: [],
    pure: {
      zod: "all",
      "email-addresses": "all",
      "node:util": ["isDeepStrictEqual"],
      "node:crypto": ["X509Certificate"],
      "node:net": ["isIPv4", "isIPv6"],
    },
  },
};

/** Packages that only these rooms may load. What begins with such a name (`auth0/logs`) counts as the package. */
export const AT_HOME: Readonly<Record<string, string | readonly string[]>> = {
  auth0: "auth0",
  undici: "auth0",
  "node:http": "auth0",
  "node:https": "auth0",
  nodemailer: "smtp",
  "node:tls": "smtp",
  "node:dns": "smtp",
  "@pulumi/pulumi/proto": ["engine", "plugin"],
  "@grpc/grpc-js": ["engine", "plugin"],
  "google-protobuf": "plugin",
  "node:child_process": "cli",
  commander: "cli",
  "@inquirer/password": "cli",
  eta: "report",
  "cli-table3": "report",
};
