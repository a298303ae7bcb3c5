/** `pulumi up` in a process that can be killed: node up.ts <project folder> <Program as JSON> */
import { CommandError, LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { findPulumi } from "../../tools/pulumi-cli/index.ts";
import { shellResource } from "../support/shell-resource.ts";
import { MADE, type Program } from "./doomed-up.ts";

const [workDir = "", json = ""] = process.argv.slice(2);
const { resource, stays }: Program = JSON.parse(json);
const root = findPulumi()?.root;

const stack = await LocalWorkspace.selectStack(
  {
    stackName: "test",
    projectName: "mail",
    program: async () => {
      if (!resource) return;
      const mail = shellResource(resource.name, resource.args);
      if (!stays) return;
      mail.id.apply(() => console.log(MADE));
      await new Promise(() => {});
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
