import type { z } from "zod";
import { INPUT_NAMES, type InputName } from "../inputs/names";
import { PREFLIGHT_FORM } from "../inputs/preflight";
import { factsOf, INPUTS, READABLE, withFact } from "../inputs/table";
import { CONFIG, CONFIG_FACTS, SECRET_CONFIG } from "./config-keys";
import { LANGUAGES } from "./schema-languages";
import { type Property, SchemaTypes } from "./schema-types";

const MODULE = "auth0-smtp:index";

/** What a value looks like, for inputs whose own schema judges without telling. */
const FORMS: Readonly<Partial<Record<InputName, z.ZodType>>> = { preflight: PREFLIGHT_FORM };

const PROVIDER_NAME: Property = {
  type: "string",
  description: 'The provider that Auth0 has: "smtp", or another after drift.',
};

/** The schema of the Pulumi package, out of the table of inputs. */
export function packageSchema(version: string): object {
  const types = new SchemaTypes(MODULE);
  const inputs = Object.fromEntries(INPUT_NAMES.map((name) => [name, propertyOf(name, types)]));
  const config = Object.fromEntries(CONFIG.map((key) => [key, configProperty(key)]));
  return {
    name: "auth0-smtp",
    displayName: "Auth0 SMTP",
    version,
    description: "An Auth0 tenant's SMTP e-mail provider.",
    keywords: ["pulumi", "auth0", "smtp", "email", "category/utility", "kind/native"],
    license: "Apache-2.0",
    publisher: "pulumi-auth0-smtp",
    // With supportPack, the generated SDKs are whole packages: for Go, with a go.mod.
    meta: { moduleFormat: "(.*)", supportPack: true },
    config: { variables: config },
    provider: {
      description:
        "Credentials for the Auth0 Management API. The environment (AUTH0_DOMAIN, AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET and " +
        "others) comes before these, and is kept nowhere; these are kept in the state, the secret ones encrypted.",
      inputProperties: config,
    },
    resources: {
      [`${MODULE}:SmtpEmailProvider`]: {
        description: "An Auth0 tenant's SMTP e-mail provider. Its id is the tenant's domain.",
        inputProperties: Object.fromEntries(
          INPUT_NAMES.map((name) => [name, { ...inputs[name], ...inputOnly(name, inputs[name]) }]),
        ),
        requiredInputs: withFact("required")
          .map(([name]) => name)
          .filter((name) => !factsOf(name).configured),
        properties: { ...inputs, providerName: PROVIDER_NAME },
        required: [
          ...INPUT_NAMES.filter((name) => factsOf(name).required || factsOf(name).default !== undefined),
          "providerName",
        ],
      },
    },
    functions: { [`${MODULE}:getEmailProvider`]: getEmailProvider(inputs) },
    types: types.named,
    language: LANGUAGES,
  };
}

function getEmailProvider({ domain, ...others }: Readonly<Record<string, Property>>): object {
  const read = INPUT_NAMES.filter((name) => name in READABLE);
  return {
    description:
      "What e-mail provider a tenant has, of whatever kind, without managing it. Host, port and user name are SMTP's.",
    inputs: { properties: { domain } },
    outputs: {
      properties: {
        domain,
        providerName: PROVIDER_NAME,
        ...Object.fromEntries(read.map((name) => [name, others[name]])),
      },
      required: ["domain", "providerName", "from", "enabled"],
    },
  };
}

function propertyOf(name: InputName, types: SchemaTypes): Property {
  const { meaning, secret } = factsOf(name);
  const description = `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
  return { ...types.of(FORMS[name] ?? INPUTS[name], name), description, ...(secret && { secret }) };
}

/** What holds for an input, and not for the output of the same name. */
function inputOnly(name: InputName, { oneOf, description }: Property = {}): object {
  const { replaces, default: otherwise } = factsOf(name);
  if (replaces) return { willReplaceOnChanges: true };
  if (otherwise === undefined) return {};
  // A schema has no default where there are several types.
  return oneOf
    ? { description: `${description} Default: ${JSON.stringify(otherwise)}.` }
    : { default: otherwise };
}

function configProperty(key: (typeof CONFIG)[number]): Property {
  const { meaning: description } = CONFIG_FACTS[key];
  return { type: "string", description, ...(SECRET_CONFIG.has(key) && { secret: true }) };
}
