import { output } from "@pulumi/pulumi";

/** What @pulumi/pulumi itself makes of an Output that is used as a text. */
export const outputAsText = (): string => output("x").toString();
