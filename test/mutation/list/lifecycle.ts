import type { Mutation } from "../mutation.ts";

/** Bugs in what is decided. */
export const LIFECYCLE: readonly Mutation[] = [
  {
    bug: "settings that the program drops are never cleared",
    file: "model/plan.ts",
    from: '{ settings: desired.settings ?? "clear" }',
    to: "(desired.settings ? { settings: desired.settings } : {})",
    caughtBy: ["unit/model/plan.test.ts", "plan > settings cleared"],
  },
  {
    bug: "a password that is no longer given counts as rotated",
    file: "model/plan.ts",
    from: "if (desired.password !== undefined) return desired.password !== known.password;",
    to: "return desired.password !== known.password;",
    caughtBy: ["unit/model/plan.test.ts", "plan > a password dropped"],
  },
  {
    bug: "a provider that is there already (409) counts as made",
    file: "lifecycle/decide.ts",
    from: 'return { kind: "fail", error: failures.providerExists(domain, found) };',
    to: 'return { kind: "done", remote: found };',
    caughtBy: ["contract/provider-write.test.ts", "create > SMTP is there already: PROVIDER_EXISTS"],
  },
  {
    bug: "a provider that looks as wanted counts as ours, though no POST of ours is missing",
    file: "lifecycle/decide.ts",
    from: "if (mayHaveCreated && asDesired)",
    to: "if (asDesired)",
    caughtBy: ["unit/lifecycle/decide.test.ts", "the same is there, but none of ours is missing"],
  },
  {
    bug: "a POST whose answer is lost is repeated without a look",
    file: "lifecycle/decide.ts",
    from: '  const adopts = answer.kind === "exists"',
    to: '  if (answer.kind === "unclear") return again(step);\n  const adopts = answer.kind === "exists"',
    caughtBy: ["unit/lifecycle/decide.test.ts", "where the answer alone tells > a POST is unclear"],
  },
  {
    bug: "a lost rotation counts as done where all that can be read is as wanted",
    file: "lifecycle/decide.ts",
    from: "asDesired && !step.changes.credentials ?",
    to: "asDesired ?",
    caughtBy: ["unit/lifecycle/decide.test.ts", "a password in it cannot be read back"],
  },
  {
    bug: "a service that somebody switched to meanwhile is written over",
    file: "lifecycle/decide.ts",
    from: 'found.kind !== "smtp" && knownProvider !== undefined && knownProvider !== found.name',
    to: "false",
    caughtBy: ["unit/lifecycle/decide.test.ts", "it was switched, and the PATCH is unclear"],
  },
  {
    bug: "delete does not look first",
    file: "lifecycle/remove.ts",
    from: "await whileUnconfirmed(unconfirmed && method, endpoint.get());",
    to: 'Object({ kind: "smtp", name: "smtp", enabled: true });',
    caughtBy: ["contract/provider-read-delete.test.ts", "delete > SMTP"],
  },
  {
    bug: "another service is deleted",
    file: "lifecycle/remove.ts",
    from: 'if (found.kind !== "smtp") return { kind: "left alone", found };',
    to: "",
    caughtBy: ["contract/provider-read-delete.test.ts", "delete > another service"],
  },
  {
    bug: "a rename that was interrupted takes the tenant's mail down in the next run",
    file: "engine/check.ts",
    from: "await tenants.claim(domain, program.urn, domain === olds.domain);",
    to: "undefined;",
    caughtBy: ["contract/provider-read-delete.test.ts", "delete > beside another resource of the program"],
  },
  {
    bug: "a resource that was checked and never made lets the old one be deleted",
    file: "engine/smtp-email-provider.ts",
    from: 'if (standing === "awaited") throw stillWanted(domain);',
    to: "",
    caughtBy: [
      "contract/provider-read-delete.test.ts",
      "delete > beside a resource that was checked and not made",
    ],
  },
  {
    bug: "a refused rename has the old resource forgotten",
    file: "engine/smtp-email-provider.ts",
    from: 'if (standing === "awaited") throw stillWanted(domain);',
    to: 'if (standing === "awaited") return;',
    caughtBy: [
      "contract/provider-read-delete.test.ts",
      "delete > after a create of the same tenant that failed",
    ],
  },
  {
    bug: "a rename takes the tenant's mail down",
    file: "engine/smtp-email-provider.ts",
    from: 'if (standing === "live")',
    to: "if (domain === undefined)",
    caughtBy: [
      "contract/provider-read-delete.test.ts",
      "delete > after a create of the same tenant in the same run",
    ],
  },
  {
    bug: "the processes of one run do not hear of each other's tenants",
    file: "run/run-tenants.ts",
    from: "(await this.peers?.ask(domain)) ?? []",
    to: "[]",
    caughtBy: ["unit/run/run-tenants.test.ts", "each knows what the others know"],
  },
];
