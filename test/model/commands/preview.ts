import fc from "fast-check";
import { expect } from "vitest";
import { preview as expectedPreview } from "../expected.ts";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** `pulumi preview`: no request, the password rule, and what will change. */
export class Preview implements Command {
  check = () => true;

  async run(model: Model, stack: Stack): Promise<void> {
    const expected = expectedPreview(model, stack.domain, model.state);
    const requests = stack.requestCount;
    const plan = await stack.preview(model.program);
    expect(stack.requestCount).toBe(requests);
    const codes = plan.failures.map(({ reason }) => reason.replace(/: .*/s, ""));
    expect(codes).toEqual(expected.lacksPassword ? ["PASSWORD_REQUIRED"] : []);
    if (expected.lacksPassword) return;
    expect(plan.inputs).toEqual(expected.inputs);
    expect(plan.changes).toBe(expected.changes);
  }

  toString = () => "pulumi preview";
}

export const preview = fc.constant(new Preview());
