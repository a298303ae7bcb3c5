/** A change proves itself: what each ending sends, says, records and leaves in the tenant. Waiting takes no time here. */
import { beforeAll, describe, expect, test } from "vitest";
import type { StoredProvider } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import type { Outcome, Properties, Provider } from "../support/provider-calls.ts";
import { FOREIGN, providerSuite, type Scene, SECRETS, STORED, success } from "./provider-suite.ts";
import { RECIPIENT, verify, verifyScene } from "./verify-scene.ts";

const suite = providerSuite();
const { password, oldPassword } = SECRETS;
const SETTINGS = { headers: { "X-SES-Configuration-Set": "mail" } };

let provider: Provider;
beforeAll(async () => {
  provider = await suite.process.fresh({
    skipSleep: true,
    env: { NEW_PASS: password, OLD_PASS: oldPassword },
  });
});

const scene = (has?: StoredProvider) => verifyScene(suite, has);
const REFUSAL = `535 5.7.8 <${RECIPIENT}> no: ${Buffer.from(`\0acme\0${password}`).toString("base64")}`;

/** A change that mail depends on: what the tenant has before it, the change, and the requests of it and of its way back. */
interface Kind {
  readonly has: StoredProvider | undefined;
  readonly run: (scene: Scene, verify: Properties) => Promise<Outcome<object>>;
  readonly writes: readonly string[];
  /** Left out: there is none, for this reason. */
  readonly back?: readonly string[];
  readonly why?: string;
  /** What the change makes of the tenant. */
  readonly after: object;
}

const update =
  (known: Properties, change: Properties): Kind["run"] =>
  ({ domain, outputs, inputs }, verified) =>
    provider.update(domain, { ...outputs, ...known }, { ...inputs, ...change, ...verified });

const NEW = { credentials: { ...STORED.credentials, smtp_pass: password } };
const source = (version: string, more: object = {}) => ({
  passwordFrom: { env: "NEW_PASS", version, ...more },
});

const KINDS: Readonly<Record<string, Kind>> = {
  create: {
    has: undefined,
    run: ({ inputs }, verified) => provider.create({ ...inputs, password, ...verified }),
    writes: ["post"],
    back: ["delete"],
    after: NEW,
  },
  adoption: {
    has: STORED,
    run: ({ inputs }, verified) => provider.create({ ...inputs, password, onExisting: "adopt", ...verified }),
    writes: ["post", "patch"],
    why: "it was adopted",
    after: NEW,
  },
  "adoption of another service": {
    has: FOREIGN,
    run: ({ inputs }, verified) => provider.create({ ...inputs, password, onExisting: "adopt", ...verified }),
    writes: ["post", "patch"],
    why: "it was adopted",
    after: NEW,
  },
  "update of from": {
    has: STORED,
    run: update({}, { from: "mail@acme.com" }),
    writes: ["patch"],
    back: ["patch"],
    after: { default_from_address: "mail@acme.com" },
  },
  "update of the password": {
    has: STORED,
    run: update({ password: oldPassword }, { password }),
    writes: ["patch"],
    back: ["patch"],
    after: NEW,
  },
  "update of everything": {
    has: { ...STORED, enabled: false, settings: SETTINGS },
    run: update(
      { password: oldPassword, enabled: false, settings: SETTINGS },
      { password, host: "smtp2.acme.com", from: "mail@acme.com" },
    ),
    writes: ["patch"],
    back: ["patch"],
    after: {
      default_from_address: "mail@acme.com",
      credentials: { ...NEW.credentials, smtp_host: "smtp2.acme.com" },
    },
  },
  "enabled turned on": {
    has: { ...STORED, enabled: false },
    run: update({ enabled: false }, {}),
    writes: ["patch"],
    back: ["patch"],
    after: { enabled: true },
  },
  "a new version of passwordFrom, with the previous one": {
    has: STORED,
    run: update(source("1"), source("2", { previous: { env: "OLD_PASS" } })),
    writes: ["patch"],
    back: ["patch"],
    after: NEW,
  },
  "a new version of passwordFrom": {
    has: STORED,
    run: update(source("1"), source("2")),
    writes: ["patch"],
    why: "the old password is not known",
    after: NEW,
  },
  "a provider switched back": {
    has: FOREIGN,
    run: update({ providerName: "ses" }, { password }),
    writes: ["patch"],
    why: "the tenant had another e-mail service before",
    after: NEW,
  },
  "a provider that was deleted meanwhile": {
    has: undefined,
    run: update({ password: oldPassword }, { password, from: "mail@acme.com" }),
    writes: ["patch", "post"],
    back: ["patch"],
    after: { default_from_address: "mail@acme.com", ...NEW },
  },
};
const NAMES = Object.keys(KINDS);
const kindOf = (name: string): Kind => {
  const kind = KINDS[name];
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
};

/** What the tenant has where the change was put back. */
function before(name: string): StoredProvider | undefined {
  return name === "a provider that was deleted meanwhile" ? STORED : kindOf(name).has;
}

describe.each(NAMES)("%s", (name) => {
  const { run, has, writes, back, why, after } = kindOf(name);
  const changed = { ...STORED, ...after };

  test("no failure within the wait: done, after as many looks as fit into it", async () => {
    const made = scene(has);
    success(await run(made, verify()));
    expect(made.requests()).toEqual(["token", ...writes, "job", ...Array(11).fill("logs")]);
    expect(made.tenant.provider).toEqual(changed);
  });

  test("a failure: rolled back where that can be, in the server's words", async () => {
    const made = scene(has);
    made.tenant.mailError = REFUSAL;
    const failed = suite.failure(await run(made, verify()));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain("verify_email to j***@example.com");
    expect(failed.message).toContain("535 5.7.8 <j***@example.com> no: ");
    expect(failed.message).not.toContain(RECIPIENT);
    expect(made.requests()).toEqual(["token", ...writes, "job", "logs", ...(back ?? [])]);
    expect(made.tenant.provider).toEqual(back ? before(name) : changed);
    if (why) expect(failed.message).toContain(`: not put back, because ${why}`);
    else if (back?.[0] === "delete") expect(failed.message).toContain("was deleted again");
    else expect(failed.message).toContain("has its old settings back: the SMTP provider smtp.acme.com:587");
  });

  test('a failure, with onFailure: "fail": the tenant keeps the change', async () => {
    const made = scene(has);
    made.tenant.mailError = REFUSAL;
    const failed = suite.failure(await run(made, verify("fail")));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain('not put back, because onFailure is "fail"');
    expect(made.requests()).toEqual(["token", ...writes, "job", "logs"]);
    expect(made.tenant.provider).toEqual(changed);
  });

  test("logs that cannot be read: told apart, and nothing is rolled back", async () => {
    const made = scene(has);
    made.tenant.failNext({ kind: "status", status: 500 }, { on: "logs", times: "always" });
    const failed = suite.failure(await run(made, verify()));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain("No failure was seen, but the logs of");
    expect(failed.message).toContain("nothing was rolled back");
    expect(made.tenant.provider).toEqual(changed);
    expect(made.requests().filter((kind) => kind !== "logs")).toEqual(["token", ...writes, "job"]);
  });

  test("an unknown user: Auth0 sends no mail, and nothing is rolled back", async () => {
    const made = scene(has);
    made.tenant.users.clear();
    const failed = suite.failure(await run(made, verify()));
    expect(failed).toMatchObject({ code: "REJECTED", recorded: undefined });
    expect(failed.message).toContain("has no user with this id");
    expect(failed.message).toContain("The tenant keeps the new settings");
    expect(made.tenant.provider).toEqual(changed);
    expect(made.requests()).toEqual(["token", ...writes, "job"]);
  });

  test.each(mailScopes)("without the scope %s: MISSING_SCOPE, and nothing is written", async (scope) => {
    const made = scene(has);
    made.tenant.scopes.delete(scope);
    const failed = suite.failure(await run(made, verify()));
    expect(failed).toMatchObject({ code: "MISSING_SCOPE", recorded: undefined });
    expect(failed.message).toContain(scope);
    expect(made.requests()).toEqual(["token"]);
    expect(made.tenant.provider).toEqual(has);
  });
});

describe("nothing is verified", () => {
  test.each<[string, Properties, Properties]>([
    ["settings alone", {}, { settings: SETTINGS }],
    ["enabled turned off", {}, { enabled: false }],
    ["a provider that is not used", { enabled: false }, { enabled: false, from: "mail@acme.com" }],
  ])("%s", async (_, known, change) => {
    const made = scene({ ...STORED, ...known });
    success(await update(known, change)(made, verify()));
    expect(made.requests()).toEqual(["token", "patch"]);
  });

  test("verify alone: no request, and the state has it", async () => {
    const made = scene(STORED);
    const { domain, outputs, inputs } = made;
    const updated = success(await provider.update(domain, outputs, { ...inputs, ...verify() }));
    expect(updated.outputs).toEqual({ ...outputs, ...verify() });
    expect(made.requests()).toEqual([]);
  });

  test("where the previous password is, alone: no request, and the state has it", async () => {
    const made = scene(STORED);
    const { domain, outputs, inputs } = made;
    const next = source("1", { previous: { env: "OLD_PASS" } });
    const updated = success(
      await provider.update(domain, { ...outputs, ...source("1") }, { ...inputs, ...next, ...verify() }),
    );
    expect(updated.outputs).toMatchObject(next);
    expect(made.requests()).toEqual([]);
  });

  test("a refresh", async () => {
    const made = scene(STORED);
    success(await provider.read(made.domain, { ...made.outputs, ...verify() }));
    expect(made.requests()).toEqual(["token", "get"]);
  });
});
