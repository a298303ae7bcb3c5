import type { Mutation } from "../mutation.ts";

/** Bugs in whose credentials go where, and in what is made of them. */
export const CREDENTIALS: readonly Mutation[] = [
  {
    bug: "single credentials go to any tenant",
    file: "auth0/find-credentials.ts",
    from: "return named !== undefined && canonicalDomain(named) === domain;",
    to: "return true;",
    caughtBy: [
      "unit/auth0/find-credentials.test.ts",
      "single credentials go to the domain that is named beside them",
    ],
  },
  {
    bug: "config comes before the environment",
    file: "auth0/find-credentials.ts",
    from: "if (ofEnv && isFor(envDomain, domain)) return",
    to: 'if (ofEnv && !config("clientId") && isFor(envDomain, domain)) return',
    caughtBy: ["unit/auth0/find-credentials.test.ts", "one place before another"],
  },
  {
    bug: "a tenant in the list is found by its exact letters only",
    file: "auth0/tenants.ts",
    from: "return canonicalDomain(host);",
    to: "return host;",
    caughtBy: ["unit/auth0/tenants.test.ts", "a domain is found > written as ACME.EU.AUTH0.COM"],
  },
  {
    bug: "an error about the list of tenants quotes it",
    file: "auth0/tenants.ts",
    from: "return JSON.parse(text);\n  } catch {",
    to: "return JSON.parse(text);\n  } catch (error) {\n    throw error;",
    caughtBy: ["unit/auth0/tenants.test.ts", "a list that cannot be read"],
  },
  {
    bug: "each call fetches a token of its own",
    file: "auth0/sessions.ts",
    from: "this.byDomain.set(domain, session);",
    to: "",
    caughtBy: ["contract/provider-tokens.test.ts", "one token a tenant > for 50 calls at once"],
  },
  {
    bug: "each resource type has sessions of its own",
    file: "engine/run.ts",
    from: "this.sessions.for(domain)",
    to: "new Sessions({ env: this.env, config: (key) => this.config.get(key) }).for(domain)",
    caughtBy: ["contract/dynamic-process.test.ts", "one token a tenant for all the resource types"],
  },
  {
    bug: "a token that is refused is not given up",
    file: "auth0/send.ts",
    from: "session.renew(client);",
    to: "",
    caughtBy: ["contract/provider-tokens.test.ts", "another when it is refused, and the request once more"],
  },
  {
    bug: "a list is read before it is come to",
    file: "auth0/tenants.ts",
    from: "return {\n    domains: () => [",
    to: "for (const list of lists) list();\n  return {\n    domains: () => [",
    caughtBy: ["unit/auth0/tenants.test.ts", "what is not needed stops nobody"],
  },
  {
    bug: "a name in a list that is not written as a domain is passed over",
    file: "auth0/tenants.ts",
    from: "return canonicalDomain(host);",
    to: "return canonicalDomain(key);",
    caughtBy: ["unit/auth0/tenants.test.ts", "a name that is not written as a domain"],
  },
  {
    bug: "the environment's audience is used for credentials from elsewhere",
    file: "auth0/find-credentials.ts",
    from: "assembled((part) => config(part))",
    to: 'assembled((part) => (part === "audience" ? env(PARTS[part]) : config(part)))',
    caughtBy: ["unit/auth0/find-credentials.test.ts", "an audience belongs to the source that it is in"],
  },
  {
    bug: "an API token with Bearer before it is sent",
    file: "auth0/judge-credentials.ts",
    from: "if (/^\\s*bearer\\s/i.test(value)) return",
    to: "if (value === undefined) return",
    caughtBy: ["unit/auth0/find-credentials.test.ts", "the thing is named, its value never > Bearer"],
  },
  {
    bug: "the audience is not asked for",
    file: "auth0/session.ts",
    from: "audience: audienceOf(credentials) ?? `https://",
    to: "audience: `https://",
    caughtBy: ["contract/provider-credentials.test.ts", "a custom domain > with AUTH0_AUDIENCE"],
  },
];
