import { describe, expect, test } from "vitest";
import type { Credentials, Sources } from "../../../provider/auth0/credentials.ts";
import { findCredentials } from "../../../provider/auth0/find-credentials.ts";

const ACME = "acme.eu.auth0.com";
const OTHER = "other.eu.auth0.com";

type Values = Readonly<Record<string, string>>;

/** A place where credentials can be, and the values that put the credentials of this name there. */
const secret = (name: string): Credentials => ({
  kind: "secret",
  clientId: name,
  clientSecret: `${name} hush`,
});
const entryFor = (domain: string, name: string) =>
  JSON.stringify({ [domain]: { clientId: name, clientSecret: `${name} hush` } });

const sources = (env: Values, config: Values = {}, files: Values = {}): Sources => ({
  env,
  config: (key) => config[key],
  readFile(path) {
    const text = files[path];
    if (text === undefined) throw new Error(`ENOENT ${path}`);
    return text;
  },
});

const TENANTS = { AUTH0_TENANTS: entryFor(ACME, "AUTH0_TENANTS") };
const FILE = { AUTH0_TENANTS_FILE: "tenants.json" };
const FILES = { "tenants.json": entryFor(ACME, "AUTH0_TENANTS_FILE") };
const CONFIG_TENANTS = { "auth0:tenants": entryFor(ACME, "auth0:tenants") };
const ENV = { AUTH0_DOMAIN: ACME, AUTH0_CLIENT_ID: "env", AUTH0_CLIENT_SECRET: "env hush" };
const CONFIG = { "auth0:domain": ACME, "auth0:clientId": "config", "auth0:clientSecret": "config hush" };

describe("each place alone", () => {
  test.each<[string, Sources]>([
    ["AUTH0_TENANTS", sources(TENANTS)],
    ["AUTH0_TENANTS_FILE", sources(FILE, {}, FILES)],
    ["auth0:tenants", sources({}, CONFIG_TENANTS)],
    ["env", sources(ENV)],
    ["config", sources({}, CONFIG)],
  ])("%s", (name, from) => {
    expect(findCredentials(ACME, from)).toEqual(secret(name));
    expect(() => findCredentials(OTHER, from)).toThrow("CREDENTIALS_MISSING");
  });
});

describe("one place before another", () => {
  // In the order of the contract; each has everything after it as well.
  test.each<[string, Sources]>([
    ["AUTH0_TENANTS", sources({ ...TENANTS, ...FILE, ...ENV }, { ...CONFIG_TENANTS, ...CONFIG }, FILES)],
    ["AUTH0_TENANTS_FILE", sources({ ...FILE, ...ENV }, { ...CONFIG_TENANTS, ...CONFIG }, FILES)],
    ["auth0:tenants", sources(ENV, { ...CONFIG_TENANTS, ...CONFIG })],
    ["env", sources(ENV, CONFIG)],
    ["config", sources({}, CONFIG)],
  ])("%s", (name, from) => {
    expect(findCredentials(ACME, from)).toEqual(secret(name));
  });

  test("an entry for another tenant hides nothing", () => {
    const elsewhere = { AUTH0_TENANTS: entryFor(OTHER, "AUTH0_TENANTS") };
    expect(findCredentials(ACME, sources({ ...elsewhere, ...ENV }, CONFIG_TENANTS))).toEqual(
      secret("auth0:tenants"),
    );
    expect(findCredentials(ACME, sources({ ...elsewhere, ...ENV }))).toEqual(secret("env"));
    expect(findCredentials(OTHER, sources({ ...elsewhere, ...ENV }))).toEqual(secret("AUTH0_TENANTS"));
  });

  test("what is incomplete hides nothing", () => {
    expect(findCredentials(ACME, sources({ AUTH0_CLIENT_ID: "env" }, CONFIG))).toEqual(secret("config"));
    expect(findCredentials(ACME, sources({ AUTH0_CLIENT_SECRET: "env hush" }, CONFIG))).toEqual(
      secret("config"),
    );
  });

  test("no mixture: an id from the environment and a secret from config are none", () => {
    const mixed = sources(
      { AUTH0_DOMAIN: ACME, AUTH0_CLIENT_ID: "env" },
      { "auth0:clientSecret": "config hush" },
    );
    expect(() => findCredentials(ACME, mixed)).toThrow("CREDENTIALS_MISSING");
  });
});

describe("a source is read when it is come to", () => {
  test("config that is broken stops nobody whose credentials come before it", () => {
    const broken = { ...CONFIG, "auth0:tenants": "{ not even JSON" };
    expect(findCredentials(ACME, sources(TENANTS, broken))).toEqual(secret("AUTH0_TENANTS"));
    expect(findCredentials(ACME, sources(FILE, broken, FILES))).toEqual(secret("AUTH0_TENANTS_FILE"));
    const twoLines = { ...CONFIG, "auth0:clientSecret": "hush\nhush" };
    expect(findCredentials(ACME, sources(ENV, twoLines))).toEqual(secret("env"));
  });

  test("a file that cannot be read stops nobody who is in AUTH0_TENANTS", () => {
    expect(findCredentials(ACME, sources({ ...TENANTS, ...FILE }))).toEqual(secret("AUTH0_TENANTS"));
  });
});

describe("an audience belongs to the source that it is in", () => {
  const audience = "https://acme.eu.auth0.com/api/v2/";
  const entry = { clientId: "list", clientSecret: "list hush" };

  test.each<[string, Sources, string | undefined]>([
    ["environment", sources({ ...ENV, AUTH0_AUDIENCE: audience }), audience],
    ["config", sources({}, { ...CONFIG, "auth0:audience": audience }), audience],
    ["entry", sources({ AUTH0_TENANTS: JSON.stringify({ [ACME]: { ...entry, audience } }) }), audience],
    [
      "the environment's is not for an entry",
      sources({ AUTH0_TENANTS: JSON.stringify({ [ACME]: entry }), AUTH0_AUDIENCE: audience }),
      undefined,
    ],
    [
      "the environment's is not for config",
      sources({ AUTH0_AUDIENCE: "https://api.acme.com" }, CONFIG),
      undefined,
    ],
    ["config's is not for the environment", sources(ENV, { "auth0:audience": audience }), undefined],
    ["an empty one is none", sources({ ...ENV, AUTH0_AUDIENCE: "" }), undefined],
  ])("%s", (_, from, expected) => {
    const found = findCredentials(ACME, from);
    expect("audience" in found ? found.audience : undefined).toBe(expected);
  });
});

describe("what cannot be what Auth0 gives out: the thing is named, its value never", () => {
  const token = { AUTH0_DOMAIN: ACME };
  const BEARER = 'must be the token alone, without "Bearer" before it';
  const AUDIENCE = "must be the identifier of the tenant's Management API";

  test.each<[string, Sources, string]>([
    ["Bearer", sources({ ...token, AUTH0_API_TOKEN: "Bearer hush" }), `AUTH0_API_TOKEN ${BEARER}`],
    [
      "bearer",
      sources({}, { "auth0:domain": ACME, "auth0:apiToken": "bearer hush" }),
      `auth0:apiToken ${BEARER}`,
    ],
    [
      "Bearer in an entry",
      sources({ AUTH0_TENANTS: JSON.stringify({ [ACME]: { apiToken: "Bearer hush" } }) }),
      `apiToken of ${ACME} in AUTH0_TENANTS ${BEARER}`,
    ],
    [
      "a token of two lines",
      sources({ ...token, AUTH0_API_TOKEN: "hush\nhush" }),
      "AUTH0_API_TOKEN must not contain spaces or line breaks",
    ],
    [
      "a token with a line break at its end",
      sources({ ...token, AUTH0_API_TOKEN: "hush\n" }),
      "AUTH0_API_TOKEN must not contain spaces or line breaks",
    ],
    [
      "a token that no header can carry",
      sources({ ...token, AUTH0_API_TOKEN: "hush€" }),
      "AUTH0_API_TOKEN has a character that no API token has",
    ],
    [
      "a secret of two lines",
      sources({ ...ENV, AUTH0_CLIENT_SECRET: "hush\nhush" }),
      "AUTH0_CLIENT_SECRET must not contain line breaks",
    ],
    [
      "a secret with a line break at its end",
      sources({ ...ENV, AUTH0_CLIENT_SECRET: "hush\n" }),
      "AUTH0_CLIENT_SECRET must not begin or end with a space or line break",
    ],
    [
      "a secret that was never filled in",
      sources({ ...ENV, AUTH0_CLIENT_SECRET: "##hush##" }),
      "AUTH0_CLIENT_SECRET still has an unresolved placeholder",
    ],
    [
      "an id with a tab",
      sources({ ...ENV, AUTH0_CLIENT_ID: "hush\thush" }),
      "AUTH0_CLIENT_ID must not contain line breaks or other control characters",
    ],
    [
      "an audience of the user's own API",
      sources({ ...ENV, AUTH0_AUDIENCE: "https://hush.acme.com" }),
      `AUTH0_AUDIENCE ${AUDIENCE}`,
    ],
    [
      "an audience without the last slash",
      sources({}, { ...CONFIG, "auth0:audience": "https://hush.auth0.com/api/v2" }),
      `auth0:audience ${AUDIENCE}`,
    ],
  ])("%s", (_, from, what) => {
    let said = "";
    try {
      findCredentials(ACME, from);
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain(`CREDENTIALS_INVALID: ${what}`);
    expect(said).not.toContain("hush");
  });
});

describe("what they may be", () => {
  const key = "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\n";
  const assertion = { kind: "assertion", clientId: "id", privateKey: key, alg: "RS256" } as const;
  const token = { kind: "token", apiToken: "token.hush" } as const;
  const ofEnv = (values: Values) => sources({ AUTH0_DOMAIN: ACME, ...values });
  const ofConfig = (values: Values) => sources({}, { "auth0:domain": ACME, ...values });
  const ofEntry = (value: unknown) => sources({ AUTH0_TENANTS: JSON.stringify({ [ACME]: value }) });
  const ENV_ASSERTION = {
    AUTH0_CLIENT_ID: "id",
    AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: key,
    AUTH0_CLIENT_ASSERTION_SIGNING_ALG: "RS256",
  };

  test.each<[string, Sources, Credentials]>([
    ["token, environment", ofEnv({ AUTH0_API_TOKEN: "token.hush" }), token],
    ["token, config", ofConfig({ "auth0:apiToken": "token.hush" }), token],
    ["token, entry", ofEntry({ apiToken: "token.hush" }), token],
    ["key, environment", ofEnv(ENV_ASSERTION), assertion],
    [
      "key, with line breaks written out",
      ofEnv({ ...ENV_ASSERTION, AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: key.replaceAll("\n", "\\n") }),
      assertion,
    ],
    [
      "key, config",
      ofConfig({
        "auth0:clientId": "id",
        "auth0:clientAssertionPrivateKey": key,
        "auth0:clientAssertionSigningAlg": "RS256",
      }),
      assertion,
    ],
    [
      "key, entry",
      ofEntry({ clientId: "id", clientAssertionPrivateKey: key, clientAssertionSigningAlg: "RS256" }),
      assertion,
    ],
    ["secret before token", ofEnv({ ...ENV, AUTH0_API_TOKEN: "token.hush" }), secret("env")],
    ["token before key", ofEnv({ ...ENV_ASSERTION, AUTH0_API_TOKEN: "token.hush" }), token],
    [
      "an empty secret is none",
      ofEnv({ ...ENV, AUTH0_CLIENT_SECRET: "", AUTH0_API_TOKEN: "token.hush" }),
      token,
    ],
  ])("%s", (_, from, credentials) => {
    expect(findCredentials(ACME, from)).toEqual(credentials);
  });

  test.each<[string, Sources]>([
    ["an id alone", ofEnv({ AUTH0_CLIENT_ID: "id" })],
    ["a key without its algorithm", ofEnv({ ...ENV_ASSERTION, AUTH0_CLIENT_ASSERTION_SIGNING_ALG: "" })],
    ["a key without an id", ofEnv({ ...ENV_ASSERTION, AUTH0_CLIENT_ID: "" })],
  ])("%s is none", (_, from) => {
    expect(() => findCredentials(ACME, from)).toThrow("CREDENTIALS_MISSING");
  });
});

describe("single credentials go to the domain that is named beside them", () => {
  const { AUTH0_DOMAIN: _, ...env } = ENV;
  const { "auth0:domain": __, ...config } = CONFIG;

  test.each<[string, Values, Values, string, string | undefined]>([
    ["environment to AUTH0_DOMAIN", ENV, {}, ACME, "env"],
    ["environment to auth0:domain, AUTH0_DOMAIN unset", env, { "auth0:domain": ACME }, ACME, "env"],
    [
      "environment to auth0:domain, AUTH0_DOMAIN empty",
      { ...env, AUTH0_DOMAIN: "" },
      { "auth0:domain": ACME },
      ACME,
      "env",
    ],
    ["environment to AUTH0_DOMAIN before auth0:domain", ENV, { "auth0:domain": OTHER }, OTHER, undefined],
    ["environment to none, no domain named", env, {}, ACME, undefined],
    ["config to auth0:domain", {}, CONFIG, ACME, "config"],
    ["config to AUTH0_DOMAIN, auth0:domain unset", { AUTH0_DOMAIN: ACME }, config, ACME, "config"],
    ["config to auth0:domain before AUTH0_DOMAIN", { AUTH0_DOMAIN: OTHER }, CONFIG, OTHER, undefined],
    ["config to none, no domain named", {}, config, ACME, undefined],
    ["each to its own: environment", { ...ENV, AUTH0_DOMAIN: OTHER }, CONFIG, OTHER, "env"],
    ["each to its own: config", { ...ENV, AUTH0_DOMAIN: OTHER }, CONFIG, ACME, "config"],
    ["letter case aside", { ...ENV, AUTH0_DOMAIN: "ACME.EU.Auth0.com" }, {}, ACME, "env"],
    ["the port of https aside", { ...ENV, AUTH0_DOMAIN: `${ACME}:443` }, {}, ACME, "env"],
    ["another port is another tenant", { ...ENV, AUTH0_DOMAIN: `${ACME}:8443` }, {}, ACME, undefined],
    ["a part of the name is not the name", { ...ENV, AUTH0_DOMAIN: "eu.auth0.com" }, {}, ACME, undefined],
    ["nor a longer one", { ...ENV, AUTH0_DOMAIN: `${ACME}.evil.example` }, {}, ACME, undefined],
  ])("%s", (_, fromEnv, fromConfig, domain, name) => {
    const find = () => findCredentials(domain, sources(fromEnv, fromConfig));
    if (name === undefined) expect(find).toThrow("CREDENTIALS_MISSING");
    else expect(find()).toEqual(secret(name));
  });
});

describe("CREDENTIALS_MISSING says what to set, and what was found elsewhere", () => {
  const message = (from: Sources) => {
    try {
      findCredentials(ACME, from);
    } catch (error) {
      return String(error);
    }
    return undefined;
  };
  const todo =
    "Nothing was sent to Auth0. Add an entry for acme.eu.auth0.com to AUTH0_TENANTS, AUTH0_TENANTS_FILE or config " +
    "auth0:tenants; or set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET (or AUTH0_API_TOKEN, or AUTH0_CLIENT_ID, " +
    "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY and AUTH0_CLIENT_ASSERTION_SIGNING_ALG) together with " +
    "AUTH0_DOMAIN=acme.eu.auth0.com; or the same in config (auth0:clientId and so on, auth0:domain).";

  test.each<[string, Sources]>([
    ["", sources({})],
    [
      " The credentials in the environment are for other.eu.auth0.com, and are used for no other tenant.",
      sources({ ...ENV, AUTH0_DOMAIN: OTHER }),
    ],
    [
      " The credentials in config have no domain beside them, so they are used for no tenant.",
      sources({}, { ...CONFIG, "auth0:domain": "" }),
    ],
    [
      " The credentials in the environment are used for no tenant: the domain beside them must be a host name without a scheme.",
      sources({ ...ENV, AUTH0_DOMAIN: `https://${ACME}` }),
    ],
    [
      " The credentials in the environment are for other.eu.auth0.com, and are used for no other tenant." +
        " The credentials in config are for other.eu.auth0.com, and are used for no other tenant.",
      sources({ ...ENV, AUTH0_DOMAIN: OTHER }, { ...CONFIG, "auth0:domain": OTHER }),
    ],
  ])("%s", (found, from) => {
    expect(message(from)).toBe(
      `SmtpProviderError: CREDENTIALS_MISSING: There are no Management API credentials for ${ACME}.${found} ${todo}`,
    );
    expect(message(from)).not.toContain("hush");
  });

  test("config is not advised where it is no place for them", () => {
    const said = message({ ...sources({}), noConfig: () => "No config comes here." });
    expect(said).toContain("to AUTH0_TENANTS or AUTH0_TENANTS_FILE; or set AUTH0_CLIENT_ID");
    expect(said).toMatch(/AUTH0_DOMAIN=acme\.eu\.auth0\.com\. No config comes here\.$/);
    expect(said).not.toContain("auth0:");
  });
});
