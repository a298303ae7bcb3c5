import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../emulator/index.ts";
import { ProviderProcess } from "../support/provider-process.ts";
import { outputsOf } from "../support/samples.ts";
import { CANARIES } from "./canaries.ts";
import { ECHOES, echo } from "./echoes.ts";

const DOMAIN = "acme.eu.auth0.com";
const MARK = "KanarieInAnAnswer8s2hV5tLq";

/** The SDK's class, of the copy that the provider uses. */
const MANAGEMENT_ERROR =
  'require(require("path").resolve(require.resolve("pulumi-auth0-smtp/dynamic-provider"), "../../auth0/sdk-bundle.js")).ManagementError';

test("after a failure the provider process keeps neither the SDK's error nor the answer in memory", async () => {
  const auth0 = await startEmulator();
  onTestFinished(() => auth0.close());
  const env = { AUTH0_DOMAIN: DOMAIN, AUTH0_API_TOKEN: CANARIES["API token"] };
  const pulumi = await ProviderProcess.start(auth0, { env });
  onTestFinished(() => pulumi.stop());
  // Counts the SDK's own subclasses too.
  const errors = () =>
    pulumi.evaluate(`require("v8").queryObjects(${MANAGEMENT_ERROR}, { format: "count" })`);

  const before = Number(await errors());
  for (const answer of ["400", "403", "500", "200 that is no JSON"] as const) {
    const tenant = auth0.tenant(DOMAIN);
    tenant.apiTokens.add(CANARIES["API token"]);
    echo(tenant, "get", ECHOES[answer], [MARK]);
    const provider = await pulumi.fresh({ skipSleep: true });
    expect(await provider.read(DOMAIN, outputsOf(DOMAIN))).toMatchObject({ ok: false });
    tenant.faults.clear();
  }
  expect(await errors()).toBe(before);

  const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-heap-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "provider.heapsnapshot");
  await pulumi.evaluate(`require("v8").writeHeapSnapshot(${JSON.stringify(file)})`);
  const heap = await readFile(file, "latin1");
  expect(heap.includes(DOMAIN)).toBe(true);
  expect(heap.includes(MARK)).toBe(false);

  await pulumi.evaluate(`(globalThis.kept = new (${MANAGEMENT_ERROR})({}), true)`);
  expect(await errors()).toBe(before + 1);
});
