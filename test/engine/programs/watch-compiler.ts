// Imported first: before @pulumi/pulumi takes hold of the compiler, which it loads in any case.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const shim = require.resolve("@pulumi/pulumi/typescript-shim.js");
const compiler: object = require(shim);

/** Whether the TypeScript compiler was put to work. */
export const compilerUse = { seen: false };

Object.assign(require.cache[shim] ?? {}, {
  exports: new Proxy(compiler, {
    get(target, name) {
      compilerUse.seen = true;
      return Reflect.get(target, name);
    },
  }),
});
