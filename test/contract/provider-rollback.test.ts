/** The way back of a change that failed, and what may go wrong on it; which failures count. Waiting takes no time here. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../emulator/index.ts";
import type { Properties, Provider } from "../support/provider-calls.ts";
import { FOREIGN, providerSuite, type Scene, SECRETS, STORED, success } from "./provider-suite.ts";
import { USER, verify, verifyScene } from "./verify-scene.ts";

const suite = providerSuite();
const { password, oldPassword } = SECRETS;
const CHANGED = {
  ...STORED,
  default_from_address: "mail@acme.com",
  credentials: { ...STORED.credentials, smtp_pass: password },
};

let provider: Provider;
beforeAll(async () => {
  provider = await suite.process.fresh({ skipSleep: true, env: { NEW_PASS: password } });
});

const failing = (has = true) => {
  const scene = verifyScene(suite, has ? STORED : undefined);
  scene.tenant.mailError = "535 5.7.8 Authentication failed";
  return scene;
};
const update = ({ domain, outputs, inputs }: Scene, known: Properties = {}, change: Properties = {}) =>
  provider.update(
    domain,
    { ...outputs, password: oldPassword, ...known },
    { ...inputs, password, from: "mail@acme.com", ...verify(), ...change },
  );
const create = ({ inputs }: Scene) => provider.create({ ...inputs, password, ...verify() });
const REQUESTS = ["token", "patch", "job", "logs", "patch"];

const unclear: readonly (readonly [string, Fault])[] = [
  ["no connection", { kind: "reset-before" }],
  ["a connection cut after the write", { kind: "reset-after" }],
  ["500", { kind: "status", status: 500 }],
  ["half an answer", { kind: "truncated" }],
  ["200 and a web page", { kind: "not-json" }],
];

describe("an update's way back", () => {
  test.each(unclear)("%s: looked up, and made", async (_, fault) => {
    const scene = failing();
    scene.tenant.failNext(fault, { on: "patch", skip: 1 });
    const failed = suite.failure(await update(scene));
    expect(failed.message).toContain("has its old settings back");
    expect(scene.tenant.provider).toEqual(STORED);
    expect(scene.requests().slice(0, 6)).toEqual([...REQUESTS, "get"]);
  });

  test("a rate limit is waited out", async () => {
    const scene = failing();
    scene.tenant.failNext({ kind: "429", resetInSeconds: 100 }, { on: "patch", skip: 1 });
    expect(suite.failure(await update(scene)).message).toContain("has its old settings back");
    expect(scene.tenant.provider).toEqual(STORED);
  });

  test.each([
    [40, "has its old settings back", STORED],
    [100, "The old settings could not be put back (RATE_LIMITED: ", CHANGED],
  ])(
    "after a change that waited for 60 s and 270 s of watching, to wait for %i s more",
    async (more, words, has) => {
      const scene = failing();
      scene.tenant.mailError = undefined;
      const late = { type: "fn", details: { email_type: "verify_email", to: "a@b.co", error: "550 late" } };
      scene.tenant.failNext({ kind: "hook", run: () => scene.tenant.log(late) }, { on: "logs", skip: 90 });
      scene.tenant.failNext({ kind: "429", resetInSeconds: 60 }, { on: "patch" });
      scene.tenant.failNext({ kind: "429", resetInSeconds: more }, { on: "patch", skip: 2 });
      const failed = suite.failure(
        await update(scene, {}, { verify: { userId: USER, waitSeconds: 300, onFailure: "rollback" } }),
      );
      expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
      expect(failed.message).toContain(words);
      expect(scene.tenant.provider).toEqual(has);
    },
  );

  test.each<[string, Fault, string]>([
    ["refused", { kind: "status", status: 400 }, "REJECTED"],
    ["the scope is gone", { kind: "status", status: 403 }, "MISSING_SCOPE"],
    ["no answer for ever", { kind: "status", status: 503 }, "UNREACHABLE"],
  ])("%s: said so, with what the tenant has", async (_, fault, code) => {
    const scene = failing();
    scene.tenant.failNext(fault, { on: "patch", skip: 1, times: "always" });
    const failed = suite.failure(await update(scene));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain(`The old settings could not be put back (${code}: `);
    expect(failed.message).toContain("the SMTP provider smtp.acme.com:587 (From mail@acme.com)");
    expect(scene.tenant.provider).toEqual(CHANGED);
    // The next up makes the change again, and now the server takes the mail.
    scene.tenant.faults.clear();
    scene.tenant.mailError = undefined;
    success(await update(scene));
  });

  test("somebody has switched it meanwhile: left alone", async () => {
    const scene = failing();
    const { tenant } = scene;
    tenant.failNext({ kind: "hook", run: () => tenant.setProvider(FOREIGN) }, { on: "patch", skip: 1 });
    const failed = suite.failure(await update(scene, {}, { password: oldPassword }));
    expect(failed.message).toContain('was switched to the e-mail provider "ses"');
    expect(tenant.provider).toEqual(FOREIGN);
  });

  test("somebody has deleted it meanwhile: made anew as it was", async () => {
    const scene = failing();
    const { tenant } = scene;
    tenant.failNext({ kind: "hook", run: () => tenant.setProvider(undefined) }, { on: "patch", skip: 1 });
    expect(suite.failure(await update(scene)).message).toContain("has its old settings back");
    expect(tenant.provider).toEqual(STORED);
  });

  test("the state's password does not go along where the change has sent none", async () => {
    const scene = failing();
    scene.tenant.patchProvider({ credentials: { smtp_pass: "rotated in the Dashboard" } });
    suite.failure(await update(scene, {}, { password: oldPassword }));
    expect(scene.tenant.provider?.credentials.smtp_pass).toBe("rotated in the Dashboard");
    expect(scene.tenant.provider?.default_from_address).toBe("no-reply@acme.com");
    expect(JSON.stringify(scene.writes())).not.toContain("kanarienvogel");
  });
});

describe("a create's way back", () => {
  test.each(unclear)("%s: looked up, and made", async (_, fault) => {
    const scene = failing(false);
    scene.tenant.failNext(fault, { on: "delete" });
    const failed = suite.failure(await create(scene));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain("was deleted again");
    expect(scene.tenant.provider).toBeUndefined();
    expect(scene.requests().slice(0, 6)).toEqual(["token", "post", "job", "logs", "delete", "get"]);
  });

  test("its POST was never answered: what is there may be somebody else's, and is left alone", async () => {
    const scene = failing();
    scene.tenant.failNext({ kind: "reset-before" }, { on: "post" });
    const failed = suite.failure(await create(scene));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain("not put back, because its creation was never confirmed");
    expect(scene.tenant.provider).toEqual(STORED);
    expect(scene.requests()).toEqual(["token", "post", "get", "job", "logs"]);
  });

  test("refused: said so, and the next up needs to adopt", async () => {
    const scene = failing(false);
    scene.tenant.failNext({ kind: "status", status: 403 }, { on: "delete" });
    const failed = suite.failure(await create(scene));
    expect(failed.message).toContain("could not be put back (MISSING_SCOPE: ");
    expect(failed.message).toContain('set onExisting: "adopt"');
    expect(scene.tenant.provider).toBeDefined();
  });

  test("somebody has put another in its place, after a DELETE that came to nothing: left alone", async () => {
    const scene = failing(false);
    const { tenant } = scene;
    tenant.failNext({ kind: "reset-before" }, { on: "delete" });
    tenant.failNext({ kind: "hook", run: () => tenant.setProvider(FOREIGN) }, { on: "get" });
    const failed = suite.failure(await create(scene));
    expect(failed.message).toContain(
      "Somebody has replaced the new provider since: the tenant has the e-mail",
    );
    expect(tenant.provider).toEqual(FOREIGN);
  });
});

describe("the previous password", () => {
  const source = (version: string) => ({ passwordFrom: { env: "NEW_PASS", version } });
  const rotation = ({ domain, outputs, inputs }: Scene, previous: object) => {
    const { passwordFrom } = source("2");
    return provider.update(
      domain,
      { ...outputs, ...source("1") },
      { ...inputs, ...verify(), passwordFrom: { ...passwordFrom, previous } },
    );
  };

  test("cannot be read: PASSWORD_UNREADABLE before anything is sent", async () => {
    const scene = failing();
    const failed = suite.failure(await rotation(scene, { env: "NO_SUCH_VARIABLE" }));
    expect(failed).toMatchObject({ code: "PASSWORD_UNREADABLE", recorded: undefined });
    expect(failed.message).toContain("passwordFrom.previous cannot be used: the environment variable");
    expect(scene.requests()).toEqual([]);
  });

  test("is not asked for where the change sends no credentials", async () => {
    const scene = verifyScene(suite, STORED);
    const gone = { passwordFrom: { env: "NEW_PASS", version: "1", previous: { env: "NO_SUCH_VARIABLE" } } };
    const { domain, outputs, inputs } = scene;
    success(
      await provider.update(
        domain,
        { ...outputs, ...gone },
        { ...inputs, ...gone, ...verify(), from: "mail@acme.com" },
      ),
    );
  });
});

describe("which failures count", () => {
  const fn = (date: number) => ({
    type: "fn",
    date: new Date(date).toISOString(),
    details: { email_type: "reset_email", to: "jo@example.com", error: "550 no" },
  });

  test.each<[string, number, boolean]>([
    ["from before the write", -1, false],
    ["from an hour before", -3_600_000, false],
    ["from after the mail", 1000, true],
  ])("%s, found late", async (_, after, counts) => {
    const scene = verifyScene(suite, STORED);
    const { tenant } = scene;
    let written = 0;
    const note = () => {
      written = Date.now();
    };
    tenant.failNext({ kind: "hook", run: note }, { on: "patch" });
    tenant.failNext({ kind: "hook", run: () => tenant.log(fn(written + after)) }, { on: "logs", skip: 2 });
    const outcome = await update(scene);
    expect(outcome.ok).toBe(!counts);
    if (counts) expect(suite.failure(outcome).message).toContain("reset_email to j***@example.com");
  });

  test("an event that the log shows seconds late is seen", async () => {
    const scene = failing();
    scene.tenant.logDelayMs = 1500;
    const real = await suite.process.fresh();
    const { domain, outputs, inputs } = scene;
    const failed = suite.failure(
      await real.update(domain, { ...outputs, password: oldPassword }, { ...inputs, password, ...verify() }),
    );
    expect(failed.message).toContain("535 5.7.8 Authentication failed");
    expect(scene.requests()).toEqual(["token", "patch", "job", "logs", "logs", "patch"]);
  });
});

describe("the mail", () => {
  test.each(unclear)("%s: not sent twice, and VERIFICATION_FAILED", async (_, fault) => {
    const scene = verifyScene(suite, STORED);
    scene.tenant.failNext(fault, { on: "job" });
    const failed = suite.failure(await update(scene));
    expect(failed).toMatchObject({ code: "VERIFICATION_FAILED", recorded: undefined });
    expect(failed.message).toContain("nothing was rolled back");
    expect(scene.requests()).toEqual(["token", "patch", "job"]);
    expect(scene.tenant.provider).toEqual(CHANGED);
  });

  test.each([
    [400, "REJECTED"],
    [403, "MISSING_SCOPE"],
  ])("refused with %i: %s, and what the tenant has", async (status, code) => {
    const scene = verifyScene(suite, STORED);
    scene.tenant.failNext({ kind: "status", status }, { on: "job" });
    const failed = suite.failure(await update(scene));
    expect(failed).toMatchObject({ code, recorded: undefined });
    expect(failed.message).toContain(
      "The tenant keeps the new settings, the SMTP provider smtp.acme.com:587 (From mail@acme.com): nothing was rolled back.",
    );
  });

  test("logs that could be read at first, but not at the end: not seen", async () => {
    const scene = verifyScene(suite, STORED);
    scene.tenant.failNext({ kind: "status", status: 400 }, { on: "logs", skip: 3, times: "always" });
    const failed = suite.failure(await update(scene));
    expect(failed.message).toContain("could not be read to the end of the wait (REJECTED: ");
  });

  test("one look that fails is gone over", async () => {
    const scene = verifyScene(suite, STORED);
    scene.tenant.failNext({ kind: "status", status: 403 }, { on: "logs" });
    success(await update(scene));
  });

  test("the server's words are not shown where they may tell a secret of the inputs", async () => {
    const scene = failing();
    scene.tenant.mailError = "550 acme at smtp.acme.com is blocked";
    const failed = suite.failure(await update(scene, {}, { __secrets: ["username"] }));
    expect(failed.message).toContain("what the log says is not shown");
    expect(failed.message).not.toMatch(/blocked|smtp\.acme\.com/);
  });
});
