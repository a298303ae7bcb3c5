import { expect, test } from "vitest";
import { tenantsOf } from "../emulator/index.ts";
import { settledUp } from "../engine/expect.ts";
import type { Result } from "../support/engine-run.ts";
import { outputsOf } from "../support/samples.ts";
import { SECRET } from "../support/state-file.ts";
import { STORED, secret, yamlMail } from "./yaml-mail.ts";

type Properties = Readonly<Record<string, unknown>>;

const { credentials } = STORED;

test("from nothing to up, up again, refresh and destroy", async () => {
  const mail = await yamlMail();
  expect(await mail.preview()).toMatchObject({ ok: true, steps: ["create mail"], kinds: [] });
  expect(mail.provider).toBeUndefined();

  const created = await mail.up();
  expect(created).toMatchObject({ steps: ["create mail"], kinds: ["token", "post"] });
  expect(created.requests[1]?.body).toEqual(STORED);
  expect(await mail.recorded()).toMatchObject({
    id: mail.domain,
    inputs: { password: SECRET },
    outputs: { ...outputsOf(mail.domain), password: SECRET },
  });

  expect(await mail.preview()).toMatchObject({ ok: true, steps: [], kinds: [] });
  expect(await mail.up()).toMatchObject({ steps: [], kinds: [] });
  const refreshed = await mail.project.refresh();
  expect(refreshed).toMatchObject({ ok: true, changes: {}, kinds: ["token", "get"] });
  expect(await mail.project.destroy()).toMatchObject({
    ok: true,
    steps: ["delete mail"],
    kinds: ["token", "get", "delete"],
  });
  expect(mail.provider).toBeUndefined();
  expect(await mail.project.resources()).toEqual([]);
});

/** What a preview says of each resource's properties. */
function detailedDiffs({ events }: Result): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    events.flatMap(({ resourcePreEvent }) => {
      const { urn, op, detailedDiff } = resourcePreEvent?.metadata ?? {};
      return op === "update" && urn ? [[urn.split("::").at(-1), detailedDiff]] : [];
    }),
  );
}

test("each input changed alone is shown by its name, and sends its own group and the name, or nothing", async () => {
  const SETTINGS = { headers: { "X-SES-Configuration-Set": "main" } };
  const changes: Readonly<
    Record<string, { before?: Properties; after: Properties; body?: object; diff: Properties }>
  > = {
    from: {
      after: { from: "hello@acme.com" },
      body: { default_from_address: "hello@acme.com" },
      diff: { from: "update" },
    },
    enabled: { after: { enabled: false }, body: { enabled: false }, diff: { enabled: "update" } },
    settings: { after: { settings: SETTINGS }, body: { settings: SETTINGS }, diff: { settings: "add" } },
    nosettings: {
      before: { settings: SETTINGS },
      after: {},
      body: { settings: {} },
      diff: { settings: "delete" },
    },
    password: {
      after: { password: secret("pw-2") },
      body: { credentials: { ...credentials, smtp_pass: "pw-2" } },
      diff: { password: "update" },
    },
    nopassword: { after: { password: undefined }, diff: { password: "delete" } },
    server: {
      after: { host: "mx.acme.com", port: 2525, username: "mailer" },
      body: {
        credentials: { ...credentials, smtp_host: "mx.acme.com", smtp_port: 2525, smtp_user: "mailer" },
      },
      diff: { host: "update", port: "update", username: "update" },
    },
    ondelete: { after: { onDelete: "disable" }, diff: { onDelete: "update" } },
  };
  const names = Object.keys(changes);
  const domainOf = (name: string) => `${name}.eu.auth0.com`;
  const mail = await yamlMail({ env: tenantsOf(...names.map(domainOf)) });
  const set = (which: "before" | "after") =>
    mail.project.setProgram({
      resources: Object.fromEntries(
        Object.entries(changes).map(([name, change]) => [
          name,
          mail.resource({ domain: domainOf(name), ...change[which] }),
        ]),
      ),
    });
  await set("before");
  await settledUp(mail.project);
  await set("after");
  const preview = await mail.project.preview();
  expect(preview).toMatchObject({ ok: true, kinds: [] });
  const shown = Object.entries(changes).map(([name, { diff }]) => {
    const kinds = Object.entries(diff).map(([property, diffKind]) => [
      property,
      { diffKind, inputDiff: true },
    ]);
    return [name, Object.fromEntries(kinds)];
  });
  expect(detailedDiffs(preview)).toEqual(Object.fromEntries(shown));
  const changed = await settledUp(mail.project);
  expect(changed.steps.toSorted()).toEqual(names.map((name) => `update ${name}`).sort());
  for (const [name, { body }] of Object.entries(changes)) {
    const sent = changed.requests.filter(({ tenant }) => tenant === domainOf(name));
    expect(sent.map(({ kind }) => kind)).toEqual(body ? ["token", "patch"] : []);
    expect(sent[1]?.body).toEqual(body && { name: "smtp", ...body });
  }
});

test("another domain is another tenant: the resource is replaced, and the old tenant's provider deleted", async () => {
  const [old, fresh] = ["old.eu.auth0.com", "fresh.eu.auth0.com"];
  const mail = await yamlMail({ env: tenantsOf(old, fresh) });
  await mail.up({ domain: old });
  const preview = await mail.preview({ domain: fresh });
  expect(preview).toMatchObject({ ok: true, kinds: [] });
  expect(preview.steps).toContain("create-replacement mail");
  expect(preview.events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])).toContainEqual(
    expect.objectContaining({
      op: "create-replacement",
      detailedDiff: { domain: { diffKind: "update-replace", inputDiff: true } },
    }),
  );
  const moved = await mail.up({ domain: fresh });
  const sent = moved.requests.map(({ tenant, kind }) => `${kind} ${tenant}`);
  expect(sent.filter((request) => !request.startsWith("token"))).toEqual([
    `post ${fresh}`,
    `get ${old}`,
    `delete ${old}`,
  ]);
  expect(mail.auth0.tenant(old).provider).toBeUndefined();
  expect(mail.auth0.tenant(fresh).provider).toEqual(STORED);
});
