import type { RequestKind, StoredProvider, Tenant } from "../../test/emulator/index.ts";
import { mailScopes } from "../../test/emulator/tenant.ts";
import type { UserProject } from "../user-project/index.ts";

/** One step of the demo: what is done, and what must come of it. */
export interface Step {
  readonly title: string;
  /** What comes before the command: somebody changes the config, or the tenant. */
  readonly first?: {
    /** The commands that a user would type, or what happens elsewhere as a comment. */
    readonly shown: readonly string[];
    readonly run: (project: UserProject, tenant: Tenant) => Promise<void> | void;
  };
  readonly command: "preview" | "up" | "refresh" | "destroy";
  readonly flags?: readonly string[];
  readonly expect: {
    readonly ok: boolean;
    readonly requests: readonly RequestKind[];
    readonly prints: RegExp;
    /** What the tenant has then; undefined for nothing. */
    readonly has: { readonly host: string; readonly from: string; readonly password?: string } | undefined;
  };
}

const FROM = "no-reply@acme.com";
const [OLD_HOST, NEW_HOST] = ["smtp.acme.com", "smtp-eu.acme.com"];
const PASSWORD = "correct-horse-battery-staple";
const USER = "auth0|62463410c0242d00699461c8";

const asked = (key: string) => `$ pulumi config set --secret ${key}    # asks for the value`;

/** The whole life of examples/single-tenant. */
export const STEPS: readonly Step[] = [
  {
    title: "A preview asks nothing of Auth0",
    first: {
      shown: [
        `$ pulumi config set mailFrom ${FROM}`,
        `$ pulumi config set smtpHost ${OLD_HOST}`,
        "$ pulumi config set smtpUsername acme",
        asked("smtpPassword"),
      ],
      run: (project) =>
        project.setConfig(
          { mailFrom: FROM, smtpHost: OLD_HOST, smtpUsername: "acme" },
          { smtpPassword: PASSWORD },
        ),
    },
    command: "preview",
    expect: { ok: true, requests: [], prints: /\+ 2 to create/, has: undefined },
  },
  {
    title: "It is created with one request",
    command: "up",
    expect: {
      ok: true,
      requests: ["token", "post"],
      prints: /\+ 2 created/,
      has: { host: OLD_HOST, from: FROM },
    },
  },
  {
    title: "Nothing has changed: nothing is sent",
    command: "up",
    expect: { ok: true, requests: [], prints: /2 unchanged/, has: { host: OLD_HOST, from: FROM } },
  },
  {
    title: "Another host without the password is refused by the preview, not half-way through",
    first: {
      shown: ["$ pulumi config rm smtpPassword", `$ pulumi config set smtpHost ${NEW_HOST}`],
      run: async (project) => {
        await project.removeConfig("smtpPassword");
        await project.setConfig({ smtpHost: NEW_HOST });
      },
    },
    command: "preview",
    expect: {
      ok: false,
      requests: [],
      prints: /PASSWORD_REQUIRED: .*host changes from/,
      has: { host: OLD_HOST, from: FROM },
    },
  },
  {
    title: "With the password it goes through",
    first: {
      shown: [asked("smtpPassword")],
      run: (project) => project.setConfig({}, { smtpPassword: PASSWORD }),
    },
    command: "up",
    expect: {
      ok: true,
      requests: ["token", "patch"],
      prints: /~ 1 updated/,
      has: { host: NEW_HOST, from: FROM },
    },
  },
  {
    title: "A wrong password is tried: Auth0's mail fails, and the tenant has its old settings back",
    first: {
      shown: [
        `$ pulumi config set verifyUser '${USER}'`,
        `${asked("smtpPassword")}, and gets a wrong one`,
        "# The SMTP server answers 535 to Auth0",
      ],
      run: async (project, tenant) => {
        for (const scope of mailScopes) tenant.scopes.add(scope);
        tenant.users.set(USER, "jane@acme.com");
        tenant.mailError = "Invalid login: 535 5.7.8 Authentication credentials invalid";
        await project.setConfig({ verifyUser: USER }, { smtpPassword: "not-the-right-one" });
      },
    },
    command: "up",
    expect: {
      ok: false,
      requests: ["token", "patch", "job", "logs", "patch"],
      prints: /VERIFICATION_FAILED: .*535 5\.7\.8.*The tenant has its old settings back/s,
      has: { host: NEW_HOST, from: FROM, password: PASSWORD },
    },
  },
  {
    title: "The state is unchanged too: with the right password again there is nothing to do",
    first: {
      shown: ["$ pulumi config rm verifyUser", asked("smtpPassword")],
      run: async (project, tenant) => {
        tenant.mailError = undefined;
        await project.removeConfig("verifyUser");
        await project.setConfig({}, { smtpPassword: PASSWORD });
      },
    },
    command: "preview",
    expect: { ok: true, requests: [], prints: /2 unchanged/, has: { host: NEW_HOST, from: FROM } },
  },
  {
    title: "Somebody changes the tenant in the Dashboard, and a refresh finds it",
    first: {
      shown: ["# In the Dashboard: From becomes someone@else.example"],
      run: (_, tenant) => tenant.patchProvider({ default_from_address: "someone@else.example" }),
    },
    command: "refresh",
    flags: ["--diff"],
    expect: {
      ok: true,
      requests: ["token", "get"],
      prints: /~ from +: "no-reply@acme\.com" => "someone@else\.example"/,
      has: { host: NEW_HOST, from: "someone@else.example" },
    },
  },
  {
    title: "The next up repairs it",
    command: "up",
    expect: {
      ok: true,
      requests: ["token", "patch"],
      prints: /\[diff: ~from\]/,
      has: { host: NEW_HOST, from: FROM },
    },
  },
  {
    title: "Before it is deleted it is looked at: only an SMTP provider is ours",
    command: "destroy",
    expect: { ok: true, requests: ["token", "get", "delete"], prints: /- 2 deleted/, has: undefined },
  },
];

/** Whether the tenant has what it should. */
export function hasAsExpected(provider: StoredProvider | undefined, { has }: Step["expect"]): boolean {
  if (!provider || !has) return provider === undefined && has === undefined;
  const { smtp_host, smtp_pass } = provider.credentials;
  return (
    smtp_host === has.host &&
    provider.default_from_address === has.from &&
    (has.password ?? smtp_pass) === smtp_pass
  );
}
