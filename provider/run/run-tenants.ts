import type { Peers } from "./peers";
import { type Standing, TenantNotes } from "./standing";

/**
 * The tenants that the resources of one run of the engine manage, whichever provider process serves them. A resource
 * that is renamed or moved without an alias is two to the engine: a create and a delete of one tenant. The delete must
 * not take the mail down, in whatever process and run it comes (decision 0007).
 */
export class RunTenants {
  private readonly own = new TenantNotes();
  private readonly peers: Peers | undefined;

  /** @param peers the other processes of the run; none where this process is alone */
  constructor(peers: Peers | undefined) {
    this.peers = peers;
  }

  /**
   * Notes that the program has a resource for a tenant, and returns the URN of another one that it has for the same;
   * undefined where there is none. Where the resource's own URN is not known, nothing can be said of others.
   *
   * @param recordedHere the state has the resource for this very tenant
   */
  async claim(domain: string, urn: string | undefined, recordedHere: boolean): Promise<string | undefined> {
    this.own.note(domain, urn ?? "", recordedHere ? "live" : "awaited");
    await this.peers?.serve((asked) => this.own.of(asked));
    if (urn === undefined) return undefined;
    const all = await this.standings(domain);
    return [...all.keys()].find((other) => other !== "" && other !== urn);
  }

  /** Makes or adopts the tenant's provider. Until that has succeeded its resource counts as awaited. */
  async whileCreating<T>(domain: string, create: () => Promise<T>): Promise<T> {
    this.own.setAll(domain, "awaited");
    const created = await create();
    this.own.setAll(domain, "live");
    return created;
  }

  /** How the program's resources stand to a tenant: live where one is; undefined where it has none for it. */
  async standing(domain: string): Promise<Standing | undefined> {
    const all = [...(await this.standings(domain)).values()];
    return all.includes("live") ? "live" : all[0];
  }

  private async standings(domain: string): Promise<ReadonlyMap<string, Standing>> {
    const all = new Map(this.own.of(domain));
    for (const theirs of (await this.peers?.ask(domain)) ?? []) {
      for (const [urn, standing] of theirs) if (all.get(urn) !== "live") all.set(urn, standing);
    }
    return all;
  }
}
