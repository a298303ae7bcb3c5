import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { programIn } from "./find.ts";
import type { Program } from "./programs.ts";
import type { Way } from "./way.ts";

/** Pulumi's published source, built with the machine's Go and the program's `go.mod`. The user's own Go settings
 * (GOPROXY, GOFLAGS, GOTOOLCHAIN …) hold. No C compiler is needed. */
export function goBuild(program: Program): Way {
  return {
    name: `building it with Go, which takes ${program.minutes} minutes the first time`,
    remedy: `Install Go ${program.oldestGo} or newer (https://go.dev/dl), and let it reach its module proxy.`,
    async get(root, progress, env) {
      const output = programIn(root, program);
      mkdirSync(dirname(output), { recursive: true });
      const ldflags = `-s -w -X ${program.versionIn}=${program.version}`;
      const go = spawn("go", ["build", "-v", "-ldflags", ldflags, "-o", output, program.package], {
        cwd: join(import.meta.dirname, "go", program.name),
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
}

/** `go build -v` names each package that it compiles on a line of its own. */
function isPackage(line: string): boolean {
  return /^[\w.~/-]+$/.test(line);
}
