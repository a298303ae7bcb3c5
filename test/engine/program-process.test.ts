import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("programs/what-it-loads.ts", import.meta.url));

const loadedBy = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await promisify(execFile)(process.execPath, [PROGRAM, ...args])).stdout);

test("the program loads no Auth0 SDK and no SMTP client, and puts no TypeScript compiler to work", async () => {
  expect(await loadedBy()).toEqual({ libraries: [], compilerUsed: false });
  // So a use of the compiler would be seen.
  expect(await loadedBy("serialised")).toEqual({ libraries: [], compilerUsed: true });
});
