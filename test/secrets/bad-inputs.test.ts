import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import type { Properties } from "../support/provider-calls.ts";
import { GIVEN, outputsOf } from "../support/samples.ts";
import { PRINTS_FAILURES, type ShellProcess, startShell } from "../support/shell.ts";
import { CANARIES } from "./canaries.ts";
import { findSecrets, secretsIn } from "./scan.ts";

// A refused input is often a secret in the wrong place. The engine prints the reasons, and the value of the property
// that a reason is about.

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

const secret = CANARIES["SMTP password"];
const good = { domain: "acme.eu.auth0.com", ...GIVEN };

/** Inputs as the class sends them: with those that the program did not mark as secret. */
const marked = (names: readonly string[], inputs: Properties): Properties => {
  const plain = Object.entries({ ...good, ...inputs }).filter(([name]) => !names.includes(name));
  const __program = { password: inputs.password ?? secret, plain: Object.fromEntries(plain) };
  return { ...good, password: secret, ...inputs, __program };
};

/** Inputs that a transform changed after the class had told of them. */
const transformed = (inputs: Properties): Properties => ({ ...marked([], {}), ...inputs });

const ROWS: Readonly<Record<string, Properties>> = {
  "a password that is an object": { ...good, password: { value: secret } },
  "a password that is a list": { ...good, password: [secret] },
  "a password of two lines": { ...good, password: `${secret}\n` },
  "a password with NUL": { ...good, password: `${secret}\0` },
  "a password that is too long": { ...good, password: secret.repeat(200) },
  "a placeholder password ##…##": { ...good, password: `##${secret.replaceAll(" ", "")}##` },
  "a placeholder password @@…@@": { ...good, password: `@@${secret.replaceAll(" ", "")}@@` },
  "a placeholder password ${…}": { ...good, password: "${".concat(secret, "}") },
  "password and passwordFrom": { ...good, password: secret, passwordFrom: { env: "SMTP_PASSWORD" } },
  "passwordFrom: the password": { ...good, passwordFrom: secret },
  "passwordFrom: the password in a list": { ...good, passwordFrom: [secret] },
  "passwordFrom.env: the password": { ...good, passwordFrom: { env: secret } },
  "passwordFrom.file: the password, of two lines": { ...good, passwordFrom: { file: `${secret}\n` } },
  "passwordFrom.value": { ...good, passwordFrom: { value: secret } },
  "passwordFrom.env and file": { ...good, passwordFrom: { env: "A", file: secret } },
  "passwordFrom.version: the password, of two lines": {
    ...good,
    passwordFrom: { env: "A", version: `${secret}\n` },
  },
  pasword: { ...good, pasword: secret },
  Password: { ...good, Password: secret },
  smtp_pass: { ...good, smtp_pass: secret },
  credentials: { ...good, credentials: { smtp_pass: secret } },
  "a secret user name of two lines": marked(["username"], { username: `${secret}\n` }),
  "a secret user name that is an object": marked(["username"], { username: { value: secret } }),
  "a secret host that is none": marked(["host"], { host: `https://${secret}` }),
  "a secret host that is a number in a string": marked(["port"], { port: secret }),
  "a secret From address that is none": marked(["from"], { from: secret }),
  "a secret domain that is none": marked(["domain"], { domain: secret }),
  "secret settings of another form": marked(["settings"], { settings: { headers: { "X-Key": secret } } }),
  "secret settings that are a string": marked(["settings"], { settings: secret }),
  "a secret preflight": marked(["preflight"], { preflight: { mode: secret } }),
  "a host of a transform that is none": transformed({ host: `https://${secret}` }),
  "a port of a transform that is a string": transformed({ port: secret }),
  "a From address of a transform that is none": transformed({ from: secret }),
  "a domain of a transform that is none": transformed({ domain: secret }),
  "settings of a transform that are a string": transformed({ settings: secret }),
  "a user name of a transform, of two lines": transformed({ username: `${secret}\n` }),
  "a secret onDelete": marked(["onDelete"], { onDelete: secret }),
};

test.each(Object.entries(ROWS))("%s", async (_, news) => {
  const outcome = await pulumi.provider.check({}, news);
  if (!outcome.ok) throw new Error("check threw");
  expect(outcome.failures).not.toEqual([]);
  for (const { property, reason } of outcome.failures) {
    const printed = { reason, "the value of its property": JSON.stringify(news[property] ?? null) };
    expect(findSecrets(CANARIES, printed)).toEqual([]);
  }
});

test("a secret that moves: PASSWORD_REQUIRED does not say from where to where", async () => {
  const olds = { ...good, port: 587, host: `old.${secret}` };
  const { host: _, ...plain } = good;
  const news = { ...good, host: "new.acme.com", __program: { plain } };
  const recorded = await pulumi.provider.check({}, marked(["username"], { username: secret }));
  const now = { ...good, __program: { plain: good } };
  for (const [before, after, changed] of [
    [olds, news, "host"],
    [recorded.ok ? recorded.inputs : {}, now, "username"],
  ] as const) {
    const outcome = await pulumi.provider.check(before, after);
    const failures = outcome.ok ? outcome.failures : [];
    expect(failures).toEqual([
      {
        property: "password",
        reason: expect.stringContaining(`${changed} changes (not shown: it may be a secret)`),
      },
    ]);
    expect(findSecrets(CANARIES, { failures: JSON.stringify(failures) })).toEqual([]);
  }
});

test("a state, or inputs, that do not have the expected form", async () => {
  const recorded = { ...outputsOf(good.domain), password: { was: secret }, port: secret, preflight: secret };
  const { provider } = pulumi;
  for (const outcome of [
    await provider.create(recorded),
    await provider.read(good.domain, recorded),
    await provider.update(good.domain, recorded, recorded),
    await provider.delete(good.domain, recorded),
  ]) {
    expect(outcome).toMatchObject({ ok: false, code: "INVALID_INPUT" });
    expect(findSecrets(CANARIES, { outcome: JSON.stringify(outcome) })).toEqual([]);
  }
});

test("the rows hold what is looked for; nothing was sent, and none of it printed", async () => {
  expect(secretsIn(CANARIES, JSON.stringify(ROWS))).toEqual(["SMTP password"]);
  expect(auth0.requests).toEqual([]);
  const places = { stderr: await pulumi.allPrinted(), messages: JSON.stringify(pulumi.messages) };
  expect(places.stderr.includes("pulumi-auth0-smtp: INVALID_INPUT.")).toBe(PRINTS_FAILURES);
  expect(findSecrets(CANARIES, places)).toEqual([]);
});
