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
  const plain = await project.preview(flags);
  expect(plain, plain.output).toMatchObject({ ok: true, steps: [], kinds: [] });
  const refreshed = await project.preview({ ...flags, refresh: true });
  expect(refreshed, refreshed.output).toMatchObject({ ok: true, steps: [] });
  const reads = (await project.resources()).map(() => "get");
  expect(refreshed.kinds.filter((kind) => kind !== "token")).toEqual(reads);
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
