/** A policy pack as a platform team would write one. @pulumi/policy serves it, and prints the port. */
import { PolicyPack, validateResourceOfType } from "@pulumi/policy";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";

new PolicyPack("acme", {
  policies: [
    {
      name: "own-host",
      description: "Mail goes through a server of ours.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(SmtpEmailProvider, ({ host }, _args, report) => {
        if (!host.endsWith(".acme.com")) report(`${host} is not ours.`);
      }),
    },
  ],
});
