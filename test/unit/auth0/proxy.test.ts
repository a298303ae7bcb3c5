import { describe, expect, test } from "vitest";
import { proxyFor } from "../../../provider/auth0/proxy.ts";

const TENANT = new URL("https://acme.eu.auth0.com/oauth/token");
const P = "http://proxy.corp:3128";

describe("the proxy for a URL", () => {
  test.each<[string, Record<string, string>, string, string | undefined]>([
    ["none is set", {}, "https://a.com", undefined],
    ["HTTPS_PROXY", { HTTPS_PROXY: P }, "https://a.com", "HTTPS_PROXY"],
    ["https_proxy", { https_proxy: P }, "https://a.com", "https_proxy"],
    ["lower case first", { https_proxy: P, HTTPS_PROXY: "http://other" }, "https://a.com", "https_proxy"],
    ["an empty one is none", { https_proxy: "", HTTPS_PROXY: P }, "https://a.com", "HTTPS_PROXY"],
    ["HTTP_PROXY is for http", { HTTP_PROXY: P }, "http://a.com", "HTTP_PROXY"],
    ["and not for https", { HTTP_PROXY: P }, "https://a.com", undefined],
    ["HTTPS_PROXY is not for http", { HTTPS_PROXY: P }, "http://a.com", undefined],
    ["NO_PROXY", { HTTPS_PROXY: P, NO_PROXY: "a.com" }, "https://a.com", undefined],
    ["no_proxy", { HTTPS_PROXY: P, no_proxy: "a.com" }, "https://a.com", undefined],
    ["NO_PROXY for all", { HTTPS_PROXY: P, NO_PROXY: "*" }, "https://a.com", undefined],
    ["NO_PROXY, a name above", { HTTPS_PROXY: P, NO_PROXY: "x.org, auth0.com" }, TENANT.href, undefined],
    ["NO_PROXY, with a dot", { HTTPS_PROXY: P, NO_PROXY: ".auth0.com" }, TENANT.href, undefined],
    ["NO_PROXY, with a star", { HTTPS_PROXY: P, NO_PROXY: "*.auth0.com" }, TENANT.href, undefined],
    [
      "NO_PROXY, letter case aside",
      { HTTPS_PROXY: P, NO_PROXY: "ACME.EU.auth0.com" },
      TENANT.href,
      undefined,
    ],
    ["NO_PROXY, its port", { HTTPS_PROXY: P, NO_PROXY: "auth0.com:443" }, TENANT.href, undefined],
    ["NO_PROXY, another port", { HTTPS_PROXY: P, NO_PROXY: "auth0.com:8443" }, TENANT.href, "HTTPS_PROXY"],
    ["NO_PROXY, part of a label", { HTTPS_PROXY: P, NO_PROXY: "h0.com" }, TENANT.href, "HTTPS_PROXY"],
    ["this machine", { HTTPS_PROXY: P }, "https://localhost:8443", undefined],
    ["this machine, by address", { HTTPS_PROXY: P }, "https://127.0.0.1:8443", undefined],
    ["this machine, IPv6", { HTTPS_PROXY: P }, "https://[::1]:8443", undefined],
  ])("%s", (_, env, url, variable) => {
    expect(proxyFor(new URL(url), env)?.variable).toBe(variable);
  });

  test.each([
    ["http://proxy.corp:3128", "proxy.corp:3128", "http://proxy.corp:3128/"],
    ["http://proxy.corp", "proxy.corp:80", "http://proxy.corp/"],
    ["https://proxy.corp", "proxy.corp:443", "https://proxy.corp/"],
    ["proxy.corp:3128", "proxy.corp:3128", "http://proxy.corp:3128/"],
    [" http://us:hush@proxy.corp:3128 ", "proxy.corp:3128", "http://us:hush@proxy.corp:3128/"],
  ])("%s is at %s, without the password", (value, address, uri) => {
    expect(proxyFor(TENANT, { HTTPS_PROXY: value })).toEqual({ variable: "HTTPS_PROXY", address, uri });
  });

  test.each(["socks5://us:hush@proxy.corp:1080", "http://", "ftp://hush", "http://hush:port"])(
    "%s is no HTTP proxy, and is not repeated",
    (value) => {
      const found = proxyFor(TENANT, { HTTPS_PROXY: value });
      expect(found).toEqual({
        variable: "HTTPS_PROXY",
        problem: "is not the URL of an HTTP proxy (http://<host>:<port>)",
      });
    },
  );
});
