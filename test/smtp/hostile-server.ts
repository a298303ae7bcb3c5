import { once } from "node:events";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TLSSocket } from "node:tls";
import type { Identity } from "./certificates.ts";
import { type Running, startRaw } from "./servers.ts";

/** What a good server answers, stage by stage; `tls` is the handshake. */
const ANSWERS = {
  greet: "220 mail ready",
  hello: "250-mail\r\n250 STARTTLS",
  starttls: "220 go ahead",
  tls: "",
  offer: "250-mail\r\n250 AUTH LOGIN",
  auth: "334 VXNlcm5hbWU6",
  username: "334 UGFzc3dvcmQ6",
  password: "235 welcome",
  mail: "250 ok",
  rcpt: "250 ok",
  rset: "250 ok",
  quit: "221 bye",
} as const;

export type Stage = keyof typeof ANSWERS;
export const STAGES = Object.keys(ANSWERS).filter((name): name is Stage => name in ANSWERS);

/** What a bad one does instead. It calls `waiting` when only the client's deadline can end the matter. */
export type Misdeed = (socket: Socket, waiting: () => void) => void | Promise<void>;

const say = (words: string) => (socket: Socket) => void socket.write(words);

function flood(chunk: string): Misdeed {
  const forever = function* () {
    for (;;) yield chunk;
  };
  return (socket) => pipeline(Readable.from(forever()), socket);
}

export const MISDEEDS = {
  hangs: (_socket, waiting) => waiting(),
  closes: (socket) => void socket.end(),
  resets: (socket) => void socket.resetAndDestroy(),
  "drips byte by byte": async (socket, waiting) => {
    for (let bytes = 0; !socket.destroyed; bytes++) {
      socket.write("2");
      if (bytes === 3) waiting();
      await new Promise((done) => setImmediate(done));
    }
  },
  "sends a line without an end": flood("2".repeat(16_384)),
  "sends blank lines for ever": flood("\r\n".repeat(8_192)),
  "goes on with its answer for ever": flood("250-and another thing\r\n".repeat(700)),
  "repeats its answer for ever": flood("250 ok\r\n".repeat(2_000)),
  "sends a line of 1 MB": say(`250 ${"x".repeat(1_048_576)}\r\n`),
  "does not speak SMTP": say("HTTP/1.1 400 Bad Request\r\n\r\n"),
  "sends random bytes": say("\u0000\u001b\u0007\u00ff\u0000\r\n\u0000\r\n"),
  "begins a TLS record and stops": (socket, waiting) => {
    socket.write(Buffer.from("16030300ff0d0a", "hex"));
    waiting();
  },
  "answers everything with the wrong code": async (socket) => {
    for (;;) {
      socket.write("354 start mail input\r\n");
      await once(socket, "data");
    }
  },
  "answers with a code out of range": say("999 no such code\r\n"),
} as const satisfies Record<string, Misdeed>;

export interface Hostile extends Running {
  /** What the client said before TLS, and after. */
  readonly heard: { readonly plain: string[]; readonly secured: string[] };
  /** Settles when the misdeed waits for the client's deadline. */
  readonly waiting: Promise<void>;
}

/** A good server up to a stage, where it misbehaves. */
export async function startHostile(identity: Identity, at: Stage, misdeed: Misdeed): Promise<Hostile> {
  const heard = { plain: [] as string[], secured: [] as string[] };
  let wait = () => {};
  const waiting = new Promise<void>((resolve) => {
    wait = resolve;
  });
  const running = await startRaw(async (plain) => {
    let line = plain;
    for (const stage of STAGES) {
      // The client speaks first but for the greeting. A ClientHello that is to be answered is TLSSocket's to read.
      if (stage !== "greet" && (stage !== "tls" || at === "tls")) {
        const [command] = await once(line, "data");
        (line === plain ? heard.plain : heard.secured).push(String(command));
      }
      if (stage === at) return await misdeed(line, wait);
      if (stage === "tls") line = await secure(plain, identity);
      else line.write(`${ANSWERS[stage]}\r\n`);
    }
  });
  return { ...running, heard, waiting };
}

async function secure(plain: Socket, { key, pem }: Identity): Promise<Socket> {
  const secured = new TLSSocket(plain, { isServer: true, key, cert: pem });
  secured.on("error", () => {});
  await once(secured, "secure");
  return secured;
}
