/** What became of a resource of this run that is to manage a tenant. */
export type Takeover = "managed" | "failed";

/**
 * The tenants that resources of this run's program manage, so that the delete of another resource for the same tenant
 * (one that was renamed or moved, in this run or in one that never got to its deletes) does not take the mail down.
 */
export class Takeovers {
  private readonly tenants = new Map<unknown, Takeover>();

  /** The program has a resource that is recorded for this tenant, and is to stay there. */
  kept(domain: unknown): void {
    this.tenants.set(domain, "managed");
  }

  /** The program has a resource for this tenant that is at fault, and so will never be made. */
  refused(domain: unknown): void {
    if (!this.tenants.has(domain)) this.tenants.set(domain, "failed");
  }

  /** Makes or adopts the tenant's provider. Until that has succeeded it counts as failed. */
  async taken<T>(domain: string, create: () => Promise<T>): Promise<T> {
    this.tenants.set(domain, "failed");
    const created = await create();
    this.tenants.set(domain, "managed");
    return created;
  }

  /** What became of the tenant's other resource; undefined where the program has none. */
  of(domain: string): Takeover | undefined {
    return this.tenants.get(domain);
  }
}
