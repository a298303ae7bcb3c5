import { describe, expect, test } from "vitest";
import type { Sources } from "../../../provider/auth0/credentials.ts";
import { readTenants } from "../../../provider/auth0/tenants.ts";
import { UnreadableFile } from "../../../provider/files/read-text.ts";

const ACME = "acme.eu.auth0.com";
const HUSH = "kanarienvogel";

const listed = (text: string): Sources => ({
  env: { AUTH0_TENANTS: text },
  config: () => undefined,
  readFile: () => "",
});
const get = (from: Sources, domain = ACME) => readTenants(from).get(domain);

/** All that can be seen of what was thrown. */
function thrownBy(run: () => unknown) {
  try {
    run();
  } catch (error) {
    const { code, message, stack, cause } = Object(error);
    return { code, message, all: JSON.stringify([String(error), error, stack, cause]) };
  }
  throw new Error("nothing was thrown");
}

describe("a domain is found", () => {
  test.each([ACME, "ACME.EU.AUTH0.COM", `${ACME}:443`])("written as %s", (domain) => {
    const text = JSON.stringify({ [domain]: { apiToken: HUSH } });
    expect(get(listed(text))).toEqual({ kind: "token", apiToken: HUSH });
  });

  test("by no other port, and by no name of Object's", () => {
    const tenants = readTenants(listed(JSON.stringify({ [`${ACME}:8443`]: { apiToken: HUSH } })));
    for (const domain of [ACME, "constructor", "__proto__", "toString"])
      expect(tenants.get(domain)).toBeUndefined();
  });
});

describe("no list", () => {
  test.each(["", "{}"])("AUTH0_TENANTS=%s", (text) => {
    expect(get(listed(text))).toBeUndefined();
  });

  test("an empty AUTH0_TENANTS_FILE names no file", () => {
    const from = { ...listed(""), env: { AUTH0_TENANTS_FILE: "" } };
    expect(get(from)).toBeUndefined();
  });
});

describe("a list that cannot be read", () => {
  test.each<[string, string]>([
    [`{"${ACME}": {"apiToken": "${HUSH}"`, "AUTH0_TENANTS is not JSON."],
    [HUSH, "AUTH0_TENANTS is not JSON."],
    [`{"a": "${HUSH}"} ${HUSH}`, "AUTH0_TENANTS is not JSON."],
    [`["${HUSH}"]`, "AUTH0_TENANTS must be a JSON object with a domain for each name."],
    [`"${HUSH}"`, "AUTH0_TENANTS must be a JSON object with a domain for each name."],
    ["null", "AUTH0_TENANTS must be a JSON object with a domain for each name."],
    [`\ufeff{"${ACME}": {"apiToken": "${HUSH}"}}`, "AUTH0_TENANTS begins with a byte order mark,"],
  ])("%s", (text, what) => {
    const { code, message, all } = thrownBy(() => get(listed(text)));
    expect(code).toBe("CREDENTIALS_INVALID");
    expect(message).toContain(`CREDENTIALS_INVALID: ${what}`);
    expect(message).toContain("Nothing was sent to Auth0. ");
    expect(all).not.toContain(HUSH);
  });

  test("is named: the file", () => {
    const from = (readFile: Sources["readFile"]) => ({
      ...listed(""),
      env: { AUTH0_TENANTS_FILE: "t.json" },
      readFile,
    });
    expect(thrownBy(() => get(from(() => HUSH))).message).toContain(
      "the file named by AUTH0_TENANTS_FILE is not JSON.",
    );
    for (const [error, fault] of [
      [new Error(HUSH), "cannot be read"],
      [new UnreadableFile("is in UTF-16; save it as UTF-8"), "is in UTF-16; save it as UTF-8"],
    ] as const) {
      const unreadable = thrownBy(() =>
        get(
          from(() => {
            throw error;
          }),
        ),
      );
      expect(unreadable.message).toContain(`The file named by AUTH0_TENANTS_FILE ${fault}.`);
      expect(unreadable.all).not.toContain(HUSH);
    }
  });

  test("is named: config", () => {
    const from = { ...listed(""), config: (key: string) => (key === "auth0:tenants" ? HUSH : undefined) };
    expect(thrownBy(() => get(from)).message).toContain("config auth0:tenants is not JSON.");
  });
});

describe("what is not needed stops nobody", () => {
  const good = JSON.stringify({ [ACME]: { apiToken: HUSH } });
  const unreadable = () => {
    throw new Error(HUSH);
  };

  test.each<[string, Sources]>([
    [
      "a file that cannot be read",
      { ...listed(good), env: { AUTH0_TENANTS: good, AUTH0_TENANTS_FILE: "t" }, readFile: unreadable },
    ],
    ["config that is not JSON", { ...listed(good), config: () => HUSH }],
    ["config that cannot be read", { ...listed(good), config: unreadable }],
  ])("%s, beside a good list before it", (_, from) => {
    expect(get(from)).toEqual({ kind: "token", apiToken: HUSH });
    expect(thrownBy(() => readTenants(from).domains()).all).not.toBe("");
  });

  test("what comes before does: it may be meant for this tenant", () => {
    expect(() => get({ ...listed(HUSH), config: () => good })).toThrow("AUTH0_TENANTS is not JSON.");
  });
});

describe("a name that is not written as a domain", () => {
  const entry = { apiToken: HUSH };

  test.each([
    [`https://${ACME}`, "must be a host name without a scheme"],
    [`https://${ACME}/`, "must be a host name without a scheme"],
    [`HTTPS://${ACME.toUpperCase()}/api/v2/`, "must be a host name without a scheme"],
    [`${ACME}/`, "must be a host name without a path"],
    [` ${ACME} `, "must not contain spaces"],
    [`${ACME}.`, "must not end with a dot"],
    // A byte order mark counts as white space.
    [`\ufeff${ACME}`, "must not contain spaces"],
    [`\u200b${ACME}`, "must be in ASCII"],
  ])("%j is named, with what to write", (key, fault) => {
    const from = listed(JSON.stringify({ [key]: entry, "other.eu.auth0.com": entry }));
    const { code, message } = thrownBy(() => get(from));
    expect(code).toBe("CREDENTIALS_INVALID");
    expect(message).toContain(`In AUTH0_TENANTS, the name for ${ACME} ${fault}`);
    expect(message).toContain(`Write "${ACME}".`);
    expect(get(from, "other.eu.auth0.com")).toEqual({ kind: "token", ...entry });
    expect(readTenants(from).domains()).toEqual([ACME, "other.eu.auth0.com"]);
  });

  test("is passed over where another name is right", () => {
    const from = listed(JSON.stringify({ [ACME]: entry, [`https://${ACME}`]: {} }));
    expect(get(from)).toEqual({ kind: "token", apiToken: HUSH });
  });
});

describe("an entry that makes no credentials", () => {
  test.each<[string, unknown]>([
    ["text", HUSH],
    ["null", null],
    ["nothing", {}],
    ["an id alone", { clientId: HUSH }],
    ["an empty secret", { clientId: "id", clientSecret: "" }],
    ["a secret that is a number", { clientId: "id", clientSecret: 42 }],
    ["a key without its algorithm", { clientId: "id", clientAssertionPrivateKey: HUSH }],
    ["a name unheard of beside good ones", { clientId: "id", clientSecret: HUSH, client_secret: HUSH }],
  ])("%s", (_, entry) => {
    const { code, message, all } = thrownBy(() => get(listed(JSON.stringify({ [ACME]: entry }))));
    expect(code).toBe("CREDENTIALS_INVALID");
    expect(message).toContain(`In AUTH0_TENANTS, the entry for ${ACME} must have clientId and clientSecret,`);
    expect(all).not.toContain(HUSH);
  });

  test("stops its own tenant only", () => {
    const list = JSON.stringify({ [ACME]: {}, "other.eu.auth0.com": { apiToken: HUSH } });
    expect(get(listed(list), "other.eu.auth0.com")).toEqual({ kind: "token", apiToken: HUSH });
  });

  test("is not passed over for the next list", () => {
    const good = JSON.stringify({ [ACME]: { apiToken: HUSH } });
    const from = { ...listed(JSON.stringify({ [ACME]: {} })), config: () => good };
    expect(() => get(from)).toThrow("CREDENTIALS_INVALID");
  });
});
