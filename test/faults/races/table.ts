import type { ErrorCode } from "../../../provider/model/errors.ts";
import type { Hook, StoredProvider } from "../../emulator/index.ts";
import { storedBy } from "../../support/samples.ts";
import { BASE, OURS, type Program, SES, THEIRS } from "../samples.ts";
import { beforeLookUp, beforeUp, justBefore, type Moment, type Race } from "./race.ts";

const ADOPTING: Program = { ...BASE, onExisting: "adopt" };
const DISABLING: Program = { ...BASE, onDelete: "disable" };
const OTHER_FROM: Program = { ...BASE, from: "mail@acme.com" };
const OTHER_HOST: Program = { ...BASE, host: "smtp2.acme.com" };

/** What we do. */
const OURSELVES = {
  create: { program: BASE },
  "create over theirs": { program: BASE, had: THEIRS },
  adopt: { program: ADOPTING, had: THEIRS },
  "new From": { applied: BASE, program: OTHER_FROM },
  "new host": { applied: BASE, program: OTHER_HOST },
  delete: { applied: BASE, program: BASE, command: "destroy" },
  disable: { applied: DISABLING, program: DISABLING, command: "destroy" },
} as const satisfies Readonly<Record<string, Partial<Race>>>;

/** What somebody else does. */
const SOMEBODY = {
  "sets a server up": (tenant) => tenant.setProvider(THEIRS),
  switches: (tenant) => tenant.setProvider(SES),
  deletes: (tenant) => tenant.setProvider(undefined),
  "changes the user": (tenant) =>
    tenant.patchProvider({ credentials: { smtp_user: "it", smtp_pass: "their-canary" } }),
} as const satisfies Readonly<Record<string, Hook>>;

/** When. "Unheard": the tenant gets a write, or carries it out, and we hear nothing and look. */
const MOMENTS = {
  "after the preview": beforeUp,
  "before our PATCH": justBefore("patch"),
  "before our DELETE": justBefore("delete"),
  "before our look": justBefore("get"),
  "POST lost, unanswered": beforeLookUp("post", "lost"),
  "POST done, unanswered": beforeLookUp("post", "carried out"),
  "PATCH lost, unanswered": beforeLookUp("patch", "lost"),
  "PATCH done, unanswered": beforeLookUp("patch", "carried out"),
  "DELETE lost, unanswered": beforeLookUp("delete", "lost", 1),
  "DELETE done, unanswered": beforeLookUp("delete", "carried out", 1),
  "disabling lost, unanswered": beforeLookUp("patch", "lost", 1),
  "disabling done, unanswered": beforeLookUp("patch", "carried out", 1),
} as const satisfies Readonly<Record<string, Moment>>;

const NEW_FROM = storedBy(OTHER_FROM);
const NEW_HOST = storedBy(OTHER_HOST);
const NEW_FROM_THEIR_USER = storedBy({ ...OTHER_FROM, username: "it", password: "their-canary" });

type Row = readonly [
  ours: keyof typeof OURSELVES,
  when: keyof typeof MOMENTS,
  somebody: keyof typeof SOMEBODY,
  /** What the tenant has then. */
  leaves: StoredProvider | undefined,
  /** How it ends for us; left out: well. */
  code?: ErrorCode,
];

const ROWS: readonly Row[] = [
  ["create", "after the preview", "sets a server up", THEIRS, "PROVIDER_EXISTS"],
  ["create", "after the preview", "switches", SES, "PROVIDER_EXISTS"],
  ["adopt", "after the preview", "switches", OURS],
  ["adopt", "after the preview", "deletes", OURS],
  ["new From", "after the preview", "changes the user", NEW_FROM_THEIR_USER],
  ["new From", "after the preview", "switches", SES, "PROVIDER_CHANGED"],
  ["new From", "after the preview", "deletes", NEW_FROM],
  ["new host", "after the preview", "changes the user", NEW_HOST],
  ["new host", "after the preview", "deletes", NEW_HOST],
  ["delete", "after the preview", "switches", SES],
  ["delete", "after the preview", "deletes", undefined],
  ["disable", "after the preview", "switches", SES],
  ["disable", "after the preview", "deletes", undefined],

  ["create over theirs", "before our look", "deletes", OURS],
  ["adopt", "before our PATCH", "deletes", OURS],
  ["adopt", "before our PATCH", "switches", OURS],
  ["delete", "before our DELETE", "deletes", undefined],
  ["disable", "before our PATCH", "deletes", undefined],
  ["disable", "before our PATCH", "switches", SES, "REJECTED"],

  ["create", "POST lost, unanswered", "sets a server up", THEIRS, "PROVIDER_EXISTS"],
  ["create", "POST lost, unanswered", "switches", SES, "PROVIDER_EXISTS"],
  ["create", "POST done, unanswered", "sets a server up", THEIRS, "PROVIDER_EXISTS"],
  ["create", "POST done, unanswered", "switches", SES, "PROVIDER_EXISTS"],
  ["create", "POST done, unanswered", "deletes", OURS],
  ["new From", "PATCH lost, unanswered", "changes the user", NEW_FROM_THEIR_USER],
  ["new From", "PATCH done, unanswered", "changes the user", NEW_FROM_THEIR_USER],
  ["new From", "PATCH lost, unanswered", "switches", SES, "PROVIDER_CHANGED"],
  ["new From", "PATCH done, unanswered", "switches", SES, "PROVIDER_CHANGED"],
  ["new From", "PATCH done, unanswered", "deletes", NEW_FROM],
  ["new host", "PATCH lost, unanswered", "switches", SES, "PROVIDER_CHANGED"],
  ["new host", "PATCH done, unanswered", "switches", SES, "PROVIDER_CHANGED"],
  ["new host", "PATCH done, unanswered", "deletes", NEW_HOST],
  ["new host", "PATCH done, unanswered", "changes the user", NEW_HOST],
  ["delete", "DELETE lost, unanswered", "switches", SES],
  ["delete", "DELETE lost, unanswered", "deletes", undefined],
  ["delete", "DELETE done, unanswered", "switches", SES],
  ["delete", "DELETE done, unanswered", "sets a server up", THEIRS, "UNREACHABLE"],
  ["disable", "disabling lost, unanswered", "switches", SES],
  ["disable", "disabling done, unanswered", "sets a server up", THEIRS, "UNREACHABLE"],
];

export const RACES: readonly Race[] = ROWS.map(([ours, when, somebody, leaves, code]) => ({
  ...OURSELVES[ours],
  name: `${ours}; ${when}, somebody ${somebody}`,
  when: MOMENTS[when],
  somebody: SOMEBODY[somebody],
  leaves,
  ...(code && { code }),
}));
