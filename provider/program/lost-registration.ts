import type { Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { Peers } from "../run/peers";

/**
 * Tells the provider processes of the run where a resource of the program cannot be registered, because one of its
 * inputs, its parent or what it depends on has failed. Under continueOnError an inline program ends all the same, and
 * the engine goes on to delete what it has not been told of: the delete of this tenant's provider is then refused.
 */
export function tellIfLost(
  resource: pulumi.CustomResource,
  domain: pulumi.Input<string | undefined> | undefined,
): void {
  const [engine, monitor] = [pulumi.runtime.getEngine(), pulumi.runtime.getMonitor()];
  if (!isClient(engine) || !isClient(monitor)) return;
  const address = engine.getChannel().getTarget().replace(/^\w+:/, "");
  // Known once the resource is registered; not known, and not to be known, where that has failed.
  pulumi.isSecret(resource.urn).catch(() => {
    pulumi.output(domain).apply((tenant) => tenant === undefined || tell(address, monitor, tenant));
  });
}

/** The tenants of lost resources, by run: a process may run many programs, and each has a monitor of its own. */
const lost = new WeakMap<Client, { readonly peers: Peers; readonly tenants: Set<string> }>();

function tell(engine: string, monitor: Client, domain: string): void {
  // Loaded only where a registration has failed.
  const { canonicalDomain }: typeof import("../inputs/host") = require("../inputs/host");
  const { Peers }: typeof import("../run/peers") = require("../run/peers");
  const { peers, tenants } = lost.get(monitor) ?? { peers: new Peers(engine), tenants: new Set() };
  lost.set(monitor, { peers, tenants: tenants.add(canonicalDomain(domain)) });
  void peers.serve((asked) =>
    // The process may outlive the run, and a later engine may get the same address.
    isConnected(monitor) && tenants.has(asked) ? new Map([["", "awaited"]]) : new Map(),
  );
}

/** The number of grpc.connectivityState.READY. */
const READY = 2;

function isConnected(client: Client): boolean {
  return client.getChannel().getConnectivityState(false) === READY;
}

/** The SDK's clients are gRPC's, whatever it declares of them; those of a mocked engine are not. */
function isClient(client: unknown): client is Client {
  return typeof client === "object" && client !== null && "getChannel" in client;
}
