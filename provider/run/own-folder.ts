import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The folder for the sockets of this user's processes, which nobody else can enter.
 *
 * @throws an error where there can be none: no place to write, or somebody else has taken the name
 */
export function ownFolder(): string {
  const user = process.getuid?.();
  const folder = join(tmpdir(), `pulumi-auth0-smtp-${user ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const isOurs = user === undefined || (stat.uid === user && (stat.mode & 0o077) === 0);
  if (!stat.isDirectory() || !isOurs) throw new Error("The folder for sockets is not this user's own.");
  return folder;
}
