import { type Style, styleFor } from "../report/style";

/** What the command line takes from its process. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly style: Style;
  /** Standard output: the result, and nothing else. */
  readonly print: (text: string) => Promise<void>;
  /** Standard error: progress and errors. */
  readonly say: (text: string) => Promise<void>;
  /** Asks for a secret without showing it; undefined where nobody can be asked, or nothing was answered. */
  readonly askSecret: (question: string) => Promise<string | undefined>;
}

export const ownTerminal: Terminal = {
  env: process.env,
  style: styleFor(process.stdout),
  print: (text) => written(process.stdout, text),
  say: (text) => written(process.stderr, `${text}\n`),
  async askSecret(question) {
    const [input, output] = [process.stdin, process.stderr];
    if (!input.isTTY || !output.isTTY) return undefined;
    const { default: password } = await import("@inquirer/password");
    return (await password({ message: question, toggleMask: false }, { input, output })) || undefined;
  },
};

/** Written out, so that the process may end. A reader that has gone away (`| head -1`) is no error. */
function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((done) => stream.write(text, () => done()));
}
