import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator, type Tenant } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import type { Provider } from "../support/provider-calls.ts";
import { GIVEN, outputsOf, storedBy } from "../support/samples.ts";
import { PRINTS_FAILURES, type ShellProcess, startShell } from "../support/shell.ts";
import { CANARIES, makeKey, passedOn } from "./canaries.ts";
import { ECHOES, echo } from "./echoes.ts";
import { findSecrets, secretsIn } from "./scan.ts";

// Every answer that holds secrets, to every request of every operation, under each kind of credentials: what the
// provider process then says, prints and has recorded holds none.

const key = makeKey();
const USER = "auth0|62463410c0242d00699461c8";
const RECIPIENT = "jane.canary@example.com";
const OLD_PASSWORD = "KanarieOldPassword7q";
const SECRETS = { ...CANARIES, "private key": key.pem };

let auth0: Emulator;
let pulumi: ShellProcess;

beforeAll(async () => {
  auth0 = await startEmulator();
  pulumi = await startShell(auth0);
});
afterAll(async () => {
  await pulumi.stop();
  await auth0.close();
});

const CREDENTIALS = {
  "a client secret": { AUTH0_CLIENT_ID: "us", AUTH0_CLIENT_SECRET: CANARIES["client secret"] },
  "an API token": { AUTH0_API_TOKEN: CANARIES["API token"] },
  "a private key": {
    AUTH0_CLIENT_ID: "us-by-key",
    AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: key.pem,
    AUTH0_CLIENT_ASSERTION_SIGNING_ALG: "RS256",
  },
} as const;

const inputs = (domain: string) => ({ ...outputsOf(domain), password: CANARIES["SMTP password"] });

const CALLS = {
  create: (provider: Provider, domain: string) => provider.create(inputs(domain)),
  adopt: (provider: Provider, domain: string) => provider.create({ ...inputs(domain), onExisting: "adopt" }),
  update: (provider: Provider, domain: string) =>
    provider.update(domain, { ...inputs(domain), password: "the old one" }, inputs(domain)),
  prove: (provider: Provider, domain: string) =>
    provider.update(
      domain,
      { ...inputs(domain), password: "the old one" },
      { ...inputs(domain), verify: { userId: USER, waitSeconds: 5, onFailure: "rollback" } },
    ),
  refresh: (provider: Provider, domain: string) => provider.read(domain, inputs(domain)),
  delete: (provider: Provider, domain: string) => provider.delete(domain, inputs(domain)),
  disable: (provider: Provider, domain: string) =>
    provider.delete(domain, { ...inputs(domain), onDelete: "disable" }),
};

const POSITIONS = [
  ["create", "token"],
  ["create", "post"],
  ["adopt", "token"],
  ["adopt", "post"],
  ["adopt", "patch"],
  ["update", "token"],
  ["update", "patch"],
  ["prove", "job"],
  ["prove", "logs"],
  ["refresh", "token"],
  ["refresh", "get"],
  ["delete", "token"],
  ["delete", "get"],
  ["delete", "delete"],
  ["disable", "get"],
  ["disable", "patch"],
] as const;

describe.each(Object.entries(ECHOES))("answered with %s", (_, answer) => {
  describe.each(Object.entries(CREDENTIALS))("under %s", (kind, env) => {
    const positions = POSITIONS.filter(([, request]) => request !== "token" || kind !== "an API token");

    test.each(positions)("%s: %s", async (operation, request) => {
      const tenant = newTenant(operation === "create" ? "empty" : "has a provider");
      const domain = tenant.domain;
      const provider = await pulumi.fresh({ env: { AUTH0_DOMAIN: domain, ...env }, skipSleep: true });
      echo(tenant, request, answer, Object.values(SECRETS));

      const outcome = await CALLS[operation](provider, domain);

      const said = outcome.ok ? {} : { message: outcome.message, recorded: outcome.recorded };
      const passed = passedOn(tenant, sentTo(domain));
      expect(findSecrets({ ...SECRETS, ...passed }, { said: JSON.stringify(said) })).toEqual([]);
      // Adopting needs no answer to its POST: it looks at the tenant, and goes on.
      if (operation !== "adopt")
        expect(said).toEqual({ message: expect.stringMatching(/^[A-Z_]+: /), recorded: undefined });
    });
  });
});

test("the tenant's log has what a mail server repeated: passwords and recipients are not handed on", async () => {
  const tenant = newTenant("has a provider");
  const env = { AUTH0_DOMAIN: tenant.domain, ...CREDENTIALS["a client secret"] };
  const provider = await pulumi.fresh({ env, skipSleep: true });
  const echoed = [CANARIES["SMTP password"], OLD_PASSWORD];
  const logins = echoed.map((password) => Buffer.from(`\0acme\0${password}`).toString("base64"));
  tenant.mailError = `535 <${RECIPIENT}> you said ${[...echoed, ...logins].join(" ")}`;
  const { domain } = tenant;
  const outcome = await provider.update(
    domain,
    { ...inputs(domain), password: OLD_PASSWORD },
    { ...inputs(domain), verify: { userId: USER, waitSeconds: 5, onFailure: "rollback" } },
  );
  const said = outcome.ok ? "" : outcome.message;
  expect(said).toContain("<j***@example.com> you said [password] [password] [password] [password]");
  expect(findSecrets({ ...SECRETS, OLD_PASSWORD, RECIPIENT }, { said })).toEqual([]);
});

describe("in all of these", () => {
  test("the secrets were there to be found", () => {
    const sent = JSON.stringify(auth0.requests.map(({ body }) => body));
    expect(secretsIn(SECRETS, sent)).toEqual(["SMTP password", "client secret"]);
    expect(sent).toContain("client_assertion");
  });

  test("the provider process printed none", async () => {
    const places = { stderr: await pulumi.allPrinted(), messages: JSON.stringify(pulumi.messages) };
    expect(places.stderr.includes("MISSING_SCOPE")).toBe(PRINTS_FAILURES);
    const names = [...new Set(auth0.requests.map(({ tenant }) => tenant))];
    const passed = names.flatMap((name) => Object.values(passedOn(auth0.tenant(name), sentTo(name))));
    const all = { ...SECRETS, ...Object.fromEntries(passed.map((value, i) => [`passed on ${i}`, value])) };
    expect(findSecrets(all, places)).toEqual([]);
  });
});

function sentTo(domain: string) {
  return auth0.requests.filter(({ tenant }) => tenant === domain);
}

let tenants = 0;

function newTenant(has: "empty" | "has a provider"): Tenant {
  const tenant = auth0.tenant(`tenant-${++tenants}.eu.auth0.com`);
  tenant.clients.set("us", CANARIES["client secret"]).set("us-by-key", key.publicKey);
  tenant.apiTokens.add(CANARIES["API token"]);
  for (const scope of mailScopes) tenant.scopes.add(scope);
  tenant.users.set(USER, RECIPIENT);
  if (has === "has a provider") {
    tenant.setProvider(storedBy({ ...GIVEN, password: "the old one" }));
  }
  return tenant;
}
