import type { Mutation } from "../mutation.ts";

/** Bugs in what is sent, and in what is made of the answers. */
export const REQUESTS: readonly Mutation[] = [
  {
    bug: "any refusal counts as absent",
    file: "auth0/endpoint.ts",
    from: 'answer.kind === "refused" && answer.status === 404 && answer.errorCode === "inexistent_email_provider"',
    to: 'answer.kind === "refused"',
    caughtBy: ["contract/provider-faults.test.ts", "for ever is a failure, and never means that it is gone"],
  },
  {
    bug: "any 404 counts as absent",
    file: "auth0/endpoint.ts",
    from: ' && answer.errorCode === "inexistent_email_provider"',
    to: "",
    caughtBy: [
      "contract/provider-faults.test.ts",
      "another 404 for ever is a failure, and never means that it is gone",
    ],
  },
  {
    bug: "credentials are sent without the user",
    file: "auth0/wire.ts",
    from: "smtp_port: port, smtp_user: username, smtp_pass",
    to: "smtp_port: port, smtp_pass",
    caughtBy: ["unit/auth0/wire.test.ts", "PATCH: the name, and only the groups that changed"],
  },
  {
    bug: "a PATCH does not say the name",
    file: "auth0/wire.ts",
    from: 'name: "smtp",\n    ...(changes.enabled',
    to: "...(changes.enabled",
    caughtBy: ["unit/auth0/wire.test.ts", "PATCH: the name, and only the groups that changed"],
  },
  {
    bug: "GET does not ask for the fields",
    file: "auth0/endpoint.ts",
    from: "{ fields: FIELDS, include_fields: true }",
    to: "{}",
    caughtBy: ["contract/provider-read-delete.test.ts", "refresh > one GET, for all that can be read"],
  },
  {
    bug: "the SDK's error, which quotes the answer, is thrown on",
    file: "auth0/send.ts",
    from: 'return fromSdk(error) ?? { kind: "unusable credentials" };',
    to: 'const outcome = fromSdk(error);\n    if (outcome?.kind === "refused") throw error;\n    return outcome;',
    caughtBy: ["contract/provider-refusals.test.ts", "a refused create: nothing is recorded"],
  },
  {
    bug: "an expected failure has a stack, which the provider process prints",
    file: "model/errors.ts",
    from: "this.stack = this.message;",
    to: "",
    caughtBy: ["unit/model/errors.test.ts", "has no stack and no cause"],
  },
  {
    bug: "the SDK repeats writes by itself",
    file: "auth0/session.ts",
    from: "maxRetries: 0",
    to: "maxRetries: 2",
    caughtBy: ["contract/provider-faults.test.ts", "create: an unclear answer is looked up"],
  },
  {
    bug: "a rate limit is not waited out",
    file: "auth0/send.ts",
    from: "if (await patience.afterRateLimit(outcome.headers)) continue;",
    to: "",
    caughtBy: ["contract/provider-refusals.test.ts", "a rate limit > on a get request is waited out"],
  },
  {
    bug: "a wait may be as long as Auth0 asks",
    file: "auth0/patience.ts",
    from: "if (this.clock.now() + ms > this.deadline) return false;",
    to: "",
    caughtBy: ["unit/auth0/patience.test.ts", "longer than an operation may take: given up at once"],
  },
  {
    bug: "a redirect is followed, secrets and all",
    file: "auth0/guarded-fetch.ts",
    from: 'redirect: "manual"',
    to: 'redirect: "follow"',
    caughtBy: ["unit/auth0/guarded-fetch.test.ts", "a redirect is not followed"],
  },
  {
    bug: "a request to another host is sent",
    file: "auth0/guarded-fetch.ts",
    from: "if (url.origin !== new URL(",
    to: 'if (url.origin === "" + new URL(',
    caughtBy: ["unit/auth0/guarded-fetch.test.ts", "a request to another host is not sent"],
  },
  {
    bug: "the bundled SDK runs although another version is installed",
    file: "auth0/sdk.ts",
    from: "(installed(name) ?? version) === version",
    to: '(installed(name) ?? version) !== ""',
    caughtBy: ["engine/package.test.ts", "the SDK that runs is of the versions that are installed"],
  },
];
