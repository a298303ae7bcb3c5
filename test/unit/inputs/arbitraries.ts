import fc from "fast-check";
import type { InputName } from "../../../provider/inputs/names.ts";
import { placeholderAs } from "../../../provider/inputs/placeholder.ts";

/** Stands for a secret: it is put into every bad value, and must come out of none. */
export const CANARY = "kanarienvogel";

type ByInput = Readonly<Record<InputName, fc.Arbitrary<unknown>>>;

const letters = "abcdefghijklmnopqrstuvwxyz";
const label = fc
  .tuple(fc.constantFrom(...letters), fc.stringMatching(/^[a-zA-Z0-9-]{0,20}$/), fc.constantFrom(...letters))
  .map((parts) => parts.join(""));
const hostName = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join("."));
const tenant = fc.oneof(
  hostName,
  fc.tuple(hostName, fc.integer({ min: 1, max: 65535 })).map(([host, port]) => `${host}:${port}`),
);
const address = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9!%&'*+/=?^_`{|}~-]{1,64}$/), hostName)
  .map((parts) => parts.join("@"));

/** No control characters, no white space at the ends, nothing that could be a placeholder. */
const plain = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[\p{Cc}\u2028\u2029#@$%_]/gu, "x").trim())
  .filter((text) => text !== "" && text !== "null" && text !== "undefined");
/** A name that needs no quotes, or one that has them. */
const displayName = fc.oneof(
  fc.stringMatching(/^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9.'&/ -]{0,30}[A-Za-z0-9.]$/),
  plain.map((name) => `"${name.replace(/["\\]/g, "\\$&")}"`),
);
const displayed = fc.tuple(displayName, address);
const someJson = fc
  .dictionary(plain, fc.jsonValue({ noUnicodeString: false, maxDepth: 3 }), { maxKeys: 4 })
  .map((value): unknown =>
    JSON.parse(
      JSON.stringify(value).replaceAll(/[#@$%_]|-0\b|"(?:null|undefined)"/g, (found) =>
        found.startsWith('"') ? '"1"' : "1",
      ),
    ),
  );

export const good: ByInput = {
  domain: tenant,
  from: fc.oneof(
    address,
    displayed.map(([name, bare]) => `${name} <${bare}>`.trim()),
  ),
  host: fc.oneof(hostName, fc.ipV4()),
  port: fc.integer({ min: 1, max: 65535 }),
  username: plain,
  password: plain,
  passwordFrom: fc.oneof(
    fc.record({
      env: fc
        .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,30}$/)
        .filter((name) => placeholderAs(name) === undefined),
    }),
    fc.record({ file: plain, version: fc.oneof(plain, fc.integer()) }, { requiredKeys: ["file"] }),
  ),
  enabled: fc.boolean(),
  settings: fc.record({
    headers: fc.record(
      {
        "X-SES-Configuration-Set": plain,
        "X-MC-ViewContentLink": fc.constantFrom("true", "false"),
        "X-MSYS_API": someJson,
      },
      { requiredKeys: [] },
    ),
  }),
  onExisting: fc.constantFrom("fail", "adopt"),
  onDelete: fc.constantFrom("delete", "disable"),
  preflight: fc.constantFrom("off", "warn", "enforce"),
  verify: fc.record(
    {
      userId: plain.map((id) => `auth0|${id}`),
      waitSeconds: fc.integer({ min: 5, max: 300 }),
      onFailure: fc.constantFrom("rollback", "fail"),
    },
    { requiredKeys: ["userId"] },
  ),
};

/** Text that is bad wherever text is wanted, with the canary in it. */
const badText = fc.oneof(
  fc.constant(""),
  fc.constantFrom("\r", "\n", "\0", "\u001b", "\u007f", "\u0085", "\u2028").map((c) => `${CANARY}${c}x`),
  fc.constantFrom("##", "@@").map((mark) => `${mark}${CANARY}${mark}`),
  fc.constant(`$${"{"}${CANARY}}`),
  fc.constantFrom(["$(", ")"], ["#{", "}#"], ["__", "__"], ["%", "%"]).map((ends) => ends.join(CANARY)),
  fc.integer({ min: 4100, max: 8000 }).map((length) => CANARY.padEnd(length, "x")),
);
const notText = fc.oneof(
  fc.double(),
  fc.boolean(),
  fc.array(fc.constant(CANARY), { maxLength: 3 }),
  fc.record({ [CANARY]: fc.constant(CANARY) }),
);
const spaced = fc.constantFrom(` ${CANARY}`, `${CANARY} `, `\t${CANARY}`, `${CANARY}\u00a0`);
const badName = fc.oneof(
  spaced,
  fc
    .constantFrom("http://", "smtp://", "user@", "[", "-", ".", "x..", "x_", "é", "а.")
    .map((p) => `${p}${CANARY}.com`),
  fc
    .constantFrom("/", "/path", ":", ":port", "-", ".", "..", " x", "é", ":0", ":65536", ":1:2")
    .map((s) => `${CANARY}${s}`),
);
const bad = (...more: fc.Arbitrary<unknown>[]) => fc.oneof(badText, notText, ...more);
const badChoice = fc.oneof(
  fc.anything().filter((value) => value !== null && value !== undefined && !isChoice(value)),
  fc.constant(CANARY),
);
const notObject = fc.oneof(fc.constant(CANARY), fc.integer(), fc.boolean(), fc.array(fc.constant(CANARY)));

export const faulty: ByInput = {
  domain: bad(badName),
  from: bad(
    spaced,
    fc.constantFrom(CANARY, `@${CANARY}`, `${CANARY}@x`, `${CANARY}@[::1]`, `a b@${CANARY}.com`),
    fc.constantFrom('"', ", ", "<EU>", "(", "@", ";", ": ").map((what) => `${CANARY}${what} <a@b.example>`),
  ),
  host: bad(badName, fc.constantFrom(`${CANARY}:25`, "1.2.3", "::1", "1.2.3.400")),
  port: fc.oneof(
    fc.integer({ max: 0 }),
    fc.integer({ min: 65536 }),
    fc.double().filter((value) => !Number.isInteger(value)),
    fc.integer().map(String),
    fc.constant(CANARY),
    fc.boolean(),
    fc.array(fc.integer()),
  ),
  username: bad(spaced),
  password: bad(),
  passwordFrom: fc.oneof(
    notObject,
    fc.constantFrom(
      {},
      { version: CANARY },
      { env: "A", file: CANARY },
      { [CANARY]: "x" },
      { env: `${CANARY}-` },
    ),
    badText.map((env) => ({ env })),
    badText.map((file) => ({ file })),
    badText.map((version) => ({ env: "A", version })),
  ),
  enabled: fc.oneof(fc.constantFrom("true", "false", "", CANARY, 0, 1), fc.array(fc.boolean()), fc.object()),
  settings: fc.oneof(
    notObject,
    fc.constantFrom({ header: {} }, { headers: 1 }, { headers: { "x-mailer": CANARY } }),
    notObject.map((headers) => ({ headers })),
    badText.map((set) => ({ headers: { "X-SES-Configuration-Set": set } })),
    badChoice.map((link) => ({ headers: { "X-MC-ViewContentLink": link } })),
    notObject.map((options) => ({ headers: { "X-MSYS_API": options } })),
    fc.constant({ headers: { "X-MSYS_API": { a: `##${CANARY}##` } } }),
  ),
  onExisting: badChoice,
  onDelete: badChoice,
  preflight: fc.oneof(
    fc.constantFrom(CANARY, "", true, 1, {}, { mode: CANARY }),
    fc.array(fc.constant("off")),
  ),
  verify: fc.oneof(
    notObject,
    badText.map((userId) => ({ userId })),
    fc.constantFrom({}, { userId: "auth0|1", waitSeconds: 4 }, { userId: "auth0|1", onFailure: CANARY }),
  ),
};

const CHOICES: readonly unknown[] = [
  "true",
  "false",
  "fail",
  "adopt",
  "delete",
  "disable",
  "off",
  "warn",
  "enforce",
];
function isChoice(value: unknown): boolean {
  return CHOICES.includes(value);
}
