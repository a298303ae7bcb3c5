import { stripVTControlCharacters, styleText } from "node:util";
import type { Emulator, LoggedRequest, Tenant } from "../../test/emulator/index.ts";
import type { UserProject } from "../user-project/index.ts";
import { hasAsExpected, type Step } from "./steps.ts";

export interface Stage {
  readonly project: UserProject;
  readonly auth0: Emulator;
  readonly tenant: Tenant;
}

/**
 * Plays a step and shows what is typed, what the engine says, and what Auth0 got.
 *
 * @returns what is not as it should be; empty where all is well
 */
export async function playStep({ project, auth0, tenant }: Stage, step: Step): Promise<string[]> {
  const { title, first, command, flags = [], expect } = step;
  console.log(`\n${styleText(["bold", "cyan"], `── ${title}`)}\n`);
  for (const line of first?.shown ?? []) console.log(styleText("dim", line));
  await first?.run(project, tenant);
  console.log(styleText("dim", ["$ pulumi", command, ...flags].join(" ")));

  auth0.takeRequests();
  const { ok, output } = await project[command](...flags, "--color", coloured() ? "always" : "never");
  const requests = auth0.takeRequests();
  console.log(output.trim());

  const kinds = requests.map(({ kind }) => kind);
  const faults = [
    ...(ok === expect.ok ? [] : [`the command ${ok ? "succeeded" : "failed"}, and should not have`]),
    ...(isSame(kinds, expect.requests)
      ? []
      : [`Auth0 got ${list(kinds)}, and should have got ${list(expect.requests)}`]),
    ...(expect.prints.test(stripVTControlCharacters(output))
      ? []
      : [`the engine did not print ${expect.prints}`]),
    ...(hasAsExpected(tenant.provider, expect) ? [] : ["the tenant has not what it should have"]),
  ];
  const mark = faults.length === 0 ? styleText("green", "✓") : styleText("red", "✗");
  console.log(
    `\n${mark} ${styleText("bold", `Auth0 got ${requests.map(line).join(", ") || "no request"}.`)}`,
  );
  for (const fault of faults) console.log(styleText("red", `  ${fault}`));
  return faults;
}

/** As `styleText` judges: a terminal, and no NO_COLOR. */
export function coloured(): boolean {
  return styleText("bold", "x") !== "x";
}

function line({ method, path, status }: LoggedRequest): string {
  return `${method} ${path} (${status})`;
}

function list(kinds: readonly string[]): string {
  return kinds.join(", ") || "no request";
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return list(some) === list(others);
}
