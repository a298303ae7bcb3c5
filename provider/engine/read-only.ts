import type { Endpoint } from "../auth0/endpoint";
import { providerMissing } from "../lifecycle/provider-failures";
import { toFound } from "../model/state";

type Properties = Record<string, unknown>;

/**
 * `read` for `SmtpEmailProvider.get`. At first it has no outputs, and there must be something to read; at a refresh, what
 * was read before may be gone.
 *
 * @throws SmtpProviderError `PROVIDER_MISSING`
 */
export async function readOnly(endpoint: Endpoint, outputs: Properties) {
  const { domain } = endpoint;
  const remote = await endpoint.get();
  if (remote) return { id: domain, props: { ...toFound(domain, remote) } };
  if (outputs.providerName === undefined) throw providerMissing(domain);
  return { id: "", props: {} };
}
