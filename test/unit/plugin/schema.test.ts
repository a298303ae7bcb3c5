import { expect, test } from "vitest";
import ownPackage from "../../../package.json" with { type: "json" };
import { packageSchema } from "../../../provider/plugin/schema.ts";

// `npm run schema` writes the file anew: it runs this test, and has it write what differs.
test("schema/plugin.json is what the table of inputs gives", async () => {
  const schema = `${JSON.stringify(packageSchema(ownPackage.version), null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot("../../../schema/plugin.json");
});
