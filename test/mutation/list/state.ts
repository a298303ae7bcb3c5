import type { Mutation } from "../mutation.ts";

/** Bugs in what is recorded. */
export const STATE: readonly Mutation[] = [
  {
    bug: "update returns no outputs, and the engine erases them",
    file: "engine/smtp-email-provider.ts",
    from: "return { outs: { ...toKnown(desired, remote) } };",
    to: "return {};",
    caughtBy: ["contract/provider-write.test.ts", "update > enabled: one PATCH"],
  },
  {
    bug: "a password that the program drops is taken from the state",
    file: "engine/smtp-email-provider.ts",
    from: "const desired = readDesired(news);",
    to: "const desired = { password: known.password, ...readDesired(news) };",
    caughtBy: ["contract/provider-write.test.ts", "update > a password that is no longer given: no request"],
  },
  {
    bug: "a password counts as Auth0's though somebody has changed the host",
    file: "model/state.ts",
    from: "...(isElsewhere(owned, remote) ? {} : source),",
    to: "...source,",
    caughtBy: ["contract/provider-write.test.ts", "update > another host since the last refresh"],
  },
  {
    bug: "what passwordFrom gives is put into the outputs",
    file: "engine/smtp-email-provider.ts",
    from: "outs: { ...toKnown(desired, remote) } };\n    },\n\n    async read",
    to:
      'outs: { ...toKnown(desired, remote), password: await require("../lifecycle/password-source").readPassword(desired, run.env, async () => {}) } };\n' +
      "    },\n\n    async read",
    caughtBy: [
      "contract/provider-write.test.ts",
      "the password from the environment is applied, and recorded nowhere",
    ],
  },
  {
    bug: "drift is not put into the inputs, and no preview shows it",
    file: "engine/smtp-email-provider.ts",
    from: "props: { ...outputs }, inputs: { ...toInputs(outputs) } };",
    to: "props: { ...outputs } };",
    caughtBy: ["contract/provider-read-delete.test.ts", "refresh > host changed"],
  },
  {
    bug: "outputs are what was asked for, not what Auth0 says it has",
    file: "model/state.ts",
    from: "    ...readable(remote),\n",
    to: "",
    caughtBy: ["unit/model/state.test.ts", "is what Auth0 says it has"],
  },
  {
    bug: "an error about the state quotes it",
    file: "model/state.ts",
    from: "(issue) => issue.path[0])",
    to: "(issue) => JSON.stringify(value))",
    caughtBy: ["unit/model/state.test.ts", "of another form: INVALID_INPUT"],
  },
  {
    bug: "the line break at the end of a password file is sent",
    file: "lifecycle/password-source.ts",
    from: '.replace(/\\n$/, "")',
    to: "",
    caughtBy: ["unit/lifecycle/password-source.test.ts", "where the password comes from > a file"],
  },
];
