// Run by a test in a process of its own: previews a program of one resource, and prints which of our libraries were
// loaded for it, and whether the TypeScript compiler, which @pulumi/pulumi loads in any case, was put to work. With the
// argument "serialised" the resource is one whose provider Pulumi serialises, as a comparison.
import "./watch-compiler.ts";
import { createRequire } from "node:module";
import { dynamic } from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";
import { startEmulator } from "../../emulator/index.ts";
import { PulumiProject } from "../../support/pulumi-project.ts";
import { compilerUse } from "./watch-compiler.ts";

class Serialised extends dynamic.Resource {
  constructor(name: string) {
    super({ create: async () => ({ id: "id" }) }, name, {});
  }
}

const auth0 = await startEmulator();
const project = await PulumiProject.create(auth0, async () => {
  if (process.argv[2] === "serialised") {
    new Serialised("serialised");
  } else {
    new SmtpEmailProvider("mail", {
      domain: "acme.eu.auth0.com",
      from: "no-reply@acme.com",
      host: "smtp.acme.com",
      username: "acme",
      password: "pw-1",
    });
  }
});
const { ok, output } = await project.preview();
await project.remove();
await auth0.close();
if (!ok) throw new Error(output);

const files = Object.keys(createRequire(import.meta.url).cache);
const libraries = ["auth0", "nodemailer"].filter((name) =>
  files.some((file) => file.includes(`/node_modules/${name}/`)),
);
console.log(JSON.stringify({ libraries, compilerUsed: compilerUse.seen }));
