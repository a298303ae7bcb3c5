import { once } from "node:events";
import type { Socket } from "node:net";
import { type ConnectionOptions, connect as startTls, type TLSSocket } from "node:tls";
import { ConnectionProblemError } from "./connection-problem";

/** An SMTP reply (RFC 5321 §4.2): the code once, and the text of each line. */
export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** The longest reply that is read, in bytes. RFC 5321 §4.5.3.1.5 allows 512 a line; real ones have a few lines. */
const REPLY_MAX = 65_536;

/**
 * The client's half of an SMTP conversation over a connected socket. What the server says unasked is no answer:
 * RFC 3207 §6 forbids to take up anything that came in plain text before TLS, and no extension that would allow
 * answers ahead of their questions is used.
 */
export class Dialogue {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<unknown>;
  #unread = "";

  constructor(socket: Socket) {
    this.#socket = socket;
    // Reading reports errors; one that comes while nobody reads must not end the process.
    socket.on("error", () => {});
    this.#chunks = socket.iterator({ destroyOnReturn: false });
  }

  /** Sends one command and reads its reply. @throws ConnectionProblemError; or the socket's own error. */
  async ask(command: string): Promise<Reply> {
    if (/[\r\n\0]/.test(command)) throw new Error("A command is one line.");
    this.#refuseUnasked();
    this.#socket.write(`${command}\r\n`);
    return await this.reply();
  }

  /** Reads one reply, whole. @throws ConnectionProblemError; or the socket's own error. */
  async reply(): Promise<Reply> {
    const lines: string[] = [];
    for (let size = 0; ; ) {
      const line = await this.#line(REPLY_MAX - size);
      size += line.length + 1;
      const [, code, more, text] = /^([2-5]\d\d)(?:([ -])(.*))?$/s.exec(line) ?? [];
      if (code === undefined) throw new ConnectionProblemError({ kind: "malformed", line: decode(line) });
      lines.push(decode(text ?? ""));
      if (more !== "-") return { code: Number(code), lines };
    }
  }

  /** Says QUIT and leaves, once that is sent: the server's farewell would tell nothing more. */
  quit(): Promise<void> {
    return new Promise((done) => this.#socket.end("QUIT\r\n", () => done()));
  }

  /** Turns the connection to TLS. The dialogue goes on in a new one over the socket that this returns. */
  async secure(options: ConnectionOptions, signal: AbortSignal): Promise<TLSSocket> {
    this.#refuseUnasked();
    await this.#chunks.return?.();
    const socket = startTls({ ...options, socket: this.#socket });
    await once(socket, "secureConnect", { signal });
    return socket;
  }

  #refuseUnasked(): void {
    if (this.#unread !== "" || this.#socket.readableLength > 0)
      throw new ConnectionProblemError({ kind: "unasked" });
  }

  async #line(room: number): Promise<string> {
    for (;;) {
      const end = this.#unread.indexOf("\n");
      if (end > room || (end < 0 && this.#unread.length > room))
        throw new ConnectionProblemError({ kind: "oversized" });
      if (end >= 0) {
        const line = this.#unread.slice(0, end).replace(/\r$/, "");
        this.#unread = this.#unread.slice(end + 1);
        return line;
      }
      const { done, value } = await this.#chunks.next();
      if (done || !Buffer.isBuffer(value)) throw new ConnectionProblemError({ kind: "closed" });
      this.#unread += value.toString("latin1");
    }
  }
}

/** Bytes are kept one a character until a line is whole, so that no UTF-8 sequence is cut in two. */
function decode(line: string): string {
  return Buffer.from(line, "latin1").toString("utf8");
}
