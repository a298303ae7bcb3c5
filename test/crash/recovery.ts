import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { MailProject } from "../engine/mail-project.ts";
import type { PulumiProject, Result } from "../support/pulumi-project.ts";

/** Runs what the README says to run after a crash, word for word; its last command is `pulumi up`. */
export async function recover(mail: MailProject): Promise<Result> {
  await tidy(mail);
  return mail.project.up();
}

/** The same, but for the `pulumi up`. */
export async function tidy({ project }: MailProject): Promise<void> {
  const commands = await readmeCommands();
  expect(commands.at(-1)).toBe("up");
  for (const command of commands.slice(0, -1)) {
    const unasked = command.startsWith("refresh") ? ["--skip-preview"] : ["--yes"];
    const { ok, stdout, stderr } = await project.run(...command.split(" "), ...unasked);
    expect(ok, `pulumi ${command}\n${stdout}${stderr}`).toBe(true);
  }
}

/** The commands in the sentence of the README that begins with "After a crash". */
async function readmeCommands(): Promise<string[]> {
  const readme = await readFile(join(import.meta.dirname, "../../README.md"), "utf8");
  const sentence = /^\*\*After a crash\*\*[^.]*\./m.exec(readme)?.[0] ?? "";
  return [...sentence.matchAll(/`pulumi ([^`]+)`/g)].map(([, command = ""]) =>
    command.replaceAll(/\s+/g, " "),
  );
}

/** The tenant's one provider is the program's, password included, and there is nothing left to do. */
export async function expectSound(mail: MailProject, host: string, password: string): Promise<void> {
  expect(mail.provider).toMatchObject({
    name: "smtp",
    enabled: true,
    credentials: { smtp_host: host, smtp_pass: password },
  });
  await expectNothingToDo(mail.project);
}

/** Neither the program and the state differ, nor the state and the tenant. */
export async function expectNothingToDo(project: PulumiProject): Promise<void> {
  const preview = await project.preview({ refresh: true });
  expect(preview.ok && preview.changes, preview.output).toEqual({});
  expect((await project.state()).pending).toBe(0);
}
