import { afterAll, beforeAll, expect } from "vitest";
import { type Emulator, type StoredProvider, startEmulator, type Tenant } from "../emulator/index.ts";
import type { Failed, Outcome, Properties, Provider } from "../support/provider-calls.ts";
import type { StartOptions } from "../support/provider-process.ts";
import { CHECKED, GIVEN, storedBy } from "../support/samples.ts";
import { type ShellProcess, startShell } from "../support/shell.ts";

/** Stand for secrets: they must come out nowhere. */
export const SECRETS = {
  password: "kanarienvogel password +/=",
  oldPassword: "kanarienvogel old +/=",
  clientSecret: "kanarienvogel client +/=",
} as const;

/** Checked inputs; each test adds its tenant's domain. */
export const INPUTS = CHECKED;

/** What Auth0 has once they were applied. */
export const STORED: StoredProvider = storedBy({ ...GIVEN, password: SECRETS.oldPassword });

/** Somebody else's: another service. */
export const FOREIGN: StoredProvider = {
  name: "ses",
  enabled: true,
  default_from_address: "ses@acme.com",
  credentials: { accessKeyId: "id", secretAccessKey: "key", region: "eu-west-1" },
};

/** One test's tenant, and what the test says about it. */
export interface Scene {
  readonly domain: string;
  readonly tenant: Tenant;
  /** Inputs without a password. */
  readonly inputs: Properties & { readonly domain: string };
  /** The outputs that the state has after they were applied. */
  readonly outputs: Properties & { readonly domain: string };
  /** The requests that the tenant got since this was last asked: `["token", "post"]`. */
  readonly requests: () => readonly string[];
  /** The bodies of all writes so far. */
  readonly writes: () => readonly unknown[];
}

const TENANTS = Array.from({ length: 120 }, (_, index) => `tenant-${index}.eu.auth0.com`);
const CLIENTS = { client: SECRETS.clientSecret };
const CREDENTIALS = { clientId: "client", clientSecret: SECRETS.clientSecret };

/** The provider process for a file of tests, with a tenant of its own for each of them. */
export function providerSuite(options: StartOptions = {}) {
  let auth0: Emulator;
  let pulumi: ShellProcess;
  const free = [...TENANTS];
  const failures: Failed[] = [];

  beforeAll(async () => {
    auth0 = await startEmulator({ clients: CLIENTS });
    const AUTH0_TENANTS = JSON.stringify(Object.fromEntries(TENANTS.map((domain) => [domain, CREDENTIALS])));
    pulumi = await startShell(auth0, { ...options, env: { AUTH0_TENANTS, ...options.env } });
  });
  afterAll(async () => {
    const { stderr, messages } = pulumi;
    await Promise.all([pulumi.stop(), auth0.close()]);
    // Whatever the file made go wrong: nothing that was said has a secret in it.
    for (const secret of [...Object.values(SECRETS), ...tokens(auth0)]) {
      for (const form of formsOf(secret)) {
        expect(JSON.stringify([stderr, messages, failures]).includes(form)).toBe(false);
      }
    }
  });

  return {
    get auth0() {
      return auth0;
    },
    get process() {
      return pulumi;
    },
    /** The provider that every state refers to. */
    get provider(): Provider {
      return pulumi.provider;
    },
    /** @param has what the tenant has to begin with */
    scene(has?: StoredProvider): Scene {
      const domain = free.pop();
      if (domain === undefined) throw new Error("There are too few tenants.");
      const tenant = auth0.tenant(domain);
      tenant.setProvider(has);
      let asked = 0;
      const all = () => auth0.requests.filter((request) => request.tenant === domain);
      const inputs = { ...INPUTS, domain };
      return {
        domain,
        tenant,
        inputs,
        outputs: { ...inputs, providerName: "smtp" },
        requests() {
          const kinds = all()
            .map(({ kind }) => kind)
            .slice(asked);
          asked += kinds.length;
          return kinds;
        },
        writes: () => all().flatMap(({ kind, body }) => (kind === "post" || kind === "patch" ? [body] : [])),
      };
    },
    /** The failure that a call came to; kept, for the scan for secrets. */
    failure(outcome: Outcome<object>): Failed {
      if (outcome.ok) throw new Error("The call was expected to fail, and did not.");
      failures.push(outcome);
      return outcome;
    },
  };
}

export type Suite = ReturnType<typeof providerSuite>;

/** What came of a call that was to succeed. */
export function success<T extends object>(outcome: Outcome<T>): Omit<{ ok: true } & T, "ok"> {
  if (!outcome.ok) throw new Error(outcome.message);
  const { ok: _, ...value } = outcome;
  return value;
}

function tokens(auth0: Emulator): string[] {
  return TENANTS.flatMap((domain) => [...auth0.tenant(domain).tokens.keys()]);
}

/** A secret as it is, in base64, in a URL, in a form, and in JSON within JSON. */
function formsOf(secret: string): string[] {
  return [
    secret,
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString().slice("secret=".length),
    JSON.stringify(JSON.stringify(secret)).slice(1, -1),
  ];
}
