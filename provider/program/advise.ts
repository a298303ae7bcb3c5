import * as pulumi from "@pulumi/pulumi";
import { explain } from "../model/errors";
import { ADVICE_CODES, type Advice, type AdviceCode, adviceFor } from "../smtp/advice";

/** The settings that advice is about. */
interface AdviceInputs {
  readonly host: pulumi.Input<string>;
  readonly port?: pulumi.Input<number | undefined> | undefined;
  readonly username: pulumi.Input<string>;
}

/**
 * Shows what is known of an SMTP service, as warnings on the resource. Where host or port are not known yet, are a
 * secret, or are not what they should be, nothing is said; where the user name is so, nothing about that.
 */
export function advise(
  resource: pulumi.Resource,
  { host, port, username }: AdviceInputs,
  silenced: readonly AdviceCode[] = [],
): void {
  if (isFine({ host, port, username }, silenced)) return;
  const say = (all: readonly Advice[]) => {
    for (const { code, seen, advice } of all) void pulumi.log.warn(`${code}: ${seen}. ${advice}`, resource);
  };
  const server = pulumi.output({ host, port });
  const user = pulumi.output(username);
  // The URN too: a message on a resource that is refused waits for its URN for ever, and so does every later message
  // of the process, and each program that the process runs after it.
  const settings = pulumi
    .all([server, pulumi.isSecret(server), resource.urn])
    .apply(([{ host, port = 587 }, isSecret]) =>
      !isSecret && typeof host === "string" && typeof port === "number"
        ? { host, port, silenced }
        : undefined,
    );
  settings.apply((known) => say(known ? adviceFor(known) : []));
  pulumi.all([settings, user, pulumi.isSecret(user)]).apply(([known, name, isSecret]) => {
    if (known === undefined || isSecret || typeof name !== "string") return;
    say(adviceFor({ ...known, username: name }).filter(({ code }) => code === "USERNAME_UNEXPECTED"));
  });
}

/** Whether all is known as it stands, and there is nothing to say: then no outputs are made for it. */
function isFine({ host, port = 587, username }: AdviceInputs, silenced: readonly AdviceCode[]): boolean {
  if (typeof host !== "string" || typeof port !== "number" || typeof username !== "string") return false;
  return adviceFor({ host, port, username, silenced }).length === 0;
}

/** @throws RunError `INVALID_INPUT` where a code of advice is none */
export function refuseUnknownCodes(codes: readonly AdviceCode[] = []): void {
  for (const code of codes) {
    if (ADVICE_CODES.includes(code)) continue;
    throw new pulumi.RunError(
      explain("INVALID_INPUT", {
        what: `silence has an unknown code ${JSON.stringify(code)}.`,
        truth: "Nothing was sent to Auth0.",
        todo: `Known codes: ${ADVICE_CODES.join(", ")}.`,
      }),
    );
  }
}
