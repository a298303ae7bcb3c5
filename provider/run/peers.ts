import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ownFolder } from "./own-folder";
import { listen, question } from "./socket";
import type { Standings } from "./standing";
import { sweep } from "./sweep";

/** What one process says when it is asked about a tenant. */
export type Respond = (domain: string) => Standings;

/**
 * The other processes of a run of the engine, as far as they know something of tenants. Each listens on a socket of its
 * own, in a folder that is named by the engine's address, which all of them are given; whoever wants to know something
 * asks every socket there. So what a process remembers dies with it, and a later engine that gets the same address finds
 * nobody who answers.
 *
 * A question is a tenant's domain, an answer names resources: nothing secret, and no other user can ask.
 */
export class Peers {
  private readonly engine: string;
  private readonly own = `${process.pid}-${randomUUID().slice(0, 8)}`;
  private served: Promise<boolean> | undefined;

  /** @param engine the engine's address, `host:port` */
  constructor(engine: string) {
    this.engine = engine.replace(/[^\w.]/g, "_");
  }

  /**
   * Answers the others' questions from now on.
   *
   * @returns false where this machine has no folder for it: then the others do not see this process
   */
  serve(respond: Respond): Promise<boolean> {
    this.served ??= this.listen(respond);
    return this.served;
  }

  /** What the others know of a tenant. The socket of a process that has ended is removed. */
  async ask(domain: string): Promise<readonly Standings[]> {
    const answers = await Promise.all(this.others().map((path) => question(path, domain)));
    return answers.flatMap((answer) => answer ?? []);
  }

  private others(): string[] {
    try {
      const folder = join(ownFolder(), this.engine);
      const names = readdirSync(folder).filter((name) => name !== this.own);
      return names.map((name) => join(folder, name));
    } catch {
      // There is no such folder: no process of this run has anything to tell.
      return [];
    }
  }

  private async listen(respond: Respond): Promise<boolean> {
    try {
      const folder = join(ownFolder(), this.engine);
      const path = join(folder, this.own);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      await listen(path, respond);
      process.once("exit", () => rmSync(path, { force: true }));
      void sweep(ownFolder());
      return true;
    } catch {
      return false;
    }
  }
}
