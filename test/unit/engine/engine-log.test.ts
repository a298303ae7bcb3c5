import { afterEach, expect, test, vi } from "vitest";
import { engineAddress } from "../../../provider/engine/engine-address.ts";
import { pulumisClients } from "../../../provider/engine/engine-clients.ts";
import { engineLog } from "../../../provider/engine/engine-log.ts";
import { EngineMessages } from "../../support/engine-messages.ts";

afterEach(() => vi.restoreAllMocks());

test("a message reaches the engine, with the resource it is about", async () => {
  const engine = await EngineMessages.listen();
  try {
    // As the engine starts a provider process when it flows its own flags (--logflow) to it.
    const log = engineLog(
      engineAddress(["node", "index.js", "--logtostderr", "-v=3", engine.address]),
      pulumisClients,
    );
    await log("warning", "mind this", "urn:pulumi:test::mail::type::mail");
    await log("info", "and that");
    expect(engine.messages).toEqual([
      { severity: "warning", text: "mind this", urn: "urn:pulumi:test::mail::type::mail" },
      { severity: "info", text: "and that", urn: "" },
    ]);
  } finally {
    engine.close();
  }
});

test.each([
  ["nobody listens", ["node", "index.js", "127.0.0.1:1"]],
  ["there is no engine", []],
])("where %s, it goes to stderr", async (_what, argv) => {
  const stderr = vi.spyOn(console, "error").mockReturnValue();
  await engineLog(engineAddress(argv), pulumisClients)("warning", "mind this");
  expect(stderr).toHaveBeenCalledExactlyOnceWith("mind this");
});
