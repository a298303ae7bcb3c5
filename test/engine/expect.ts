import { expect } from "vitest";
import type { EngineProject, Flags } from "../support/engine-project.ts";
import type { Result } from "../support/engine-run.ts";

/** `up`, and what must hold after each: a preview finds nothing to do, with `--refresh` or without. */
export async function settledUp(project: EngineProject, flags: Flags = {}) {
  const result = await project.up(flags);
  if (!result.ok) throw new Error(`up failed:\n${result.output}`);
  await expectSettled(project, flags.env);
  return result;
}

/**
 * A preview with `--refresh` makes one GET a resource, leaves each one's state as it is to the letter, and finds nothing
 * to do. So it is the plain preview as well: the same program, compared with the same state. (That a plain one makes no
 * request is seen in `life.test.ts`; a command of the engine for it after every `up` would be a minute more of tests.)
 */
export async function expectSettled(project: EngineProject, env?: Readonly<Record<string, string>>) {
  const preview = await project.preview({ ...(env && { env }), refresh: true });
  expect(preview, preview.output).toMatchObject({ ok: true, steps: [] });
  for (const { resOutputsEvent } of preview.events) {
    if (resOutputsEvent?.metadata.op !== "refresh") continue;
    expect(resOutputsEvent.metadata.new).toEqual(resOutputsEvent.metadata.old);
  }
  const reads = (await project.resources()).map(() => "get");
  expect(preview.kinds.filter((kind) => kind !== "token")).toEqual(reads);
}

/** The command failed, and said why in words of ours, without a stack trace. */
export function expectFailed(result: Result, ...words: readonly string[]): void {
  expect(result.ok, result.output).toBe(false);
  for (const word of words) expect(result.output).toContain(word);
  expect(result.output).not.toMatch(/^\s+at .*:\d+/m);
}

/** The command failed, and the engine shows why once: with the resource, and not again with the stack. */
export function expectSaidOnce(result: Result, ...words: readonly string[]): void {
  expectFailed(result, ...words);
  const [, diagnostics = ""] = result.output.split("\nDiagnostics:\n");
  for (const word of words) expect(diagnostics.split(word)).toHaveLength(2);
}

/** The same, before any request. */
export function expectRefused(result: Result, ...words: readonly string[]): void {
  expectFailed(result, ...words);
  expect(result.kinds).toEqual([]);
}
