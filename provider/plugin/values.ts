import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN } from "../inputs/unknown";

export type Properties = Record<string, unknown>;

/** Properties as the engine sent them: their values in plain text, and the names of those that are or hold secrets. */
export interface Revealed {
  readonly values: Properties;
  readonly secrets: ReadonlySet<string>;
}

/** The key and the signatures by which the engine's protocol marks what is not a plain value. */
const KIND = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What stands in for a value that is not known yet, by the type that it will have. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Reads properties off the wire. What has no value is left out. */
export function reveal(struct: Struct | undefined): Revealed {
  const secrets = new Set<string>();
  const entries = Object.entries(struct?.toJavaScript() ?? {}).map(
    ([name, value]) => [name, plain(value, () => secrets.add(name))] as const,
  );
  return {
    values: Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null)),
    secrets,
  };
}

function plain(value: unknown, onSecret: () => void): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, onSecret));
  if (!isProperties(value)) return value;
  if (value[KIND] === SECRET || value[KIND] === OUTPUT) {
    if (value[KIND] === SECRET || value.secret === true) onSecret();
    return plain("value" in value ? value.value : UNKNOWN, onSecret);
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, onSecret)]));
}

/** A resource's properties on the wire. The password is a secret, whether the program marked it or not. */
export function packResource(values: Readonly<Properties>, secrets: ReadonlySet<string>): Struct {
  return pack(values, new Set([...secrets, "password"]));
}

/** Puts properties on the wire. Those of these names are marked as secrets, whole. */
export function pack(values: Readonly<Properties>, secrets: ReadonlySet<string>): Struct {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  const marked = entries.map(([name, value]) => [
    name,
    secrets.has(name) ? { [KIND]: SECRET, value: asJson(value) } : asJson(value),
  ]);
  return Struct.fromJavaScript(Object.fromEntries(marked));
}

/** Without what has no value: a `Struct` has no place for it. */
function asJson(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}

function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null;
}
