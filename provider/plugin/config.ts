import { isDeepStrictEqual } from "node:util";
import {
  type CheckRequest,
  type CheckResponse,
  type ConfigureRequest,
  type DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { explain } from "../model/errors";
import { checked } from "./check";
import { CONFIG, isConfigKey, SECRET_CONFIG } from "./config-keys";
import { pack, reveal } from "./values";

/** What the engine itself puts among a provider's inputs. */
const ENGINES_OWN = new Set([
  "version",
  "pluginDownloadURL",
  "pluginChecksums",
  "parameterization",
  "envVarMappings",
]);

/** `CheckConfig`: refuses keys that are none, and marks the secret ones. What is in them is judged when it is needed. */
export function checkConfig(request: CheckRequest): CheckResponse {
  const { values, secrets } = reveal(request.getNews());
  const unknown = Object.keys(values).filter(
    (key) => !isConfigKey(key) && !ENGINES_OWN.has(key) && !key.startsWith("__"),
  );
  return checked(
    pack(values, new Set([...secrets, ...SECRET_CONFIG])),
    unknown.map((key) => ({
      property: "",
      reason: explain("INVALID_INPUT", {
        what: `${JSON.stringify(key)} is not a key of the config auth0-smtp.`,
        truth: "Nothing was sent to Auth0.",
        todo: `The keys are ${CONFIG.join(", ")}.`,
      }),
    })),
  );
}

/** `DiffConfig`: other credentials replace nothing. */
export function diffConfig(request: DiffRequest): DiffResponse {
  const isSame = isDeepStrictEqual(reveal(request.getOlds()).values, reveal(request.getNews()).values);
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  return new DiffResponse().setChanges(isSame ? DIFF_NONE : DIFF_SOME);
}

/** The config of `Configure`, as texts. Lists of tenants may come as an object. */
export function configOf(request: ConfigureRequest): Readonly<Record<string, string>> {
  const { values } = reveal(request.getArgs());
  return Object.fromEntries(
    Object.entries(values)
      .filter(([key]) => isConfigKey(key))
      .map(asText),
  );
}

function asText([key, value]: [string, unknown]): readonly [string, string] {
  return [key, typeof value === "string" ? value : JSON.stringify(value)];
}
