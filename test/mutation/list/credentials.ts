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
    from:
      "if (ofEnv && isFor(envDomain, domain)) return ofEnv;\n" +
      "  if (ofConfig && isFor(configDomain, domain)) return ofConfig;",
    to:
      "if (ofConfig && isFor(configDomain, domain)) return ofConfig;\n" +
      "  if (ofEnv && isFor(envDomain, domain)) return ofEnv;",
    caughtBy: ["unit/auth0/find-credentials.test.ts", "one place before another"],
  },
  {
    bug: "a tenant in the list is found by its exact letters only",
    file: "auth0/tenants.ts",
    from: "[canonicalDomain(domain), value] as const",
    to: "[domain, value] as const",
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
    bug: "a token that is refused is not given up",
    file: "auth0/send.ts",
    from: "session.renew(client);",
    to: "",
    caughtBy: ["contract/provider-tokens.test.ts", "another when it is refused, and the request once more"],
  },
];
