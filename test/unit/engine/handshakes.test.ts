import { expect, test } from "vitest";
import { Handshakes } from "../../../provider/engine/handshakes.ts";
import type { PreflightOptions, Report } from "../../../provider/smtp/index.ts";

const settings = { host: "smtp.acme.com", port: 587, username: "acme", password: "pw-1", from: "a@acme.com" };

/** Handshakes that are noted, not made, and end when they are told to. */
function counted() {
  let now = 0;
  const pending: { readonly options: PreflightOptions; readonly end: () => void }[] = [];
  const clock = { now: () => now, sleep: async () => {} };
  const handshakes = new Handshakes(clock, (options) => {
    const { host, port } = options;
    return new Promise<Report>((resolve) => {
      pending.push({ options, end: () => resolve({ ok: true, host, port, findings: [] }) });
    });
  });
  return { handshakes, pending, wait: (ms: number) => (now += ms) };
}

test("the same settings share a handshake while it runs, and for a minute after it", async () => {
  const { handshakes, pending, wait } = counted();
  const first = handshakes.report(settings);
  wait(120_000);
  const second = handshakes.report({ ...settings });
  pending[0]?.end();
  expect(await second).toBe(await first);
  wait(59_999);
  expect(await handshakes.report(settings)).toBe(await first);
  expect(pending).toHaveLength(1);
  wait(1);
  void handshakes.report(settings);
  expect(pending).toHaveLength(2);
});

test("other settings have a handshake of their own, at the same time", () => {
  const { handshakes, pending } = counted();
  const others = Object.keys(settings).map((name) => ({
    ...settings,
    [name]: name === "port" ? 25 : "other",
  }));
  for (const options of [settings, ...others]) void handshakes.report(options);
  expect(pending.map(({ options }) => options)).toEqual([settings, ...others]);
});
