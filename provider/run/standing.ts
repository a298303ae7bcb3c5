/**
 * How a resource of the program stands to its tenant in this run:
 * - `"awaited"`: the program has it, and it is not there yet, or cannot be made;
 * - `"live"`: it is recorded for the tenant and stays, or it has been created.
 */
export type Standing = "awaited" | "live";

/** The resources of a tenant, by URN; the URN is `""` where the provider was not told it. */
export type Standings = ReadonlyMap<string, Standing>;

/** What one process of a run knows of the tenants that the program's resources manage. Pure memory. */
export class TenantNotes {
  private readonly byTenant = new Map<string, Map<string, Standing>>();

  /** Notes a resource. A resource that is live already stays so: the engine may check it more than once. */
  note(domain: string, urn: string, standing: Standing): void {
    const resources = this.byTenant.get(domain) ?? new Map<string, Standing>();
    this.byTenant.set(domain, resources);
    if (resources.get(urn) !== "live") resources.set(urn, standing);
  }

  /** Sets every resource that is noted for a tenant: `create` is not told which one it makes. */
  setAll(domain: string, standing: Standing): void {
    const urns = this.byTenant.get(domain)?.keys() ?? [""];
    this.byTenant.set(domain, new Map([...urns].map((urn) => [urn, standing])));
  }

  of(domain: string): Standings {
    return this.byTenant.get(domain) ?? new Map();
  }
}
