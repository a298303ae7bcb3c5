import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { programIn } from "./find.ts";
import { OLDEST_GO, PINNED } from "./version.ts";
import type { Way } from "./way.ts";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
// Without a version in it the Automation API refuses the CLI.
const LDFLAGS = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${PINNED}`;

/** Pulumi's published source, built with the machine's Go and the `go.mod` beside this file. The user's own Go
 * settings (GOPROXY, GOFLAGS, GOTOOLCHAIN …) hold. No C compiler is needed. */
export const goBuild: Way = {
  name: "building it with Go, which takes 4 to 7 minutes the first time",
  remedy: `Install Go ${OLDEST_GO} or newer (https://go.dev/dl), and let it reach its module proxy.`,
  async get(root, progress, env) {
    const output = programIn(root);
    mkdirSync(dirname(output), { recursive: true });
    const go = spawn("go", ["build", "-v", "-ldflags", LDFLAGS, "-o", output, PACKAGE], {
      cwd: dirname(fileURLToPath(import.meta.url)),
      env: { CGO_ENABLED: "0", GOWORK: "off", ...env },
      stdio: ["ignore", "inherit", "pipe"],
    });
    let modules = 0;
    let packages = 0;
    const said: string[] = [];
    createInterface({ input: go.stderr }).on("line", (line) => {
      if (line.startsWith("go: downloading ")) modules++;
      else if (isPackage(line)) packages++;
      else said.push(line);
      progress.now(`${modules} modules downloaded, ${packages} packages compiled`);
    });
    await once(go, "close").catch(() => {
      throw new Error("there is no `go` on PATH");
    });
    if (go.exitCode !== 0) throw new Error(said.slice(-10).join("\n     ") || "go build was interrupted");
  },
};

/** `go build -v` names each package that it compiles on a line of its own. */
function isPackage(line: string): boolean {
  return /^[\w.~/-]+$/.test(line);
}
