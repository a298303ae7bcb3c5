import type { Mutation } from "../mutation.ts";

const VERIFY = "contract/provider-verify.test.ts";
const ROLLBACK = "contract/provider-rollback.test.ts";

/** Proof by mail, and the way back. */
export const PROOF: readonly Mutation[] = [
  {
    bug: "the scopes are not looked for before a write",
    file: "lifecycle/apply-with-proof.ts",
    from: "await requireMailScopes(endpoint.session, endpoint.patience);",
    to: "",
    caughtBy: [VERIFY, "create > without the scope update:users: MISSING_SCOPE"],
  },
  {
    bug: "logs that cannot be read count as no failure",
    file: "lifecycle/verify-change.ts",
    from: 'if (outcome.kind === "not seen") throw failures.notSeen(change, outcome.error);',
    to: 'if (outcome.kind === "not seen") return;',
    caughtBy: [VERIFY, "create > logs that cannot be read"],
  },
  {
    bug: "a failure from before the write counts",
    file: "lifecycle/mail-proof.ts",
    from: "return Math.min(mailAt ?? afterWrite ?? heardAt, afterWrite ?? Number.POSITIVE_INFINITY);",
    to: "return (mailAt ?? afterWrite ?? heardAt) - 5_000;",
    caughtBy: [ROLLBACK, "which failures count > from before the write, found late"],
  },
  {
    bug: "the recipient is shown in the server's words",
    file: "lifecycle/shown-failure.ts",
    from: "withMaskedAddresses(quoting(...passwords)(reason))",
    to: "quoting(...passwords)(reason)",
    caughtBy: [VERIFY, "create > a failure: rolled back"],
  },
  {
    bug: "an adoption is deleted where its mail fails",
    file: "lifecycle/way-back.ts",
    from: 'if (written.kind === "patch") return { kind: "none", why: ADOPTED };',
    to: "",
    caughtBy: [VERIFY, "adoption > a failure"],
  },
  {
    bug: "the way back sends the state's password where the change has sent none",
    file: "lifecycle/way-back.ts",
    from: 'written.kind === "post" || written.changes.credentials;',
    to: "password !== undefined;",
    caughtBy: [ROLLBACK, "the state's password does not go along"],
  },
  {
    bug: "watching the logs uses up the operation's patience",
    file: "auth0/patience.ts",
    from: "this.deadline += ms;",
    to: "",
    caughtBy: [ROLLBACK, "to wait for 40 s more"],
  },
];
