import type { Mutation } from "../mutation.ts";

/** Bugs in the preflight. */
export const SMTP: readonly Mutation[] = [
  {
    bug: "a preflight is made where nothing changed",
    file: "engine/preflight-due.ts",
    from: 'settings?.mode === "off" || !isNew(olds, inputs)',
    to: 'settings?.mode === "off"',
    caughtBy: ["unit/engine/preflight.test.ts", "when a handshake is due > not where nothing"],
  },
  {
    bug: "a preflight that fails refuses nothing",
    file: "engine/preflight-result.ts",
    from: 'mode === "enforce" && status === "fail"',
    to: "mode === undefined && status === undefined",
    caughtBy: ["unit/engine/preflight.test.ts", "enforce refuses what fails"],
  },
  {
    bug: "the password is sent without TLS",
    file: "smtp/converse.ts",
    from: 'if (!extensions(inPlainText).has("STARTTLS")) return dialogue.quit();',
    to:
      'if (!extensions(inPlainText).has("STARTTLS")) {\n' +
      "      const { value } = target.login;\n" +
      '      if (value) await stages.run("login", () => logIn(dialogue, value));\n' +
      "      return dialogue.quit();\n    }",
    caughtBy: ["smtp/requirements.test.ts", "TLS_VERSION > no STARTTLS: the password stays here"],
  },
  {
    bug: "the password is sent to a server without a public certificate",
    file: "smtp/judge/index.ts",
    from: "[judgeReachable, judgeTlsVersion, judgeCertificate, judgeAuthLogin].every",
    to: "[judgeReachable, judgeTlsVersion, judgeAuthLogin].every",
    caughtBy: ["smtp/secrets.test.ts", "a server without a public certificate does not get it"],
  },
  {
    bug: "what came in plain text before TLS is believed",
    file: "smtp/dialogue.ts",
    from: 'if (this.#unread !== "" || this.#socket.readableLength > 0)',
    to: "if (this.#unread === undefined)",
    caughtBy: ["smtp/hostile-server.test.ts", "plain text behind the answer to STARTTLS"],
  },
  {
    bug: "a From address with spaces, quotes or a route in it is accepted, which programs read differently",
    file: "inputs/mailbox.ts",
    from: "text === address || text.endsWith",
    to: 'text !== "" || text.endsWith',
    caughtBy: ["unit/inputs/bad-inputs.test.ts", "a bad input is refused once, on its property"],
  },
  {
    bug: "a slow address is given up after a quarter of a second, and a good server is called unreachable",
    file: "smtp/connect.ts",
    from: "Math.max(ATTEMPT_MIN_MS, Math.round(share))",
    to: "ATTEMPT_MIN_MS",
    caughtBy: ["smtp/connect.test.ts", "a good one that is slow is waited for"],
  },
  {
    bug: "a server that does not like this machine's name is called unfit",
    file: "smtp/judge/ehlo-name-refusal.ts",
    from: 'reply && refusesEhloName(reply, "EHLO")',
    to: "reply && false",
    caughtBy: ["smtp/ehlo-name.test.ts", "not the server is unfit, but this machine's name refused"],
  },
  {
    bug: "what only this machine could not do is said of Auth0",
    file: "smtp/preflight.ts",
    from: "judgement.onlyHere",
    to: "false",
    caughtBy: ["smtp/ehlo-name.test.ts", "how far a failure reaches"],
  },
];
