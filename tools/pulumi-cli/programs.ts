import { OLDEST_GO, PINNED } from "./version.ts";

/** A program of Pulumi's that this project gets where a machine has none; Go can build each from its published source. */
export interface Program {
  /** The file's name, and that of the folder in `go/` whose `go.mod` pins what it is built from. */
  readonly name: string;
  /** What a person calls it. */
  readonly title: string;
  readonly version: string;
  /** The Go package that it is built from. */
  readonly package: string;
  /** The Go variable that the version is written into. */
  readonly versionIn: string;
  /** The oldest Go that can build it, as its `go.mod` says. */
  readonly oldestGo: string;
  /** How long a first build takes, in minutes. */
  readonly minutes: string;
  /** What it is run with to see that it runs, and what it must print then. */
  readonly trial: { readonly args: readonly string[]; readonly prints: string };
}

// Without a version in it the Automation API refuses the CLI.
export const CLI: Program = {
  name: "pulumi",
  title: "Pulumi CLI",
  version: PINNED,
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  versionIn: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  oldestGo: OLDEST_GO,
  minutes: "4 to 7",
  trial: { args: ["version"], prints: PINNED },
};

/** Runs programs that are written in YAML. Pulumi's full download has it beside the CLI. */
export const YAML_HOST: Program = {
  name: "pulumi-language-yaml",
  title: "Pulumi YAML language host",
  version: "1.25.0",
  package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  versionIn: "github.com/pulumi/pulumi-yaml/pkg/version.Version",
  oldestGo: OLDEST_GO,
  minutes: "2 to 4",
  trial: { args: ["-help"], prints: "" }, // it can't say its version
};

/** Generates SDKs for Node.js, Python, Go and .NET, under the name of each of their language hosts; see its `main.go`. */
export const SDK_HOSTS: Program = {
  name: "sdk-hosts",
  title: "generator of Pulumi SDKs",
  version: `${PINNED}-1`, // the last number rises when its source is changed
  package: ".",
  versionIn: "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version",
  oldestGo: OLDEST_GO,
  minutes: "1 to 4",
  trial: { args: [], prints: "dotnet go nodejs python" },
};

/** Java's language host, which generates SDKs for Java. */
export const JAVA_HOST: Program = {
  name: "pulumi-language-java",
  title: "Pulumi Java language host",
  version: "1.22.0",
  package: "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java",
  versionIn: "github.com/pulumi/pulumi-java/pkg/version.Version",
  oldestGo: OLDEST_GO,
  minutes: "1 to 4",
  trial: { args: ["-help"], prints: "" }, // it can't say its version
};
