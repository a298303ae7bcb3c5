import fc from "fast-check";
import type { Model } from "../model.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";

/** Somebody deletes the provider in Auth0. */
export class RemoveProvider implements Command {
  check = ({ tenant }: Model) => tenant !== undefined;

  async run(model: Model, { tenant }: Stack): Promise<void> {
    tenant.setProvider(undefined);
    model.tenant = undefined;
  }

  toString = () => "somebody deletes the provider";
}

export const removeProvider = fc.constant(new RemoveProvider());
