import type { Program } from "../inputs/program";
import { UNKNOWN } from "../inputs/unknown";
import { noteOnWayBack } from "../lifecycle/way-back-note";
import { type Checked, type CheckFailure, checkInputs, duplicateDomain } from "../model/check";
import { preflightDue } from "./preflight-due";
import { judgeFindings } from "./preflight-result";
import type { Run } from "./run";

type Properties = Record<string, unknown>;

/**
 * `check`: judges the inputs, notes whose tenant it is, and makes the handshake that is due. The tenant is noted before
 * anything can fail; the handshake is made only where nothing has.
 *
 * @param given the recorded inputs as the engine gives them
 * @param program what is known of the new ones beside their values
 */
export async function checkResource(run: Run, given: Properties, news: Properties, program: Program) {
  const olds = run.recordedInputs.for(program.urn, given, news);
  const checked = checkInputs(olds, news, program);
  const { inputs } = checked;
  run.statePasswords.checked(inputs, program.gavePassword(inputs.password, olds.password));
  const failures = [...checked.failures, ...(await claimTenant(run, olds, checked))];
  if (failures.length === 0) failures.push(...(await preflight(run, olds, checked)));
  const note = failures.length === 0 ? noteOnWayBack(olds, inputs) : undefined;
  if (note !== undefined) await run.log("info", note, program.urn);
  return { inputs, failures };
}

/** Notes that the resource is for its tenant, and refuses a second resource for it. */
async function claimTenant(
  { tenants }: Run,
  olds: Readonly<Properties>,
  { inputs, program }: Checked,
): Promise<readonly CheckFailure[]> {
  const { domain } = inputs;
  if (typeof domain !== "string" || domain === UNKNOWN) return [];
  const other = await tenants.claim(domain, program.urn, domain === olds.domain);
  return other === undefined ? [] : [duplicateDomain(other, program)];
}

async function preflight(
  { log, handshakes }: Run,
  olds: Readonly<Properties>,
  { inputs, program, warnings }: Checked,
): Promise<readonly CheckFailure[]> {
  for (const message of warnings) await log("warning", message, program.urn);
  const due = preflightDue(olds, inputs);
  const findings = due.kind === "now" ? (await handshakes.report(due.options)).findings : [];
  const { messages, failures } = judgeFindings(due, findings, program.secrets);
  for (const { severity, message } of messages) await log(severity, message, program.urn);
  return failures;
}
