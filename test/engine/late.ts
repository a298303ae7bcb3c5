import { CustomResource, type Output } from "@pulumi/pulumi";

/** A resource that makes `value` out of `text`: so that nobody knows it before the resource is there. */
export class Late extends CustomResource {
  declare readonly value: Output<string>;

  constructor(name: string, text: string | undefined) {
    super("pulumi-nodejs:dynamic:Resource", name, { text, value: undefined, __provider: PROVIDER });
  }
}

const PROVIDER =
  "exports.handler = () => ({ create: async ({ text = null }) => ({ id: 'late', outs: { text, value: text } }) })";
