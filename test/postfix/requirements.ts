import { spawnSync } from "node:child_process";

/** Debian's packages: Postfix, the program that keeps its accounts, and SASL's LOGIN and PLAIN. */
export const PACKAGES = ["postfix", "sasl2-bin", "libsasl2-modules"] as const;

/** What this machine and its user have. */
export interface Machine {
  readonly isRoot: boolean;
  readonly hasApt: boolean;
  /** Whether all of {@link PACKAGES} are installed. */
  readonly hasPackages: boolean;
}

/** What keeps a Postfix from being started here, in words; undefined where nothing does. */
export function obstacle({ isRoot, hasApt, hasPackages }: Machine): string | undefined {
  if (!isRoot) return "it must be run as root, because only root may start Postfix";
  if (hasPackages || hasApt) return undefined;
  return `Debian's packages ${PACKAGES.join(", ")} are not installed, and there is no apt-get to install them`;
}

export function thisMachine(): Machine {
  const { output } = run("dpkg", ["--status", ...PACKAGES]);
  return {
    isRoot: process.getuid?.() === 0,
    hasApt: run("apt-get", ["--version"]).ok,
    hasPackages: output.match(/^Status: install ok installed$/gm)?.length === PACKAGES.length,
  };
}

/**
 * Installs {@link PACKAGES}. The machine's own Postfix stays without a configuration, and so is not started; a machine
 * that has another mail server keeps it, and then this fails.
 *
 * @returns what went wrong, in words; undefined where nothing did
 */
export function installPackages(): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    run("debconf-set-selections", [], {
      env,
      input: "postfix postfix/main_mailer_type select No configuration\n",
    }),
    run("apt-get", ["update"], { env }),
    run("apt-get", ["install", "--yes", "--no-install-recommends", "--no-remove", ...PACKAGES], { env }),
  ];
  const failed = steps.find(({ ok }) => !ok);
  return (
    failed && `apt-get cannot install Debian's packages ${PACKAGES.join(", ")}:\n${failed.output.trim()}`
  );
}

function run(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; input?: string } = {},
) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", ...options });
  return { ok: status === 0, output: error ? `${command}: ${error.message}` : stdout + stderr };
}
