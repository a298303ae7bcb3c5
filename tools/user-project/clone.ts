import { cp, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Copies these files and folders of the repository to a temporary folder, beside the installed packages: a clone to run
 * projects in, since Pulumi writes to a project's folder.
 *
 * @returns the folder; whoever asked for it removes it
 */
export async function cloneWith(...paths: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "auth0-smtp-clone-"));
  for (const path of paths) {
    await cp(join(ROOT, path), join(folder, path), {
      recursive: true,
      filter: (source) => basename(source) !== "node_modules",
    });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return folder;
}
