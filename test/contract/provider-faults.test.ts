/** What goes wrong with a request, and the exact requests that follow. Waiting takes no time here. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Fault, FaultOptions, StoredProvider } from "../emulator/index.ts";
import type { Outcome, Properties, Provider } from "../support/provider-calls.ts";
import { providerSuite, type Scene, SECRETS, STORED, success } from "./provider-suite.ts";

const suite = providerSuite();
const { password } = SECRETS;
const CREDENTIALS = { ...STORED.credentials, smtp_pass: password };
const OTHERS: StoredProvider = { ...STORED, default_from_address: "theirs@acme.com" };

let provider: Provider;
beforeAll(async () => {
  provider = await suite.process.fresh({ skipSleep: true });
});

/** An operation of the engine: what the tenant has before and after it, and its write. */
interface Operation {
  readonly has: StoredProvider | undefined;
  readonly run: (scene: Scene, from?: Provider) => Promise<Outcome<object>>;
  readonly after: StoredProvider | undefined;
  readonly write: "post" | "patch" | "delete";
}

const changing =
  (change: Properties): Operation["run"] =>
  ({ domain, outputs, inputs }, from = provider) =>
    from.update(domain, outputs, { ...inputs, ...change });

const operations = {
  create: {
    has: undefined,
    run: ({ inputs }, from = provider) => from.create({ ...inputs, password }),
    after: { ...STORED, credentials: CREDENTIALS },
    write: "post",
  },
  "update without credentials": {
    has: STORED,
    run: changing({ enabled: false }),
    after: { ...STORED, enabled: false },
    write: "patch",
  },
  "update with credentials": {
    has: STORED,
    run: changing({ password }),
    after: { ...STORED, credentials: CREDENTIALS },
    write: "patch",
  },
  delete: {
    has: STORED,
    run: ({ domain, outputs }, from = provider) => from.delete(domain, outputs),
    after: undefined,
    write: "delete",
  },
  disable: {
    has: STORED,
    run: ({ domain, outputs }, from = provider) => from.delete(domain, { ...outputs, onDelete: "disable" }),
    after: { ...STORED, enabled: false },
    write: "patch",
  },
} as const satisfies Readonly<Record<string, Operation>>;

const NAMES = [
  "create",
  "update without credentials",
  "update with credentials",
  "delete",
  "disable",
] as const;
const READS_FIRST = ["delete", "disable"];

function plan({ tenant }: Scene, fault: Fault, options: FaultOptions): void {
  tenant.failNext(fault, options);
}

const notApplied: readonly (readonly [string, Fault])[] = [
  ["no connection", { kind: "reset-before" }],
  ["408", { kind: "status", status: 408 }],
  ["500", { kind: "status", status: 500 }],
  ["503 and a web page", { kind: "status", status: 503, body: "<html>try later</html>" }],
];
const applied: readonly (readonly [string, Fault])[] = [
  ["a connection cut after the write", { kind: "reset-after" }],
  ["half an answer", { kind: "truncated" }],
  ["200 and a web page", { kind: "not-json" }],
];

describe.each(NAMES)("%s: an unclear answer is looked up before anything is repeated", (name) => {
  const { has, run, after, write } = operations[name];
  const first = READS_FIRST.includes(name) ? ["get", write] : [write];
  // A password cannot be read back, and is sent again, which does no harm.
  const unreadable = name === "update with credentials";

  test.each(notApplied)("%s, not applied: once more", async (_, fault) => {
    const scene = suite.scene(has);
    plan(scene, fault, { on: write });
    success(await run(scene));
    expect(scene.requests()).toEqual(["token", ...first, "get", write]);
    expect(scene.tenant.provider).toEqual(after);
  });

  test.each(applied)("%s, applied: done", async (_, fault) => {
    const scene = suite.scene(has);
    plan(scene, fault, { on: write });
    success(await run(scene));
    expect(scene.requests()).toEqual(["token", ...first, "get", ...(unreadable ? [write] : [])]);
    expect(scene.tenant.provider).toEqual(after);
  });

  test("for ever: UNREACHABLE, nothing recorded, and the next run makes it", async () => {
    const scene = suite.scene(has);
    plan(scene, { kind: "status", status: 500 }, { on: write, times: "always" });
    const failed = suite.failure(await run(scene));
    expect(failed).toMatchObject({ code: "UNREACHABLE", recorded: undefined });
    expect(failed.message).toContain(`carried out the ${write.toUpperCase()}`);
    expect(failed.message).toContain(has ? "the tenant had the SMTP provider" : "had no e-mail provider");
    const again = READS_FIRST.includes(name) ? ["get", write] : [write, "get"];
    const looked = READS_FIRST.includes(name) ? ["get"] : [];
    expect(scene.requests()).toEqual(["token", ...again, ...again, ...again, ...looked]);
    expect(scene.tenant.provider).toEqual(has);
    scene.tenant.faults.clear();
    success(await run(scene));
    expect(scene.tenant.provider).toEqual(after);
  });

  test("and the look fails for ever: that is said", async () => {
    const scene = suite.scene(has);
    plan(scene, { kind: "reset-before" }, { on: write });
    plan(scene, { kind: "status", status: 502 }, { on: "get", times: "always", skip: first.length - 1 });
    const failed = suite.failure(await run(scene));
    expect(failed).toMatchObject({ code: "UNREACHABLE", recorded: undefined });
    expect(failed.message).toContain(
      `It is not clear whether Auth0 carried out the ${write.toUpperCase()} before it.`,
    );
    expect(scene.requests()).toEqual(["token", ...first, "get", "get", "get"]);
  });
});

describe("a create whose outcome is unclear", () => {
  const adopting = ({ inputs }: Scene) => provider.create({ ...inputs, onExisting: "adopt", password });

  test("meets somebody else's: PROVIDER_EXISTS", async () => {
    const scene = suite.scene(OTHERS);
    plan(scene, { kind: "reset-before" }, { on: "post" });
    expect(suite.failure(await operations.create.run(scene)).code).toBe("PROVIDER_EXISTS");
    expect(scene.requests()).toEqual(["token", "post", "get"]);
    expect(scene.tenant.provider).toEqual(OTHERS);
  });

  test("meets somebody else's, to adopt: a PATCH", async () => {
    const scene = suite.scene(OTHERS);
    plan(scene, { kind: "reset-before" }, { on: "post" });
    success(await adopting(scene));
    expect(scene.requests()).toEqual(["token", "post", "get", "patch"]);
    expect(scene.tenant.provider).toEqual(operations.create.after);
  });

  test("was made by the second try, whose answer was lost too", async () => {
    const scene = suite.scene();
    plan(scene, { kind: "reset-before" }, { on: "post" });
    plan(scene, { kind: "reset-after" }, { on: "post" });
    success(await operations.create.run(scene));
    expect(scene.requests()).toEqual(["token", "post", "get", "post", "get"]);
  });

  test("was made by the first try after all, after the look", async () => {
    const scene = suite.scene();
    plan(scene, { kind: "reset-before" }, { on: "post" });
    plan(
      scene,
      { kind: "hook", run: (tenant) => tenant.setProvider(operations.create.after) },
      { on: "post", skip: 1 },
    );
    success(await operations.create.run(scene));
    expect(scene.requests()).toEqual(["token", "post", "get", "post", "get"]);
  });

  test("a lost adoption is repeated", async () => {
    const scene = suite.scene(OTHERS);
    plan(scene, { kind: "reset-after" }, { on: "patch" });
    success(await adopting(scene));
    expect(scene.requests()).toEqual(["token", "post", "patch", "get", "patch"]);
  });
});

describe("refresh", () => {
  const read = ({ domain, outputs }: Scene) => provider.read(domain, outputs);

  test.each([...notApplied, ...applied])("%s: once more", async (_, fault) => {
    const scene = suite.scene(STORED);
    plan(scene, fault, { on: "get" });
    expect(success(await read(scene)).id).toBe(scene.domain);
    expect(scene.requests()).toEqual(["token", "get", "get"]);
  });

  test.each<[string, Fault, string, number]>([
    ["500", { kind: "status", status: 500 }, "UNREACHABLE", 3],
    ["no connection", { kind: "reset-before" }, "UNREACHABLE", 3],
    ["no JSON", { kind: "not-json" }, "UNREACHABLE", 3],
    ["another 404", { kind: "status", status: 404 }, "REJECTED", 1],
    ["403", { kind: "status", status: 403 }, "MISSING_SCOPE", 1],
    ["400", { kind: "status", status: 400 }, "REJECTED", 1],
  ])("%s for ever is a failure, and never means that it is gone", async (_, fault, code, times) => {
    const scene = suite.scene(STORED);
    plan(scene, fault, { on: "get", times: "always" });
    expect(suite.failure(await read(scene))).toMatchObject({ code, recorded: undefined });
    expect(scene.requests()).toEqual(["token", ...Array(times).fill("get")]);
  });
});

describe("the token request changes nothing, and is repeated", () => {
  test.each([...notApplied, ...applied])("%s: once more", async (_, fault) => {
    const scene = suite.scene();
    plan(scene, fault, { on: "token" });
    success(await operations.create.run(scene));
    expect(scene.requests()).toEqual(["token", "token", "post"]);
  });

  test("for ever: UNREACHABLE, and no write", async () => {
    const scene = suite.scene();
    plan(scene, { kind: "status", status: 500 }, { on: "token", times: "always" });
    const failed = suite.failure(await operations.create.run(scene));
    expect(failed).toMatchObject({ code: "UNREACHABLE", recorded: undefined });
    expect(failed.message).toContain(
      `https://${scene.domain}/oauth/token gave no token: status 500, 3 times`,
    );
    expect(scene.requests()).toEqual(["token", "token", "token"]);
  });
});
