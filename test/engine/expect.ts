import { expect } from "vitest";
import type { PulumiProject, Result } from "../support/pulumi-project.ts";

/** `up`, and what must hold after each: a plain preview and one with `--refresh` find nothing to do. */
export async function settledUp(project: PulumiProject, flags: Parameters<PulumiProject["up"]>[0] = {}) {
  const result = await project.up(flags);
  if (!result.ok) throw new Error(`up failed:\n${result.output}`);
  await expectSettled(project, flags.env);
  return result;
}

/** A plain preview makes no request, one with `--refresh` one GET a resource, and neither finds anything to do. */
export async function expectSettled(project: PulumiProject, env?: Readonly<Record<string, string>>) {
  const flags = env ? { env } : {};
  const nothing = { ok: true, changes: {}, output: "" };
  const plain = await project.preview(flags);
  expect({ ...plain, ...outputOf(plain) }).toMatchObject({ ...nothing, kinds: [] });
  const refreshed = await project.preview({ ...flags, refresh: true });
  expect({ ...refreshed, ...outputOf(refreshed) }).toMatchObject(nothing);
  const reads = (await project.resources()).map(() => "get");
  expect(refreshed.kinds.filter((kind) => kind !== "token")).toEqual(reads);
}

/** What a command printed, where it did not do what it should: then the failure of the test shows it. */
function outputOf({ ok, changes, output }: Result) {
  return { output: ok && Object.keys(changes).length === 0 ? "" : output };
}

/** The command failed, and said why in words of ours, without a stack trace. */
export function expectFailed(result: Result, ...words: readonly string[]): void {
  expect(result.ok, result.output).toBe(false);
  for (const word of words) expect(result.output).toContain(word);
  expect(result.output).not.toMatch(/^\s+at .*:\d+/m);
}

/** The same, before any request. */
export function expectRefused(result: Result, ...words: readonly string[]): void {
  expectFailed(result, ...words);
  expect(result.kinds).toEqual([]);
}
