import {
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { AttachedEngine } from "./attached-engine";
import { refuseIgnored } from "./diff";
import { type Properties, packResource, reveal } from "./values";

/** `Create`. A preview makes no request, and shows what would be. */
export async function create(engine: AttachedEngine, request: CreateRequest): Promise<CreateResponse> {
  const { values, secrets } = reveal(request.getProperties());
  if (request.getPreview()) return new CreateResponse().setProperties(packResource(planned(values), secrets));
  const { id, outs } = await engine.resource.create(values, secrets);
  return new CreateResponse().setId(id).setProperties(packResource(outs, secrets));
}

/** `Update`. A preview makes no request, and shows what would be. */
export async function update(engine: AttachedEngine, request: UpdateRequest): Promise<UpdateResponse> {
  const [known, wanted] = [reveal(request.getOlds()), reveal(request.getNews())];
  refuseIgnored(request, wanted);
  if (request.getPreview())
    return new UpdateResponse().setProperties(packResource(planned(wanted.values), wanted.secrets));
  const { outs } = await engine.resource.update(request.getId(), known.values, wanted.values, wanted.secrets);
  return new UpdateResponse().setProperties(packResource(outs, wanted.secrets));
}

/** `Delete`. */
export async function remove(engine: AttachedEngine, request: DeleteRequest): Promise<void> {
  await engine.resource.delete(request.getId(), reveal(request.getProperties()).values);
}

function planned(inputs: Properties): Properties {
  return { ...inputs, providerName: "smtp" };
}
