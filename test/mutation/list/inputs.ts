import type { Mutation } from "../mutation.ts";

/** Bugs in check and diff. */
export const INPUTS: readonly Mutation[] = [
  {
    bug: "a value that is not known yet is judged",
    file: "model/check.ts",
    from: "if (hasUnknown(value)) return { kept: [name, value], failures: [] };",
    to: "",
    caughtBy: ["unit/model/check.test.ts", "values that are not known yet pass"],
  },
  {
    bug: "a failure names the property of a secret, whose value the engine then prints",
    file: "model/check.ts",
    from: 'return name === "password" || name === "passwordFrom" || secrets.has(name);',
    to: "return false;",
    caughtBy: ["unit/inputs/generated.test.ts", "have no property where the program marks them as secret"],
  },
  {
    bug: "a password that ignoreChanges filled in counts as supplied",
    file: "inputs/program.ts",
    from: "arrived !== undefined && (arrived === password || arrived !== recorded),",
    to: "arrived !== undefined,",
    caughtBy: [
      "unit/inputs/password-required.test.ts",
      "a password that the engine took from the state (ignoreChanges)",
    ],
  },
  {
    bug: "two resources may manage one tenant",
    file: "model/check.ts",
    from: "...sharedTenant(program),",
    to: "",
    caughtBy: ["unit/inputs/program.test.ts", "a program without a password is heard all the same"],
  },
  {
    bug: "the password rule forgets the port",
    file: "model/password-rule.ts",
    from: '["host", "port", "username"] as const',
    to: '["host", "username"] as const',
    caughtBy: ["unit/model/password-rule.test.ts", "the password is needed"],
  },
  {
    bug: "the password rule forgets a switch to another service",
    file: "model/password-rule.ts",
    from: 'typeof known.providerName === "string" && known.providerName !== "smtp"',
    to: "false",
    caughtBy: ["unit/model/password-rule.test.ts", "the password is needed"],
  },
  {
    bug: "the password rule takes the inputs last recorded for new ones",
    file: "model/check.ts",
    from: "Object.keys(olds).length === 0 ? undefined : olds, next",
    to: "Object.keys(olds).length === 0 ? undefined : next, next",
    caughtBy: ["unit/inputs/password-required.test.ts", "PASSWORD_REQUIRED"],
  },
  {
    bug: "diff does not compare enabled",
    file: "model/diff.ts",
    from: '  "enabled",\n',
    to: "",
    caughtBy: ["unit/model/diff.test.ts", "difference > enabled"],
  },
  {
    bug: "diff does not replace where the domain changes",
    file: "model/diff.ts",
    from: 'changed.filter((key) => key === "domain")',
    to: "[]",
    caughtBy: ["unit/model/diff.test.ts", "difference > domain"],
  },
  {
    bug: "a stack trace is formatted for each promise of a resource",
    file: "program/stack-traces.ts",
    from: "Error.stackTraceLimit = 0;",
    to: "",
    caughtBy: ["unit/program/stack-traces.test.ts", "a resource costs the program one stack trace"],
  },
  {
    bug: "the program collects no stack traces after its first resource",
    file: "program/stack-traces.ts",
    from: "Error.stackTraceLimit = stackTraceLimit;",
    to: "",
    caughtBy: ["unit/program/stack-traces.test.ts", "collecting goes on afterwards"],
  },
];
