import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { MX_HOSTS } from "../../../provider/smtp/mx-hosts.ts";
import { SERVICES, serviceOf } from "../../../provider/smtp/services.ts";

interface WellKnown {
  readonly host?: string;
  readonly port?: number;
  readonly secure?: boolean;
}

const wellKnown: Record<string, WellKnown> = createRequire(import.meta.url)(
  "nodemailer/lib/well-known/services.json",
);

describe.each(SERVICES)("$name", ({ hosts, ports, source, sender, date }) => {
  test("says from where and when it is known", () => {
    for (const page of [source, ...(sender ? [sender.source] : [])]) {
      expect(new URL(page).protocol).toBe("https:");
    }
    expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  });

  test("has STARTTLS on 587, and no port of two habits", () => {
    expect(ports.startTls).toContain(587);
    expect(ports.startTls.filter((port) => ports.tls.includes(port))).toEqual([]);
  });

  test("is one row", () => {
    for (const host of hosts) expect(SERVICES.filter((other) => other.hosts.includes(host))).toHaveLength(1);
  });
});

test.each(MX_HOSTS)("$name's MX: says from where and when it is known", ({ source, date }) => {
  expect(new URL(source).protocol).toBe("https:");
  expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
});

test("nodemailer's list, where it knows the same host, has the same habit on its port", () => {
  const common = Object.values(wellKnown).flatMap(({ host, port, secure }) => {
    const service = host === undefined ? undefined : serviceOf(host);
    return service ? [{ host, port, secure, service }] : [];
  });
  expect(common.length).toBeGreaterThan(30);
  for (const { host, port, secure, service } of common) {
    expect(secure ? service.ports.tls : service.ports.startTls, host).toContain(port);
  }
});

test("advice and table load nothing that talks to a network", () => {
  const seen = new Set<string>();
  const follow = (name: string): string[] => {
    if (seen.has(name)) return [];
    seen.add(name);
    const source = readFileSync(new URL(`../../../provider/smtp/${name}.ts`, import.meta.url), "utf8");
    const imports = [...source.matchAll(/(?:from|import|require)\s*\(?"([^"]+)"/g)].map(
      ([, path = ""]) => path,
    );
    return imports.flatMap((path) => (path.startsWith("./") ? follow(path.slice(2)) : [path]));
  };
  expect(follow("advice")).toEqual([]);
  expect(seen).toEqual(
    new Set(["advice", "host-pattern", "mx-hosts", "ports", "public-host", "service-table", "services"]),
  );
});
