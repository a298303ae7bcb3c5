import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The repository as it is now, committed or not. */
const ROOT = join(import.meta.dirname, "../..");

/** A throw-away copy of the repository, so that no mutation ever touches the real one. */
export async function copyRepository(): Promise<{
  readonly root: string;
  readonly remove: () => Promise<void>;
}> {
  const root = await mkdtemp(join(tmpdir(), "mutation-"));
  const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], { cwd: ROOT });
  const files = listed.toString().split("\0").filter(Boolean);
  await Promise.all(files.map((file) => cp(join(ROOT, file), join(root, file)).catch(ignoreDeleted)));
  await linkModules(root);
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** All modules are the real ones, but the package itself is the copy's. */
async function linkModules(root: string): Promise<void> {
  const [from, to] = [join(ROOT, "node_modules"), join(root, "node_modules")];
  await mkdir(to);
  const names = (await readdir(from)).filter((name) => name !== "pulumi-auth0-smtp" && name !== ".vite");
  await Promise.all(names.map((name) => symlink(join(from, name), join(to, name))));
  await symlink("..", join(to, "pulumi-auth0-smtp"));
}

/** Git lists what is deleted and not yet committed, too. */
function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
