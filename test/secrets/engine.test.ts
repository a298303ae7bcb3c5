import * as pulumi from "@pulumi/pulumi";
import type { SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { expect, test } from "vitest";
import { processTree } from "../crash/process-tree.ts";
import { CLIENT, type LoggedRequest, type RequestKind } from "../emulator/index.ts";
import { type MailProject, mailProject } from "../engine/mail-project.ts";
import type { Result } from "../support/pulumi-project.ts";
import { shellResource } from "../support/shell-resource.ts";
import { CANARIES, passedOn } from "./canaries.ts";
import { ECHOES, echo } from "./echoes.ts";
import { Harvest } from "./harvest.ts";
import { findSecrets, secretsIn } from "./scan.ts";

const { "SMTP password": password, "client secret": clientSecret } = CANARIES;

test("no secret in what is printed, in events, in state files, backups and history", async () => {
  const mail = await mailProject({ env: { AUTH0_CLIENT_SECRET: clientSecret } });
  mail.tenant.clients.set(CLIENT.AUTH0_CLIENT_ID, clientSecret);
  const run = new Run(mail);

  await run.take("up", mail.tryUp({ password }));
  await run.echoed("400", "patch", () => mail.tryUp({ password, host: "smtp2.acme.com" }), "REJECTED");
  await run.echoed("401", "token", () => mail.project.refresh(), "UNAUTHORIZED");

  const unfit: Readonly<Record<string, Partial<SmtpEmailProviderArgs>>> = {
    "password must be a string": untyped({ password: { value: password } }),
    "passwordFrom must be an object": untyped({ passwordFrom: password }),
    '\\"pasword\\" is not an input': untyped({ pasword: password }),
    "username must not contain line breaks": { username: pulumi.secret(`${password}\n`) },
  };
  for (const [said, args] of Object.entries(unfit)) {
    await run.take(`preview: ${said}`, mail.preview(args), "INVALID_INPUT", JSON.parse(`"${said}"`));
  }

  mail.project.program = async () => {
    shellResource("mail", mail.args({ password, host: "smtp2.acme.com" }));
    throw new Error("the program's own fault");
  };
  await run.take("a program that throws", mail.project.up(), "the program's own fault");

  const killProvider = () => void process.kill(processTree(process.pid).at(-1) ?? 0, "SIGKILL");
  mail.tenant.failNext({ kind: "hook", run: killProvider }, { on: "patch" });
  await run.take("a provider process that dies", mail.tryUp({ password, enabled: false }), "EOF");

  mail.project.program = async () => ({
    password: shellResource("mail", mail.args({ password, port: 465 })).password,
  });
  await run.take("up with an output", mail.project.up());
  await run.harvest.run(mail.project, "stack", "export");
  await run.harvest.run(mail.project, "stack", "output", "--json");
  await run.harvest.run(mail.project, "stack", "history", "--json");
  await run.take("destroy", mail.project.destroy());
  await run.harvest.takeFiles(mail.project);

  expect(secretsIn(CANARIES, JSON.stringify(run.requests))).toEqual(["SMTP password", "client secret"]);
  const places = Object.keys(run.harvest.places);
  for (const place of [/history\/.*checkpoint/, /backups\//, /test\.json\.bak$/, /\.pulumi-home\/logs\//]) {
    expect(places.filter((name) => place.test(name))).not.toEqual([]);
  }
  expect(findSecrets(run.secrets, run.harvest.places)).toEqual([]);
  // @pulumi/pulumi tells the engine of each resource that is registered, inputs included.
  expect(secretsIn(run.secrets, run.harvest.debug)).toEqual(["SMTP password"]);
});

/** Commands of a project, with all that they gave away and all that was sent. */
class Run {
  readonly harvest: Harvest = new Harvest();
  readonly requests: LoggedRequest[] = [];
  private readonly mail: MailProject;

  constructor(mail: MailProject) {
    this.mail = mail;
  }

  get secrets() {
    return { ...CANARIES, ...passedOn(this.mail.tenant, this.requests) };
  }

  /** @param words what a command that must fail must say; none: it must not */
  async take(name: string, command: Promise<Result>, ...words: readonly string[]): Promise<void> {
    const result = this.harvest.take(name, await command);
    this.requests.push(...result.requests);
    expect(result.ok, result.output).toBe(words.length === 0);
    for (const word of words) expect(result.output).toContain(word);
  }

  /** The same, with every request of one kind answered by an echo of all secrets. */
  async echoed(answer: keyof typeof ECHOES, on: RequestKind, command: () => Promise<Result>, word: string) {
    echo(this.mail.tenant, on, ECHOES[answer], Object.values(CANARIES));
    await this.take(`${answer} to ${on}`, command(), word);
    this.mail.tenant.faults.clear();
  }
}

/** Inputs that the types forbid: a program in JavaScript may give them all the same. */
function untyped(args: object): Partial<SmtpEmailProviderArgs> {
  return JSON.parse(JSON.stringify({ password: null, ...args }));
}
