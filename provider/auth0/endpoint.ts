import type { Remote } from "../model/remote";
import { NOT_AUTH0 } from "./no-answer";
import { type Clock, Patience } from "./patience";
import * as failures from "./request-failures";
import { type Answer, send } from "./send";
import { sendRead } from "./send-read";
import type { Session } from "./session";
import { FIELDS, type PatchBody, type PostBody, readRemote } from "./wire";

/** What came of a write. `unclear` must be looked up before anything is repeated. */
export type Written =
  | { readonly kind: "done"; readonly remote: Remote }
  /** POST: there is a provider already. */
  | { readonly kind: "exists" }
  /** PATCH: there is none. */
  | { readonly kind: "absent" }
  | { readonly kind: "rejected"; readonly status: number }
  | Extract<Answer, { readonly kind: "unclear" }>;

const PATH = "/api/v2/emails/provider";

/**
 * `/api/v2/emails/provider` of one tenant, for the length of one operation of the engine: all its requests share one
 * patience.
 */
export class Endpoint {
  readonly domain: string;
  readonly patience: Patience;
  readonly session: Session;

  constructor(session: Session, clock: Clock) {
    this.domain = session.domain;
    this.session = session;
    this.patience = new Patience(clock);
  }

  /**
   * What the tenant has; undefined where it has none. Only Auth0's own "inexistent_email_provider" means none: a 401,
   * 403, 5xx or another 404 never does.
   */
  async get(): Promise<Remote | undefined> {
    const answer = await sendRead(
      this.session,
      {
        path: PATH,
        scope: "read:email_provider",
        run: (client) => client.emails.provider.get({ fields: FIELDS, include_fields: true }),
      },
      readRemote,
      this.patience,
    );
    if (answer.kind === "ok") return answer.value;
    if (isAbsent(answer)) return undefined;
    throw failures.rejected(this.domain, "GET", answer.status);
  }

  async create(body: PostBody): Promise<Written> {
    const answer = await send(
      this.session,
      { path: PATH, scope: "create:email_provider", run: (client) => client.emails.provider.create(body) },
      this.patience,
    );
    return answer.kind === "refused" && answer.status === 409 ? { kind: "exists" } : written(answer);
  }

  async update(body: PatchBody): Promise<Written> {
    const answer = await send(
      this.session,
      { path: PATH, scope: "update:email_provider", run: (client) => client.emails.provider.update(body) },
      this.patience,
    );
    return isAbsent(answer) ? { kind: "absent" } : written(answer);
  }

  /** Auth0 answers 204 whether there was a provider or not. */
  async delete(): Promise<"done" | Extract<Written, { kind: "rejected" | "unclear" }>> {
    const answer = await send(
      this.session,
      {
        path: PATH,
        scope: "delete:email_provider",
        run: async (client) => (await client.emails.provider.delete().withRawResponse()).rawResponse.status,
      },
      this.patience,
    );
    if ((answer.kind === "ok" && answer.body === 204) || isAbsent(answer)) return "done";
    if (answer.kind === "refused") return { kind: "rejected", status: answer.status };
    return answer.kind === "unclear" ? answer : notAuth0();
  }
}

function written(answer: Answer): Written {
  if (answer.kind === "refused") return { kind: "rejected", status: answer.status };
  if (answer.kind === "unclear") return answer;
  const remote = readRemote(answer.body);
  return remote ? { kind: "done", remote } : notAuth0();
}

function notAuth0(): Extract<Written, { kind: "unclear" }> {
  return { kind: "unclear", seen: NOT_AUTH0.seen, advice: NOT_AUTH0.advice };
}

function isAbsent(answer: Answer): boolean {
  return (
    answer.kind === "refused" && answer.status === 404 && answer.errorCode === "inexistent_email_provider"
  );
}
