import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { runCli, secrets } from "./run-cli.ts";

/** In the form of Auth0's page; the addresses are made up. */
const published = {
  last_updated_at: "2026-03-02T10:00:00Z",
  regions: {
    US: { ipv4_cidrs: ["192.0.2.1/32", "192.0.2.2/32"] },
    EU: { ipv4_cidrs: ["198.51.100.0/24"] },
  },
  changelog: [
    { date: "2025-04-22", region: "US", action: "add", ipv4_cidrs: ["192.0.2.1/32"] },
    { date: "2026-02-01", region: "US", action: "remove", ipv4_cidrs: ["192.0.2.9/32"] },
    { date: "2026-03-02", region: "EU", action: "add", ipv4_cidrs: ["198.51.100.0/24"] },
  ],
};

let close = () => {};
afterEach(() => close());

/** A stand-in for Auth0's CDN. */
async function serve(body: unknown, status = 200): Promise<readonly ["--url", string]> {
  const content = typeof body === "string" ? body : JSON.stringify(body);
  const server = createServer((_request, response) => response.writeHead(status).end(content));
  close = () => server.close();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return ["--url", `http://127.0.0.1:${address.port}/ip-ranges.json`];
}

const allowlist = (...args: readonly string[]) => runCli(["allowlist", ...args]);

test("all regions, as JSON", async () => {
  const url = await serve(published);
  const { exit, json, stderr } = await allowlist(...url, "--json");
  expect(json).toStrictEqual({
    ok: true,
    url: url[1],
    lastUpdatedAt: "2026-03-02T10:00:00Z",
    regions: { US: ["192.0.2.1/32", "192.0.2.2/32"], EU: ["198.51.100.0/24"] },
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
});

test("one region, as text: one address a line, all else behind #", async () => {
  const { stdout } = await allowlist(...(await serve(published)), "--region", "us");
  expect(stdout).toBe(
    "# Auth0's outbound addresses, as of 2026-03-02T10:00:00Z\n192.0.2.1/32\n192.0.2.2/32\n",
  );
});

test("what changed since a date, in the region that was asked for", async () => {
  const url = await serve(published);
  const { json } = await allowlist(...url, "--since", "2026-02-01", "--json");
  expect(json).toMatchObject({
    since: "2026-02-01",
    changes: [
      { date: "2026-02-01", region: "US", action: "remove", cidrs: ["192.0.2.9/32"] },
      { date: "2026-03-02", region: "EU", action: "add", cidrs: ["198.51.100.0/24"] },
    ],
  });
  const { stdout } = await allowlist(...url, "--since", "2026-02-01", "--region", "EU");
  expect(stdout).toMatch(/# Changes since 2026-02-01:\n# 2026-03-02 EU \+ 198\.51\.100\.0\/24\n$/);
  const later = await allowlist(...url, "--since", "2026-03-03");
  expect(later.stdout).toMatch(/# Changes since 2026-03-03: none\n$/);
});

describe("exit 2", () => {
  test.each([
    ["it is not there", "no", 404, "it answers with status 404"],
    ["it is no JSON", "<html>", 200, "what it gives is not such a list"],
    ["it is another form", { regions: {} }, 200, "what it gives is not such a list"],
    [
      "an address is none, but goes into a firewall",
      { ...published, regions: { US: { ipv4_cidrs: ["0.0.0.0/0; reboot"] } } },
      200,
      "what it gives is not such a list",
    ],
    [
      "a range is too wide to be one",
      { ...published, regions: { US: { ipv4_cidrs: ["1.2.3.4/33"] } } },
      200,
      "not such a list",
    ],
  ])("where %s", async (_what, body, status, message) => {
    const { exit, stdout, stderr } = await allowlist(...(await serve(body, status)));
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toMatch(/^UNREACHABLE: The list of Auth0's addresses could not be read from http:\/\/127/);
    expect(stderr).toContain(message);
  });

  test("where nobody answers", async () => {
    const url = await serve(published);
    close();
    const { exit, stderr } = await allowlist(...url);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining("the connection from this machine was refused (ECONNREFUSED)"),
    });
  });

  test("where the proxy is down: the proxy is named, its password is not", async () => {
    const url = await serve(published);
    close();
    const address = new URL(url[1]).host;
    const env = { HTTPS_PROXY: `http://us:${secrets.typo}@${address}` };
    const { exit, stderr } = await runCli(["allowlist"], { env });
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining(
        `from https://cdn.auth0.com: the proxy ${address} (HTTPS_PROXY) refused the connection from this machine`,
      ),
    });
  });

  test("where there is no such region", async () => {
    const { exit, stderr } = await allowlist(...(await serve(published)), "--region", secrets.typo);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: expect.stringContaining("--region must be one of US, EU."),
    });
  });

  test.each([
    ["--since", secrets.typo, "--since must be a date such as 2026-01-31."],
    ["--since", "2026-02-30", "--since must be a date such as 2026-01-31."],
    ["--url", "file:///etc/hosts", "--url must be an http or https URL."],
    ["--url", secrets.typo, "--url must be an http or https URL."],
  ])("where %s is %s", async (option, value, message) => {
    const { exit, stderr } = await allowlist(option, value);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(message) });
  });
});
