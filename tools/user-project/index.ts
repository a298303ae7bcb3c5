/**
 * A Pulumi project as its users have it, run by the CLI's own commands: for the demo, the bench and the tests of
 * examples and package. (`test/support/pulumi-project.ts` runs programs that are functions of a test.)
 *
 * @module
 */
export { cloneWith } from "./clone.ts";
export { type CommandResult, UserProject } from "./user-project.ts";
