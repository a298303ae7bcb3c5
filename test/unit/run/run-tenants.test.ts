import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Peers } from "../../../provider/run/peers.ts";
import { RunTenants } from "../../../provider/run/run-tenants.ts";

const ACME = "acme.eu.auth0.com";
const ENGINE = "127.0.0.1:12345";

const failing = async () => {
  throw new Error("refused");
};

describe("one process", () => {
  test("a tenant that no resource of the program is for may be deleted", async () => {
    expect(await new RunTenants(undefined).standing(ACME)).toBeUndefined();
  });

  test("a resource is awaited from its check on, and live once it has been created", async () => {
    const tenants = new RunTenants(undefined);
    await tenants.claim(ACME, "urn:mail", false);
    expect(await tenants.standing(ACME)).toBe("awaited");
    await expect(tenants.whileCreating(ACME, failing)).rejects.toThrow("refused");
    expect(await tenants.standing(ACME)).toBe("awaited");
    await tenants.whileCreating(ACME, async () => {});
    expect(await tenants.standing(ACME)).toBe("live");
  });

  test("one that is recorded for the tenant is live from its check on, however often it is checked", async () => {
    const tenants = new RunTenants(undefined);
    await tenants.claim(ACME, "urn:mail", true);
    await tenants.claim(ACME, "urn:mail", false);
    expect(await tenants.standing(ACME)).toBe("live");
  });

  test("one that was created without a check is live as well", async () => {
    const tenants = new RunTenants(undefined);
    await tenants.whileCreating(ACME, async () => {});
    expect(await tenants.standing(ACME)).toBe("live");
  });

  test("a second resource for a tenant is told of the first; the same one again is none", async () => {
    const tenants = new RunTenants(undefined);
    expect(await tenants.claim(ACME, "urn:mail", false)).toBeUndefined();
    expect(await tenants.claim(ACME, "urn:mail", true)).toBeUndefined();
    expect(await tenants.claim(ACME, undefined, false)).toBeUndefined();
    expect(await tenants.claim(ACME, "urn:other", false)).toBe("urn:mail");
  });
});

describe("several processes of one engine", () => {
  let temporary: string;
  let before: string | undefined;

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), "peers-"));
    before = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
  });
  afterEach(async () => {
    process.env.TMPDIR = before ?? "";
    if (before === undefined) delete process.env.TMPDIR;
    await rm(temporary, { recursive: true });
  });

  const folder = () => join(temporary, `pulumi-auth0-smtp-${process.getuid?.()}`);

  test("each knows what the others know, and not what another engine's do", async () => {
    const [one, two] = [new RunTenants(new Peers(ENGINE)), new RunTenants(new Peers(ENGINE))];
    const elsewhere = new RunTenants(new Peers("127.0.0.1:54321"));
    await one.claim(ACME, "urn:mail", true);
    expect(await two.standing(ACME)).toBe("live");
    expect(await two.standing("other.eu.auth0.com")).toBeUndefined();
    expect(await elsewhere.standing(ACME)).toBeUndefined();
    expect(await two.claim(ACME, "urn:other", false)).toBe("urn:mail");
    expect(await elsewhere.claim(ACME, "urn:other", false)).toBeUndefined();
  });

  test("what is live in one process is live, though another still awaits it", async () => {
    const [one, two] = [new RunTenants(new Peers(ENGINE)), new RunTenants(new Peers(ENGINE))];
    await one.claim(ACME, "urn:mail", false);
    await two.claim(ACME, "urn:mail", true);
    expect([await one.standing(ACME), await two.standing(ACME)]).toEqual(["live", "live"]);
  });

  test("what a process knew dies with it, also for a later engine with the same address", async () => {
    const ours = join(folder(), "127.0.0.1_12345");
    await mkdir(ours, { recursive: true });
    await chmod(folder(), 0o700);
    const script =
      "require('net').createServer({ allowHalfOpen: true }, (socket) => socket.resume().end(process.argv[2]))" +
      ".listen(process.argv[1], () => console.log('listening'))";
    const answer = JSON.stringify([["urn:mail", "live"]]);
    const child = spawn(process.execPath, ["-e", script, join(ours, "one"), answer], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const later = new RunTenants(new Peers(ENGINE));
    expect(await later.standing(ACME)).toBe("live");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await later.standing(ACME)).toBeUndefined();
    expect(await readdir(ours)).toEqual([]);
  });

  test("a folder that others may enter is not used", async () => {
    await mkdir(folder());
    await chmod(folder(), 0o777);
    expect(await new Peers(ENGINE).serve(() => new Map())).toBe(false);
    expect(await readdir(folder())).toEqual([]);
    await chmod(folder(), 0o700);
    expect(await new Peers(ENGINE).serve(() => new Map())).toBe(true);
  });
});
