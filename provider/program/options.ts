import * as pulumi from "@pulumi/pulumi";
import { canonicalDomain } from "../inputs/host";
import { explain } from "../model/errors";

/** @throws RunError `INVALID_INPUT`: the engine itself would stop with a stack that says nothing of the cause */
export function refuseImport(opts: pulumi.CustomResourceOptions): void {
  if (opts.import === undefined) return;
  throw new pulumi.RunError(
    explain("INVALID_INPUT", {
      what: "opts.import is set, and Pulumi cannot import dynamic resources.",
      truth: "Nothing was sent to Auth0.",
      todo:
        'Take opts.import out. To manage the provider that the tenant has, set onExisting: "adopt"; to read it only, use ' +
        "SmtpEmailProvider.get.",
    }),
  );
}

/**
 * The id of a tenant's resource, so that it is the same for all spellings of the domain. What is none is left for the
 * provider to refuse, which takes no program down.
 */
export function idOf(domain: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi
    .output(domain)
    .apply((value) => (typeof value === "string" && value !== "" ? canonicalDomain(value) : "undefined"));
}
