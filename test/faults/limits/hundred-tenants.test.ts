/** A hundred tenants in one stack, each on Auth0's free plan (5 at once, 25 a minute) and with that used up. */
import { expect, onTestFinished, test } from "vitest";
import { startEmulator, tenantsOf } from "../../emulator/index.ts";
import { PulumiProject } from "../../support/pulumi-project.ts";
import { shellResource } from "../../support/shell-resource.ts";
import { BASE, OURS } from "../samples.ts";

const domains = Array.from({ length: 100 }, (_, at) => `t${at}.eu.auth0.com`);

test("all are created, and nobody hears of a limit", async () => {
  const auth0 = await startEmulator({ rateLimits: "free" });
  onTestFinished(() => auth0.close());
  for (const domain of domains) {
    auth0.tenant(domain).failNext(
      // As if somebody else had just used it up.
      { kind: "hook", run: ({ buckets }) => void buckets.set("write", { tokens: 0, at: Date.now() }) },
      { on: "post" },
    );
  }
  const program = async () => {
    for (const domain of domains) shellResource(domain, { domain, ...BASE });
  };
  const project = await PulumiProject.create(auth0, program, {
    env: tenantsOf(...domains),
  });
  onTestFinished(() => project.remove());

  const { ok, output, requests } = await project.up({ parallel: 100 });
  expect({ ok, output }).toMatchObject({ ok: true });
  expect(output).not.toMatch(/429|RATE_LIMITED/);
  for (const domain of domains) {
    expect(auth0.tenant(domain).provider).toEqual(OURS);
    const posts = requests.filter(({ tenant, kind }) => tenant === domain && kind === "post");
    expect(posts.map(({ status }) => status)).toEqual([429, 201]);
  }
});
