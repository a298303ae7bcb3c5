/** `pulumi up` in a process that can be killed: node up.ts <project folder> <inputs as JSON, or null for no resource> */
import { CommandError, LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SmtpEmailProvider, type SmtpEmailProviderArgs } from "pulumi-auth0-smtp";
import { findPulumi } from "../../tools/pulumi-cli/index.ts";

const [workDir = "", inputs = "null"] = process.argv.slice(2);
const args: SmtpEmailProviderArgs | null = JSON.parse(inputs);
const root = findPulumi()?.root;

const stack = await LocalWorkspace.selectStack(
  {
    stackName: "test",
    projectName: "mail",
    program: async () => {
      if (args) new SmtpEmailProvider("mail", args);
    },
  },
  { workDir, pulumiCommand: await PulumiCommand.get(root ? { root } : {}) },
);
const print = (text: string) => process.stdout.write(text);
await stack.up({ onOutput: print, onError: print }).catch((error: unknown) => {
  // What went wrong is in the output.
  if (!(error instanceof CommandError)) throw error;
  process.exitCode = 1;
});
