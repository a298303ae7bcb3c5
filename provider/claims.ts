import * as pulumi from "@pulumi/pulumi";
import { explain } from "./errors";
import { canonicalDomain } from "./inputs/host";

/** Which resource manages which tenant, by stack: an inline program may run many times in one process. */
const claims = new WeakMap<pulumi.Resource, Map<string, string>>();

/**
 * Notes that the resource `name` manages the tenant `domain`. Two resources for one tenant would undo each other's work
 * at every run, and a delete of one would take the other's mail down.
 *
 * @returns the domain, for use as an input: where it is known only later, so is the clash
 * @throws RunError `DUPLICATE_DOMAIN`
 */
export function claimTenant(
  name: string,
  domain: pulumi.Input<string> | undefined,
): pulumi.Input<string> | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined || domain === undefined) return domain;
  if (typeof domain === "string") return claim(stack, name, domain);
  return pulumi.output(domain).apply((value) => claim(stack, name, value));
}

function claim(stack: pulumi.Resource, name: string, domain: string): string {
  // A value of another type is for `check` to refuse.
  if (typeof domain !== "string") return domain;
  const tenants = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, tenants);
  const tenant = canonicalDomain(domain);
  const other = tenants.get(tenant);
  if (other !== undefined) throw duplicate(domain, other, name);
  tenants.set(tenant, name);
  return domain;
}

function duplicate(domain: string, one: string, other: string): pulumi.RunError {
  return new pulumi.RunError(
    explain("DUPLICATE_DOMAIN", {
      what: `The resources "${one}" and "${other}" of this stack both manage the tenant ${domain}.`,
      truth: "Nothing was sent to Auth0 for the second.",
      todo: "A tenant has one e-mail provider: keep one of the two.",
    }),
  );
}
