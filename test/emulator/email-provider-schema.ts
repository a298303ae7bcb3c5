import { z } from "zod";

/** The names of Auth0's integrations. */
export const serviceName = z.enum([
  "smtp",
  "ses",
  "mailgun",
  "sparkpost",
  "azure_cs",
  "ms365",
  "custom",
  "mandrill",
  "sendgrid",
  "resend",
]);
export type ServiceName = z.infer<typeof serviceName>;

const text = z.string().min(1);

interface Service {
  /** What the service needs to be set up; a PATCH of the same service may carry a part of it. */
  readonly credentials: z.ZodObject;
  /** The credentials that an answer shows. The recorded traffic shows fewer than one would guess: of ms365, none. */
  readonly readable: readonly string[];
  readonly settings: z.ZodType<Readonly<Record<string, unknown>>>;
}

const anySettings = z.record(z.string(), z.unknown());
const apiKey = { credentials: z.strictObject({ api_key: text }), readable: [], settings: anySettings };

/** What Auth0 takes and shows for each provider name (Management API, "Create email provider"). */
const services: Readonly<Record<ServiceName, Service>> = {
  smtp: {
    credentials: z.strictObject({
      smtp_host: text,
      smtp_port: z.int().min(1).max(65535),
      smtp_user: text,
      smtp_pass: text,
    }),
    readable: ["smtp_host", "smtp_port", "smtp_user"],
    settings: z.strictObject({
      headers: z
        .strictObject({
          "X-MC-ViewContentLink": z.enum(["true", "false"]),
          "X-SES-Configuration-Set": z.string(),
          "X-MSYS_API": z.record(z.string(), z.unknown()),
        })
        .partial()
        .optional(),
    }),
  },
  ses: {
    credentials: z.strictObject({ accessKeyId: text, secretAccessKey: text, region: text }),
    readable: ["region"],
    settings: anySettings,
  },
  mailgun: {
    credentials: z.strictObject({ api_key: text, domain: text, region: z.literal("eu").nullish() }),
    readable: ["domain", "region"],
    settings: anySettings,
  },
  sparkpost: {
    credentials: z.strictObject({ api_key: text, region: z.literal("eu").nullish() }),
    readable: ["region"],
    settings: anySettings,
  },
  azure_cs: {
    credentials: z.strictObject({ connectionString: text }),
    readable: [],
    settings: anySettings,
  },
  ms365: {
    credentials: z.strictObject({ tenantId: text, clientId: text, clientSecret: text }),
    readable: [],
    settings: anySettings,
  },
  custom: { credentials: z.strictObject({}), readable: [], settings: anySettings },
  mandrill: apiKey,
  sendgrid: apiKey,
  resend: apiKey,
};

const commonFields = {
  name: serviceName.optional(),
  enabled: z.boolean().optional(),
  // The recordings send "" and get it back.
  default_from_address: z.string().optional(),
};

/** The body that sets `name` up from nothing: a POST, or a PATCH that switches to it. */
export const fullBody = (name: ServiceName) =>
  z.strictObject({
    ...commonFields,
    credentials: services[name].credentials,
    settings: services[name].settings.nullish(),
  });

/** The body of a PATCH that stays with `name`: every field may be left out. */
export const partialBody = (name: ServiceName) =>
  z.strictObject({
    ...commonFields,
    credentials: services[name].credentials.partial().optional(),
    settings: services[name].settings.nullish(),
  });

export const readable = (name: ServiceName): readonly string[] => services[name].readable;
