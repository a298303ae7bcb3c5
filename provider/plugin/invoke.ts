import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { providerMissing } from "../lifecycle/provider-failures";
import { SmtpProviderError } from "../model/errors";
import { readDomain, toFound } from "../model/state";
import type { AttachedEngine } from "./attached-engine";
import { pack, reveal } from "./values";

const GET = "auth0-smtp:index:getEmailProvider";

/**
 * `getEmailProvider`: what a tenant has, without managing it. One GET.
 *
 * @throws SmtpProviderError `PROVIDER_MISSING`, `INVALID_INPUT`
 */
export async function invoke(engine: AttachedEngine, request: InvokeRequest): Promise<InvokeResponse> {
  if (request.getTok() !== GET) {
    throw new SmtpProviderError("INVALID_INPUT", {
      what: `${JSON.stringify(request.getTok())} is not a function of auth0-smtp.`,
      truth: "Nothing was sent to Auth0.",
      todo: `Call ${GET}.`,
    });
  }
  const { domain } = engine.withDomain(reveal(request.getArgs()).values);
  const endpoint = engine.run.endpoint(readDomain(domain));
  const remote = await endpoint.get();
  if (remote === undefined) throw providerMissing(endpoint.domain);
  return new InvokeResponse().setReturn(pack(toFound(endpoint.domain, remote), new Set()));
}
