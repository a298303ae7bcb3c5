import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { Dialogue } from "./dialogue";
import { extensions } from "./ehlo";
import { ehloNameOf } from "./ehlo-name";
import { isAccepted, type LoginAnswer, type Observations } from "./observations";
import type { Credentials, Subject } from "./options";
import type { Steps } from "./steps";
import { readTls, tlsOptions } from "./tls";

/** Whether what was seen so far allows the password to be sent. */
export type MayLogIn = (seen: Observations) => boolean;

/** The conversation over a new connection, up to QUIT or to the answer after which there is nothing to say. */
export async function converse(
  socket: Socket,
  subject: Subject,
  versions: ConnectionOptions,
  mayLogIn: MayLogIn,
  steps: Steps,
): Promise<void> {
  let dialogue = new Dialogue(socket);
  const hello = `EHLO ${ehloNameOf(subject, socket)}`;
  const secure = () =>
    steps.take("tls", async () => {
      const secured = await dialogue.secure({ ...tlsOptions(subject), ...versions }, steps.signal);
      dialogue = new Dialogue(secured);
      return readTls(secured, subject.host);
    });

  if (subject.secure) await secure();
  const greeting = await steps.take("greet", () => dialogue.reply());
  if (greeting.code !== 220) return dialogue.quit();
  if (!subject.secure) {
    const inPlainText = await steps.take("hello", () => dialogue.ask(hello));
    if (!extensions(inPlainText).has("STARTTLS")) return dialogue.quit();
    const answer = await steps.take("starttls", () => dialogue.ask("STARTTLS"));
    if (answer.code !== 220) return dialogue.quit();
    await secure();
  }
  await steps.take("offer", () => dialogue.ask(hello));
  const { credentials, sender } = subject;
  if (credentials.value && mayLogIn(steps.seen)) {
    const { value } = credentials;
    const answer = await steps.take("login", () => logIn(dialogue, value));
    if (isAccepted(answer) && sender.value) await trySender(dialogue, sender.value.address, steps);
  }
  await dialogue.quit();
}

/** AUTH LOGIN (draft-murchison-sasl-login): both answers in base64, one by one. */
async function logIn(dialogue: Dialogue, { username, password }: Credentials): Promise<LoginAnswer> {
  const opening = await dialogue.ask("AUTH LOGIN");
  if (opening.code !== 334) return { reply: opening, to: "AUTH LOGIN" };
  const second = await dialogue.ask(base64(username));
  if (second.code !== 334) return { reply: second, to: "username" };
  return { reply: await dialogue.ask(base64(password)), to: "password" };
}

/** Is the sender welcome, and may it write to itself? RSET (RFC 5321 §4.1.1.5) ends it before there is a mail. */
async function trySender(dialogue: Dialogue, address: string, steps: Steps): Promise<void> {
  const mail = await steps.take("mail", () => dialogue.ask(`MAIL FROM:<${address}>`));
  if (mail.code === 250) await steps.take("rcpt", () => dialogue.ask(`RCPT TO:<${address}>`));
  await steps.take("rset", () => dialogue.ask("RSET"));
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
