import { type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import { isManaged, readDomain } from "../model/state";
import type { AttachedEngine } from "./attached-engine";
import { importProvider } from "./import";
import { type Properties, packResource, reveal } from "./values";

/**
 * `Read`: a refresh, an import, or what a program reads without managing it (`SmtpEmailProvider.get`). Only an import
 * comes without inputs.
 */
export async function read(engine: AttachedEngine, request: ReadRequest): Promise<ReadResponse> {
  const [state, inputs] = [reveal(request.getProperties()), reveal(request.getInputs())];
  const secrets = new Set([...state.secrets, ...inputs.secrets]);
  if (!request.hasInputs() && !isManaged(state.values)) {
    const imported = await importProvider(engine.run.endpoint(readDomain(request.getId())));
    return answerOf(imported, secrets);
  }
  return answerOf(await engine.resource.read(request.getId(), state.values), secrets);
}

interface Found {
  readonly id: string;
  readonly props: Properties;
  readonly inputs?: Properties;
}

/** Without an id, it is gone. */
function answerOf({ id, props, inputs }: Found, secrets: ReadonlySet<string>): ReadResponse {
  const response = new ReadResponse().setId(id);
  if (id === "") return response;
  return response.setProperties(packResource(props, secrets)).setInputs(packResource(inputs ?? {}, secrets));
}
