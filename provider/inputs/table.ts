import { z } from "zod";
import { canonicalDomain, problemWithDomain, problemWithHost } from "./host";
import { MAILBOX_MAX, problemWithMailbox } from "./mailbox";
import { INPUT_NAMES, type InputName } from "./names";
import { passwordFrom } from "./password-from";
import { preflight } from "./preflight";
import { judged, line, oneOf, secretLine } from "./schemas";
import { type Settings, settings } from "./settings";
import { kindOf } from "./text";
import { verify } from "./verify";

/** The longest password that is passed on, in characters. Services' API keys are far below. */
export const PASSWORD_MAX = 4096;

/** What there is to say of an input beside its schema. */
export interface InputFacts {
  /** A line on it for the documents. */
  readonly meaning: string;
  /** Its value where the program gives none. */
  readonly default?: unknown;
  /** It must be given: what to say where it is not. */
  readonly required?: string;
  /** Its value is never shown. */
  readonly secret?: true;
  /** A change makes another resource of it: the tenant is its identity. */
  readonly replaces?: true;
  /** Where the program gives none, the config or the environment may. */
  readonly configured?: true;
}

const FACTS = z.registry<InputFacts>();

function input<T extends z.ZodType>(facts: InputFacts, schema: T): T {
  FACTS.add(schema, facts);
  return schema;
}

const port = z
  .number({ error: (issue) => `must be a number, not ${kindOf(issue.input)}` })
  .refine(Number.isInteger, { error: "must be a whole number", abort: true })
  .refine((value) => value >= 1 && value <= 65535, { error: "must be from 1 to 65535" })
  .meta({ type: "integer" });

/**
 * All of an input: adding one is adding a name, a row here, and what uses it. Each row judges a value that is known; every
 * input is compared with what is recorded. A password or source is optional, and so are settings; all else is given or has
 * a default.
 */
export const INPUTS = {
  domain: input(
    {
      meaning: "the tenant, `host[:port]`, no scheme. Its identity: a change replaces the resource",
      required:
        "is required: set it, or domain in the config (auth0:domain; with the plugin auth0-smtp:domain), or the environment variable AUTH0_DOMAIN",
      replaces: true,
      configured: true,
    },
    judged(260, problemWithDomain).transform(canonicalDomain),
  ),
  from: input(
    { meaning: "default From address", required: "is required: the default From address" },
    judged(MAILBOX_MAX, problemWithMailbox),
  ),
  host: input(
    { meaning: "the SMTP server", required: "is required: the SMTP server's host name" },
    judged(1024, problemWithHost),
  ),
  port: input({ meaning: "the SMTP server's port, 1–65535", default: 587 }, port),
  username: input({ meaning: "the SMTP user name", required: "is required: the SMTP user name" }, line(1024)),
  password: input(
    {
      meaning:
        "the SMTP password, a secret. May be left out as long as host, port and username stay as Auth0 has them",
      secret: true,
    },
    secretLine(PASSWORD_MAX).optional(),
  ),
  passwordFrom: input(
    {
      meaning:
        '`{ env: "NAME" }` or `{ file: "path" }`, with an optional `version`: read when applied, never kept',
      secret: true,
    },
    passwordFrom.optional(),
  ),
  enabled: input(
    { meaning: "whether Auth0 uses it", default: true },
    z.boolean({ error: (issue) => `must be true or false, not ${kindOf(issue.input)}` }),
  ),
  settings: input({ meaning: "extra headers, by service" }, settings.optional()),
  onExisting: input(
    {
      meaning:
        'the tenant already has an e-mail provider: `"fail"`, or `"adopt"`, which writes over all of it',
      default: "fail",
    },
    oneOf("fail", "adopt"),
  ),
  onDelete: input(
    { meaning: '`"delete"`, or `"disable"` (`enabled: false`)', default: "delete" },
    oneOf("delete", "disable"),
  ),
  preflight: input(
    {
      meaning:
        'a real handshake with the SMTP server before anything is sent to Auth0: `"off"`, `"warn"`, `"enforce"`, or ' +
        "`{ mode, timeoutSeconds?, extraCa?, ehloName? }`",
      default: "off",
    },
    preflight,
  ),
  verify: input(
    {
      meaning:
        "after a change that mail depends on, Auth0 itself sends a mail and its logs are watched; a change that fails is rolled back",
    },
    verify.optional(),
  ),
} as const satisfies Record<InputName, z.ZodType>;

/** What Auth0 may show of an input, which a refresh may find changed: leniently, for no program need have written it. */
export const READABLE = {
  from: z.string(),
  host: z.string(),
  port: z.number(),
  username: z.string(),
  enabled: z.boolean(),
  settings: z.custom<Settings>((value) => typeof value === "object").optional(),
} as const satisfies Partial<Record<InputName, z.ZodType>>;

export function factsOf(name: InputName): InputFacts {
  const facts = FACTS.get(INPUTS[name]);
  if (facts === undefined) throw new Error(`The input ${name} has no row.`);
  return facts;
}

/** The inputs that have a fact, with its value: `withFact("default")` is every default. */
export function withFact<K extends keyof InputFacts>(
  fact: K,
): readonly (readonly [InputName, InputFacts[K]])[] {
  return INPUT_NAMES.map((name) => [name, factsOf(name)[fact]] as const).filter(
    ([, value]) => value !== undefined,
  );
}
