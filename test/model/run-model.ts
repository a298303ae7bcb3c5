import { getCACertificates, setDefaultCACertificates } from "node:tls";
import fc from "fast-check";
import { CLIENT, type Emulator, startEmulator } from "../emulator/index.ts";
import { mailScopes } from "../emulator/tenant.ts";
import { SHELL } from "../support/which-shell.ts";
import { lives } from "./commands/index.ts";
import type { Model } from "./model.ts";
import { MAIL_USER, type Program } from "./program.ts";
import { type Shell, startShell } from "./shells.ts";
import { Stack } from "./stack.ts";

const PROGRAM: Program = {
  from: "no-reply@acme.test",
  host: "smtp.one.test",
  port: 587,
  username: "acme",
  password: "kanarienvogel-1",
  passwordFrom: undefined,
  enabled: true,
  settings: undefined,
  onExisting: "fail",
  onDelete: "delete",
  verify: undefined,
  ignoresPassword: false,
};

/** What the failure says to run again. */
const PROJECT = SHELL === "plugin" ? "model-plugin" : "model";

/** The client of the emulator's tenants, with a secret that nothing may show. */
const CREDENTIALS = { clientId: CLIENT.AUTH0_CLIENT_ID, clientSecret: "kanarienvogel-client" };

/**
 * So many lives of one resource in one tenant, each from nothing. `FC_SEED`, `FC_PATH` and `FC_REPLAY` replay one that
 * failed: what they must be is part of the failure.
 */
export async function runModel(numRuns: number): Promise<void> {
  const auth0 = await startEmulator({ clients: { [CREDENTIALS.clientId]: CREDENTIALS.clientSecret } });
  const shell = await startShell();
  // The providers run in this process: it must trust the emulator as theirs would by NODE_EXTRA_CA_CERTS.
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, auth0.ca]);
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("fail", "adopt"),
        lives(process.env.FC_REPLAY),
        (onExisting, commands) =>
          fc.asyncModelRun(() => begin(auth0, shell, { ...PROGRAM, onExisting }), commands),
      ),
      parameters(numRuns),
    );
  } finally {
    setDefaultCACertificates(trusted);
    shell.stop();
    await auth0.close();
  }
}

function begin(auth0: Emulator, shell: Shell, program: Program): { model: Model; real: Stack } {
  auth0.reset();
  const model: Model = {
    program,
    sourced: "kanarienvogel-2",
    state: undefined,
    tenant: undefined,
    mailFails: false,
    faults: [],
    given: new Set(),
  };
  const real = new Stack(auth0, shell, CREDENTIALS);
  real.sourced = model.sourced;
  for (const scope of mailScopes) real.tenant.scopes.add(scope);
  real.tenant.users.set(MAIL_USER, "jane@example.test");
  return { model, real };
}

function parameters<T>(numRuns: number): fc.Parameters<T> {
  const { FC_SEED: seed, FC_PATH: path } = process.env;
  return {
    numRuns,
    endOnFailure: path !== undefined,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
    reporter: (details) => {
      if (!details.failed) return;
      const report = fc.defaultReportMessage(details) ?? "";
      const replay = /replayPath="([^"]*)"/.exec(report)?.[1] ?? "";
      const again = `FC_SEED=${details.seed} FC_PATH=${details.counterexamplePath} FC_REPLAY=${replay}`;
      throw new Error(`${report}\n\nReplay it with: ${again} npx vitest run --project ${PROJECT}`, {
        cause: details.errorInstance,
      });
    },
  };
}
