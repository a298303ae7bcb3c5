import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect } from "vitest";
import { afterRefresh } from "../expected.ts";
import { judge } from "../judge.ts";
import type { Model } from "../model.ts";
import { inputsOf, onTheWire } from "../program.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** `pulumi refresh`, and a preview: it shows drift where the tenant is not what the program wants, and only there. */
export class Refresh implements Command {
  check = () => true;

  async run(model: Model, stack: Stack): Promise<void> {
    const attempt = await stack.refresh();
    judge(model, stack, attempt, afterRefresh(model), "recorded");
    const { state, program, tenant } = model;
    if (attempt.code !== undefined || state === undefined) return;
    // What Auth0 never shows is taken from the state, so that only what it does can differ.
    const { password, passwordFrom, onExisting, onDelete, verify } = state.outputs;
    const unseen = { password, passwordFrom, onExisting, onDelete, verify };
    const asKnown = { ...program, ...unseen, ignoresPassword: false };
    const { failures, changes } = await stack.preview(asKnown);
    if (failures.length > 0) expect(password ?? passwordFrom).toBeUndefined();
    const wanted = onTheWire(inputsOf(asKnown, stack.domain, undefined), "");
    const credentials = { ...tenant?.credentials, smtp_pass: "" };
    expect(changes).toBe(!isDeepStrictEqual({ ...tenant, credentials }, wanted));
  }

  toString = () => "pulumi refresh";
}

export const refresh = fc.constant(new Refresh());
