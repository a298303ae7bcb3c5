import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { preflight, REQUIREMENTS } from "../../provider/smtp/index.ts";
import { certify, type Identity } from "./certificates.ts";
import { STAGES, startHostile } from "./hostile-server.ts";
import { account } from "./servers.ts";

let ca: Identity;
let leaf: Identity;

beforeAll(async () => {
  ca = await certify({ name: "Test CA" });
  leaf = await certify({ name: "mail", issuer: ca, hosts: ["localhost"] });
});

const code = fc.constantFrom("220", "250", "235", "334", "354", "421", "450", "535", "550", "999", "2", "");
const line = fc
  .tuple(code, fc.constantFrom(" ", "-", ""), fc.string({ unit: "binary", maxLength: 40 }))
  .map((parts) => `${parts.join("")}\r\n`);
const words = fc.oneof(
  fc.array(line, { maxLength: 6 }).map((lines) => Buffer.from(lines.join(""))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

// fast-check prints seed and path of a failure; `fc.assert(…, { seed, path })` plays it again.
test("whatever a server says, the report is whole, and nothing but a good server is called good", {
  timeout: 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...STAGES), words, async (stage, said) => {
      await using server = await startHostile(leaf, stage, (socket) => void socket.end(said));
      const { ok, findings } = await preflight({
        host: "localhost",
        port: server.port,
        ...account,
        from: "no-reply@acme.com",
        extraCa: ca.pem,
      });
      expect(findings.map((finding) => finding.code)).toEqual([...REQUIREMENTS, "HOST_NOT_PUBLIC"]);
      expect(findings.filter(({ status, advice }) => status === "fail" && advice === "")).toEqual([]);
      expect(findings.filter(({ seen }) => /\p{Cc}/u.test(seen))).toEqual([]);
      if (STAGES.indexOf(stage) >= STAGES.indexOf("mail")) return;
      // The one way not to fail before a login: this machine's name in EHLO is refused, and no more is tested.
      const status = (code: string) => findings.find((finding) => finding.code === code)?.status;
      if (ok) expect([status("REACHABLE"), status("CREDENTIALS")]).toEqual(["warn", "skipped"]);
    }),
    { numRuns: 80 },
  );
});
