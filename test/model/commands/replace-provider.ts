import fc from "fast-check";
import type { StoredProvider } from "../../emulator/index.ts";
import type { Model } from "../model.ts";
import { pair } from "../model.ts";
import { onTheWire } from "../program.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";
import { THEIR_PASSWORD } from "./values.ts";

const SES: StoredProvider = {
  name: "ses",
  enabled: true,
  default_from_address: "ses@acme.test",
  credentials: { accessKeyId: "id", secretAccessKey: "key", region: "eu-west-1" },
};

/** Somebody sets up a provider of theirs: another service, or just the same with another password. */
export class ReplaceProvider implements Command {
  readonly by: "ses" | "smtp";

  constructor(by: "ses" | "smtp") {
    this.by = by;
  }

  check = () => true;

  async run(model: Model, { tenant, domain }: Stack): Promise<void> {
    const { program } = model;
    const alike = { ...program, domain, preflight: "off" } as const;
    model.tenant = this.by === "ses" ? SES : onTheWire(alike, THEIR_PASSWORD);
    model.given.add(pair(program.host, THEIR_PASSWORD));
    tenant.setProvider(model.tenant);
  }

  toString = () => `somebody sets up ${this.by}`;
}

export const replaceProvider = fc.constantFrom("ses", "smtp").map((by) => new ReplaceProvider(by));
