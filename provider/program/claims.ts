import * as pulumi from "@pulumi/pulumi";
import { canonicalDomain } from "../inputs/host";

/** Which resource manages which tenant, by stack: an inline program may run many times in one process. */
const claims = new WeakMap<pulumi.Resource, Map<string, string>>();

/**
 * Notes that the resource `name` manages the tenant `domain`. Two resources for one tenant would undo each other's work
 * at every run, and a delete of one would take the other's mail down.
 *
 * @returns the name of the resource that manages the tenant already, for `check` to refuse; undefined where there is
 * none. Where the domain is known only later, so is this.
 */
export function claimTenant(
  name: string,
  domain: pulumi.Input<string | undefined>,
): pulumi.Input<string | undefined> {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined || domain === undefined) return undefined;
  if (typeof domain === "string") return claim(stack, name, domain);
  return pulumi.output(domain).apply((value) => claim(stack, name, value));
}

function claim(stack: pulumi.Resource, name: string, domain: string | undefined): string | undefined {
  // A value of another type is refused for that.
  if (typeof domain !== "string") return undefined;
  const tenants = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, tenants);
  const tenant = canonicalDomain(domain);
  const holder = tenants.get(tenant);
  if (holder === undefined) tenants.set(tenant, name);
  return holder;
}
