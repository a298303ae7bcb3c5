import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { CANARIES, makeKey } from "./canaries.ts";
import { findSecrets } from "./scan.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");

test("nothing of the machine that packs the package is in the tarball", async () => {
  const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-tarball-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const key = makeKey();
  const env = {
    ...process.env,
    AUTH0_CLIENT_SECRET: CANARIES["client secret"],
    AUTH0_API_TOKEN: CANARIES["API token"],
    AUTH0_CLIENT_ASSERTION_PRIVATE_KEY: key.pem,
    SMTP_PASSWORD: CANARIES["SMTP password"],
  };
  await run("npm", ["pack", "--pack-destination", folder], { cwd: ROOT, env });
  const [tarball = ""] = await readdir(folder);
  await run("tar", ["-xzf", tarball], { cwd: folder });

  const entries = await readdir(join(folder, "package"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const places = Object.fromEntries(texts.map((text, i) => [files[i]?.slice(folder.length) ?? "", text]));
  expect(Object.keys(places)).toContain("/package/dist/index.js");
  expect(findSecrets({ ...CANARIES, "private key": key.pem }, places)).toEqual([]);
  for (const [file, text] of Object.entries(places)) {
    for (const path of [ROOT, homedir()]) expect(text.includes(`${path}/`), `${path} in ${file}`).toBe(false);
    expect(text.includes("PRIVATE KEY-----\n"), `a key in ${file}`).toBe(false);
  }
});
