import { isDeepStrictEqual } from "node:util";
import { CheckFailure, type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Program } from "../inputs/program";
import type { CheckFailure as Failure } from "../model/check";
import type { AttachedEngine } from "./attached-engine";
import { packResource, type Revealed, reveal } from "./values";

/** `Check`: the inputs with their defaults, and what is wrong with them. */
export async function check(engine: AttachedEngine, request: CheckRequest): Promise<CheckResponse> {
  const [olds, news] = [reveal(request.getOlds()), reveal(request.getNews())];
  const { inputs, failures } = await engine.resource.check(
    olds.values,
    engine.withDomain(news.values),
    programOf(request.getUrn(), olds, news),
  );
  return checked(packResource(inputs, news.secrets), failures);
}

/** The answer of a check, of a resource or of the provider's config. */
export function checked(inputs: Struct, failures: readonly Failure[]): CheckResponse {
  return new CheckResponse()
    .setInputs(inputs)
    .setFailuresList(
      failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
    );
}

/**
 * What the dynamic resource needs a hidden input for comes with the request: the URN, and which values are secrets.
 * Whether `ignoreChanges` has filled the password in is told by `Diff` and `Update`, and judged there.
 */
function programOf(urn: string, olds: Revealed, news: Revealed): Program {
  const mayBeFilled =
    news.values.passwordFrom !== undefined && isDeepStrictEqual(news.values.password, olds.values.password);
  return {
    gavePassword: (arrived) => arrived !== undefined && !mayBeFilled,
    isPasswordWithheld: () => false,
    secrets: news.secrets,
    secretsOf: () => olds.secrets,
    recordsSecrets: false,
    urn,
  };
}
