import { readFile } from "node:fs/promises";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { z } from "zod";
import { tenantsOf } from "../emulator/index.ts";
import { settledUp } from "./expect.ts";
import { loadedModules } from "./loaded-modules.ts";
import { mailProject } from "./mail-project.ts";

const DOMAINS = Array.from({ length: 10 }, (_, i) => `tenant-${i}.eu.auth0.com`);

test("ten tenants of one stack: one provider process, one token each, and a small state", async () => {
  const modules = await loadedModules();
  const processes = async () => (await modules.take(/\/cmd\/dynamic-provider\/index\.js$/)).length;
  const mail = await mailProject({ env: { ...tenantsOf(...DOMAINS), ...modules.env } });
  mail.project.program = async () => {
    for (const domain of DOMAINS) new SmtpEmailProvider(domain, mail.args({ domain }));
  };
  const created = await mail.project.up();
  expect(created.ok, created.output).toBe(true);
  expect(await processes()).toBe(1);
  expect(perTenant(created)).toEqual(DOMAINS.map((domain) => `${domain}: token post`));
  await settledUp(mail.project);
  await processes();

  const refreshed = await mail.project.refresh();
  expect(await processes()).toBe(1);
  expect(perTenant(refreshed)).toEqual(DOMAINS.map((domain) => `${domain}: token get`));

  const { resources, bytes, places } = await measure(mail.project.stateFile);
  expect(resources).toBe(10);
  // Although the class collects no other stack traces.
  for (const place of places) expect(place).toContain("/many-tenants.test.ts");
  expect(bytes).toBeLessThanOrEqual(1700);
  for (const { inputs, outputs } of await mail.project.resources()) {
    for (const { __provider } of [inputs, outputs]) {
      expect(String(__provider).length).toBeLessThanOrEqual(300);
    }
  }

  const destroyed = await mail.project.destroy();
  expect(await processes()).toBe(1);
  expect(perTenant(destroyed)).toEqual(DOMAINS.map((domain) => `${domain}: token get delete`));
});

function perTenant({ requests }: { requests: readonly { tenant: string; kind: string }[] }) {
  return DOMAINS.map((domain) => {
    const kinds = requests.filter(({ tenant }) => tenant === domain).map(({ kind }) => kind);
    return `${domain}: ${kinds.join(" ")}`;
  });
}

const rawState = z.looseObject({
  checkpoint: z.looseObject({
    latest: z.looseObject({ resources: z.array(z.looseObject({ type: z.string() })) }),
  }),
});

/** Bytes of one of our resources in the file, which has no white space, without what the engine notes of the program. */
async function measure(file: string) {
  const state = rawState.parse(JSON.parse(await readFile(file, "utf8")));
  const ours = state.checkpoint.latest.resources.filter(({ type }) => type.endsWith(":SmtpEmailProvider"));
  const plain = ours.map(({ stackTrace, sourcePosition, ...rest }) => rest);
  const bytes = Buffer.byteLength(JSON.stringify(plain)) / ours.length;
  return { resources: ours.length, bytes, places: ours.map(({ sourcePosition }) => sourcePosition) };
}
