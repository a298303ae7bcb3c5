import { CustomResource, type CustomResourceOptions, type Output } from "@pulumi/pulumi";

/**
 * A resource that makes `value` out of `text`: so that nobody knows it before the resource is there, nor while it is
 * updated, which a new `turn` has it be.
 */
export class Late extends CustomResource {
  declare readonly value: Output<string>;

  constructor(name: string, text: string | undefined, turn = 0) {
    super("pulumi-nodejs:dynamic:Resource", name, { text, turn, value: undefined, __provider: PROVIDER });
  }
}

const PROVIDER =
  "const made = ({ text = null, turn }) => ({ text, turn, value: text });" +
  "exports.handler = () => ({ create: async (news) => ({ id: 'late', outs: made(news) })," +
  "diff: async (_, olds, news) => ({ changes: olds.turn !== news.turn })," +
  "update: async (_, __, news) => ({ outs: made(news) }) })";

/** A resource that cannot be made, so that nothing which depends on it can be. */
export class Failing extends CustomResource {
  declare readonly value: Output<string>;

  constructor(name: string, opts?: CustomResourceOptions) {
    super("pulumi-nodejs:dynamic:Resource", name, { value: undefined, __provider: FAILING }, opts);
  }
}

const FAILING = "exports.handler = () => ({ create: async () => { throw new Error('It cannot be made.') } })";
