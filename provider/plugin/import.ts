import { isDeepStrictEqual } from "node:util";
import type { Endpoint } from "../auth0/endpoint";
import { SERVER_INPUTS } from "../inputs/names";
import { withFact } from "../inputs/table";
import { notSmtp, providerMissing } from "../lifecycle/provider-failures";
import { readKnown, toFound, toInputs } from "../model/state";

/**
 * `pulumi import`: the tenant's provider as a resource that is managed from now on. The password cannot be read, and need
 * not be there as long as host, port and username stay: those are recorded as inputs, for the password rule. What else has
 * its default is left out of the code that Pulumi writes.
 *
 * @throws SmtpProviderError `PROVIDER_MISSING` where there is none, `PROVIDER_EXISTS` where it is not SMTP
 */
export async function importProvider(endpoint: Endpoint) {
  const { domain } = endpoint;
  const remote = await endpoint.get();
  if (remote === undefined) throw providerMissing(domain);
  if (remote.kind !== "smtp") throw notSmtp(domain, remote);
  const defaults = Object.fromEntries(withFact("default"));
  const outputs = readKnown({ ...defaults, ...toFound(domain, remote) });
  const inputs = Object.entries(toInputs(outputs)).filter(
    ([name, value]) => isServer(name) || !(name in defaults && isDeepStrictEqual(value, defaults[name])),
  );
  return { id: domain, props: { ...outputs }, inputs: Object.fromEntries(inputs) };
}

function isServer(name: string): boolean {
  return SERVER_INPUTS.some((input) => input === name);
}
