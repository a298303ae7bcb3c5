import fc from "fast-check";
import type { StoredProvider } from "../../emulator/index.ts";
import { type Model, pair } from "../model.ts";
import type { Stack } from "../stack.ts";
import type { Command } from "./command.ts";
import { anyServer, anySettings, THEIR_PASSWORD } from "./values.ts";

/** Somebody changes the provider in Auth0; another host with a password of theirs, as Auth0 demands. */
export class Edit implements Command {
  readonly change: Partial<StoredProvider>;

  constructor(change: Partial<StoredProvider>) {
    this.change = change;
  }

  check = ({ tenant }: Model) => tenant?.name === "smtp";

  async run(model: Model, { tenant }: Stack): Promise<void> {
    tenant.patchProvider(this.change);
    model.tenant = tenant.provider;
    model.given.add(pair(model.tenant?.credentials.smtp_host, THEIR_PASSWORD));
  }

  toString = () => `somebody edits ${JSON.stringify(this.change)}`;
}

export const edit = fc
  .oneof<fc.Arbitrary<Partial<StoredProvider>>[]>(
    fc.record({ enabled: fc.boolean() }),
    fc.record({ default_from_address: anyServer.from }),
    fc.record({ settings: anySettings.filter((settings) => settings !== undefined) }),
    fc
      .record({ smtp_host: anyServer.host, smtp_port: anyServer.port, smtp_user: anyServer.username })
      .map((server) => ({ credentials: { ...server, smtp_pass: THEIR_PASSWORD } })),
  )
  .map((change) => new Edit(change));
