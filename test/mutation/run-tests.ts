import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** What came of one test. */
export interface Result {
  /** Below `test/`. */
  readonly file: string;
  /** With those of its groups: "update > enabled: one PATCH". */
  readonly name: string;
  readonly status: string;
}

/** How long one run may take, ms: a mutation may make a test hang. */
const LIMIT = 180_000;

/** Runs test files of a copy of the repository, or the tests in them that have `name` in their full name. */
export async function runTests(root: string, files: readonly string[], name?: string): Promise<Result[]> {
  const output = join(root, ".tmp-report.json");
  await rm(output, { force: true });
  const filter = name === undefined ? [] : ["-t", literally(name)];
  const paths = files.map((file) => join("test", file));
  const vitest = [join(root, "node_modules/vitest/vitest.mjs"), "run", ...paths, ...filter];
  const child = spawn(process.execPath, [...vitest, "--reporter=json", `--outputFile=${output}`], {
    cwd: root,
    stdio: "ignore",
    timeout: LIMIT,
  });
  await once(child, "exit");
  const text = await readFile(output, "utf8").catch(() => undefined);
  if (text === undefined) throw new Error(`vitest left no report on ${files.join(", ")}`);
  return report.parse(JSON.parse(text)).testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: path.slice(join(root, "test/").length),
      name: [...ancestorTitles, title].join(" > "),
      status,
    })),
  );
}

/** As a regular expression. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
