import { z } from "zod";

/** The type of a property in a Pulumi package schema. */
export interface PropertyType {
  readonly type?: string;
  readonly $ref?: string;
  readonly oneOf?: readonly PropertyType[];
  readonly additionalProperties?: PropertyType;
}

/** A property of a resource, a function or an object. */
export interface Property extends PropertyType {
  readonly description?: string;
  readonly secret?: true;
}

/** A type with a name: an object, or a string that is one of a few. */
export interface NamedType {
  readonly type: "object" | "string";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly value: string }[];
}

type Json = z.core.JSONSchema.BaseSchema;

const ANY = { $ref: "pulumi.json#/Any" };

/** Turns zod schemas into types of a Pulumi package, and gathers those that need a name. */
export class SchemaTypes {
  readonly #named = new Map<string, NamedType>();

  readonly #module: string;

  /** @param module where the types belong: `package:module` */
  constructor(module: string) {
    this.#module = module;
  }

  /** Those that were gathered, by token. */
  get named(): Readonly<Record<string, NamedType>> {
    return Object.fromEntries(this.#named);
  }

  /** @param name what to call a type that needs a name and brings none (`title`) */
  of(schema: z.ZodType, name: string): PropertyType {
    return this.#of(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), capitalised(name));
  }

  #of(json: Json, name: string): PropertyType {
    const { title = name, anyOf, properties, description } = json;
    if (anyOf) return { oneOf: anyOf.map((one) => this.#oneOf(schemaIn(one), title)) };
    if (json.enum) {
      return this.#ref(title, { type: "string", enum: json.enum.map((value) => ({ value: String(value) })) });
    }
    if (properties === undefined) return json.type === "object" ? map() : { type: primitive(json) };
    // Most languages cannot have a field of such a name as X-MSYS_API, and a map keeps it as it is.
    if (!Object.keys(properties).every((key) => /^[a-z]\w*$/i.test(key))) return map();
    return this.#ref(title, {
      type: "object",
      ...(description && { description }),
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, one]) => [key, this.#property(schemaIn(one), title, key)]),
      ),
      ...(json.required && { required: json.required }),
    });
  }

  /** Generators take a choice that has an enum in it for a text, in Go and Java: so texts have no names there. */
  #oneOf(json: Json, name: string): PropertyType {
    return json.enum ? { type: "string" } : this.#of(json, name);
  }

  #property(json: Json, owner: string, key: string): Property {
    const { description } = json;
    return { ...this.#of(json, owner + capitalised(key)), ...(description && { description }) };
  }

  #ref(name: string, type: NamedType): PropertyType {
    const token = `${this.#module}:${name}`;
    this.#named.set(token, type);
    return { ...(type.type === "string" && { type: "string" }), $ref: `#/types/${token}` };
  }
}

function map(): PropertyType {
  return { type: "object", additionalProperties: ANY };
}

/** Where a text may also be written as a number, languages with types have the text. */
function primitive({ type }: Json): string {
  const [first] = [type].flat();
  if (first === undefined) throw new Error("An input's schema does not tell its type.");
  return first;
}

function schemaIn(json: Json | boolean): Json {
  if (typeof json === "boolean") throw new Error("An input's schema holds one that tells no type.");
  return json;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
