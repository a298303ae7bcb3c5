import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import ownPackage from "../../../package.json" with { type: "json" };
import { INPUT_NAMES } from "../../../provider/inputs/names.ts";
import { withFact } from "../../../provider/inputs/table.ts";
import { CONFIG, SECRET_CONFIG } from "../../../provider/plugin/config-keys.ts";
import { packageSchema } from "../../../provider/plugin/schema.ts";

const property = z.looseObject({ secret: z.boolean().optional(), default: z.unknown().optional() });
const properties = z.record(z.string(), property);
const resource = z.object({
  inputProperties: properties,
  requiredInputs: z.array(z.string()),
  properties,
  required: z.array(z.string()),
});

const schema = packageSchema(ownPackage.version);
const {
  provider,
  resources: { "auth0-smtp:index:SmtpEmailProvider": mail },
} = z
  .object({
    provider: z.object({ inputProperties: properties }),
    resources: z.object({ "auth0-smtp:index:SmtpEmailProvider": resource }),
  })
  .parse(schema);

const secretsAmong = (all: z.infer<typeof properties>) =>
  Object.keys(all).filter((name) => all[name]?.secret === true);

// `npm run schema` writes the file anew: it runs this test, and has it write what differs.
test("schema/plugin.json is what the table of inputs gives", async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot("../../../schema/plugin.json");
});

describe("the resource", () => {
  test("has the inputs of the table, and beside them the provider's name as an output", () => {
    expect(Object.keys(mail.inputProperties)).toEqual([...INPUT_NAMES]);
    expect(Object.keys(mail.properties)).toEqual([...INPUT_NAMES, "providerName"]);
  });

  test("needs what nothing else can give: the domain may be in config or in the environment", () => {
    expect(mail.requiredInputs).toEqual(["from", "host", "username"]);
    expect(mail.required).toContain("domain");
  });

  test("keeps the table's secrets, as inputs and as outputs", () => {
    const secrets = withFact("secret").map(([name]) => name);
    expect(secretsAmong(mail.inputProperties)).toEqual(secrets);
    expect(secretsAmong(mail.properties)).toEqual(secrets);
  });

  test("has the table's defaults, but where a schema can have none", () => {
    const defaults = Object.fromEntries(withFact("default").filter(([name]) => name !== "preflight"));
    const given = Object.entries(mail.inputProperties).filter(
      ([, { default: value }]) => value !== undefined,
    );
    expect(Object.fromEntries(given.map(([name, { default: value }]) => [name, value]))).toEqual(defaults);
  });
});

describe("the provider's config", () => {
  test("has its keys, and its secrets", () => {
    expect(Object.keys(provider.inputProperties)).toEqual(CONFIG);
    expect(secretsAmong(provider.inputProperties)).toEqual([...SECRET_CONFIG]);
  });

  test("takes nothing from the environment, which would put its secrets into the state", () => {
    expect(JSON.stringify(schema)).not.toContain("defaultInfo");
  });

  test("is told of in docs/languages.md, secrets marked", () => {
    const page = readFileSync("docs/languages.md", "utf8");
    const rows = [...page.matchAll(/^\| `auth0-smtp:(\w+)` \| (yes)?/gm)];
    expect(rows.map(([, key]) => key)).toEqual(CONFIG);
    expect(rows.filter(([, , secret]) => secret).map(([, key]) => key)).toEqual([...SECRET_CONFIG]);
  });
});
