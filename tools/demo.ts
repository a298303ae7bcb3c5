import { rm } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { CLIENT, startEmulator } from "../test/emulator/index.ts";
import { playStep, type Stage } from "./demo/play-step.ts";
import { STEPS } from "./demo/steps.ts";
import { cloneWith, UserProject } from "./user-project/index.ts";

// npm run demo: the whole life of examples/single-tenant, by the real Pulumi engine, against the emulator. Exits with 0
// only if every step did what it should. Leaves nothing behind, also after Ctrl-C.

const DOMAIN = "acme.eu.auth0.com";
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());

const start = Date.now();
const auth0 = await startEmulator();
const clone = await cloneWith("Pulumi.yaml", "examples/single-tenant");
try {
  await play({ project: await openProject(), auth0, tenant: auth0.tenant(DOMAIN) });
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.log("\nStopped.");
  process.exitCode = 130;
} finally {
  await auth0.close();
  await rm(clone, { recursive: true, force: true });
}

function openProject(): Promise<UserProject> {
  console.log(
    `The real Pulumi engine runs ${styleText("bold", "examples/single-tenant")} against an Auth0 emulator on this ` +
      `machine.\nCredentials are in the environment: AUTH0_DOMAIN=${DOMAIN}, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET.\n` +
      "Pulumi runs with --yes --skip-preview, so that each command is one step.",
  );
  return UserProject.create({
    folder: clone,
    home: join(clone, ".pulumi-home"),
    env: {
      ...auth0.env,
      AUTH0_DOMAIN: DOMAIN,
      ...CLIENT,
    },
    signal: stop.signal,
  });
}

/** A step builds on those before it: the first that goes wrong is the last. */
async function play(stage: Stage): Promise<void> {
  let done = 0;
  for (const step of STEPS) {
    const faults = await playStep(stage, step);
    if (faults.length > 0) break;
    done++;
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  const summary = `${done} of ${STEPS.length} steps did what they should, in ${seconds} s.`;
  console.log(`\n${styleText(["bold", done === STEPS.length ? "green" : "red"], summary)}`);
  console.log("The same resource in YAML, by the plugin: examples/yaml/README.md says how to run it.");
  if (done < STEPS.length) process.exitCode = 1;
}
