/** Somebody else acts between the real engine's preview and its up. */
import { expect, onTestFinished, test } from "vitest";
import { startEmulator, tenantsOf } from "../../emulator/index.ts";
import { PulumiProject } from "../../support/pulumi-project.ts";
import { storedBy } from "../../support/samples.ts";
import { shellResource } from "../../support/shell-resource.ts";
import { BASE, type Program, SES, THEIRS } from "../samples.ts";

const OTHER_FROM: Program = { ...BASE, from: "mail@acme.com" };
const domainOf = (resource: string) => `${resource}.eu.auth0.com`;
const tenants = ["created", "changed", "switched", "deleted"].map(domainOf);

test("what somebody has done meanwhile is noticed, kept, and mended where it is ours", async () => {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const [created, changed, switched, deleted] = [
    auth0.tenant(domainOf("created")),
    auth0.tenant(domainOf("changed")),
    auth0.tenant(domainOf("switched")),
    auth0.tenant(domainOf("deleted")),
  ];
  const program = (programs: Readonly<Record<string, Program>>) => async () => {
    for (const [name, inputs] of Object.entries(programs)) {
      shellResource(name, { domain: domainOf(name), ...inputs });
    }
  };
  const project = await PulumiProject.create(
    auth0,
    program({ changed: BASE, switched: BASE, deleted: BASE }),
    { env: tenantsOf(...tenants) },
  );
  onTestFinished(() => project.remove());
  expect((await project.up()).ok).toBe(true);

  project.program = program({
    created: BASE,
    changed: OTHER_FROM,
    switched: OTHER_FROM,
    deleted: OTHER_FROM,
  });
  const before = await project.preview();
  expect(before.ok && before.steps.toSorted()).toEqual([
    "create created",
    "update changed",
    "update deleted",
    "update switched",
  ]);
  created.setProvider(THEIRS);
  changed.patchProvider({ credentials: { smtp_user: "it", smtp_pass: "their-canary" } });
  switched.setProvider(SES);
  deleted.setProvider(undefined);

  const { ok, output } = await project.up({ continueOnError: true });
  expect(ok).toBe(false);
  expect(output).toContain(
    `PROVIDER_EXISTS: ${created.domain} already has the SMTP provider mail.it.acme.com:587`,
  );
  expect(output).toContain(`PROVIDER_CHANGED: ${switched.domain} was switched to the e-mail provider "ses"`);
  expect(created.provider).toEqual(THEIRS);
  expect(changed.provider).toEqual(storedBy({ ...OTHER_FROM, username: "it", password: "their-canary" }));
  expect(switched.provider).toEqual(SES);
  expect(deleted.provider).toEqual(storedBy(OTHER_FROM));

  const after = await project.preview();
  expect(after.ok && after.steps.toSorted()).toEqual(["create created", "update changed", "update switched"]);
});
