import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { Dialogue } from "./dialogue";
import { extensions } from "./ehlo";
import { ehloNameOf } from "./ehlo-name";
import { isAccepted, type LoginAnswer, type Observations } from "./observations";
import type { StageRecorder } from "./stage-recorder";
import type { Login, Target } from "./target";
import { readTls, tlsOptions } from "./tls";

/** Whether what was seen so far allows the password to be sent. */
export type MayLogIn = (seen: Observations) => boolean;

/** The conversation over a new connection, up to QUIT or to the answer after which there is nothing to say. */
export async function converse(
  socket: Socket,
  target: Target,
  versions: ConnectionOptions,
  mayLogIn: MayLogIn,
  stages: StageRecorder,
): Promise<void> {
  let dialogue = new Dialogue(socket);
  const hello = `EHLO ${ehloNameOf(target, socket)}`;
  const secure = () =>
    stages.run("tls", async () => {
      const secured = await dialogue.secure({ ...tlsOptions(target), ...versions }, stages.signal);
      dialogue = new Dialogue(secured);
      return readTls(secured, target.host);
    });

  if (target.secure) await secure();
  const greeting = await stages.run("greet", () => dialogue.reply());
  if (greeting.code !== 220) return dialogue.quit();
  if (!target.secure) {
    const inPlainText = await stages.run("hello", () => dialogue.ask(hello));
    if (!extensions(inPlainText).has("STARTTLS")) return dialogue.quit();
    const answer = await stages.run("starttls", () => dialogue.ask("STARTTLS"));
    if (answer.code !== 220) return dialogue.quit();
    await secure();
  }
  await stages.run("offer", () => dialogue.ask(hello));
  const { login, sender } = target;
  if (login.value && mayLogIn(stages.seen)) {
    const { value } = login;
    const answer = await stages.run("login", () => logIn(dialogue, value));
    if (isAccepted(answer) && sender.value) await trySender(dialogue, sender.value.address, stages);
  }
  await dialogue.quit();
}

/** AUTH LOGIN (draft-murchison-sasl-login): both answers in base64, one by one. */
async function logIn(dialogue: Dialogue, { username, password }: Login): Promise<LoginAnswer> {
  const opening = await dialogue.ask("AUTH LOGIN");
  if (opening.code !== 334) return { reply: opening, to: "AUTH LOGIN" };
  const second = await dialogue.ask(base64(username));
  if (second.code !== 334) return { reply: second, to: "username" };
  return { reply: await dialogue.ask(base64(password)), to: "password" };
}

/** Is the sender welcome, and may it write to itself? RSET (RFC 5321 §4.1.1.5) ends it before there is a mail. */
async function trySender(dialogue: Dialogue, address: string, stages: StageRecorder): Promise<void> {
  const mail = await stages.run("mail", () => dialogue.ask(`MAIL FROM:<${address}>`));
  if (mail.code === 250) await stages.run("rcpt", () => dialogue.ask(`RCPT TO:<${address}>`));
  await stages.run("rset", () => dialogue.ask("RSET"));
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
