import * as pulumi from "@pulumi/pulumi";
import { explain } from "./errors";
import { ADVICE_CODES, type AdviceCode, adviceFor } from "./smtp/advice";

/** The settings that advice is about. */
interface Subject {
  readonly host: pulumi.Input<string>;
  readonly port?: pulumi.Input<number | undefined> | undefined;
  readonly username: pulumi.Input<string>;
}

/**
 * Shows what is known of an SMTP service, as warnings on the resource. Values that are not known yet, or are no text,
 * lead to none. A host that is a secret is not spoken of.
 *
 * @throws RunError `INVALID_INPUT` where a code is unknown
 */
export function advise(
  resource: pulumi.Resource,
  { host, port, username }: Subject,
  silenced: readonly AdviceCode[] = [],
): void {
  const unknown = silenced.find((code) => !ADVICE_CODES.includes(code));
  if (unknown !== undefined) throw unknownCode(unknown);
  const server = pulumi.output({ host, port });
  // The URN too: a message on a resource that is refused waits for its URN for ever, and so does every later message
  // of the process, and each program that the process runs after it.
  pulumi
    .all([server, pulumi.output(username), pulumi.isSecret(server), resource.urn])
    .apply(([known, user, isSecret]) => {
      const { host, port = 587 } = known;
      if (isSecret || typeof host !== "string" || typeof port !== "number") return;
      const subject = { host, port, username: typeof user === "string" ? user : undefined, silenced };
      for (const { code, seen, advice } of adviceFor(subject)) {
        void pulumi.log.warn(`${code}: ${seen}. ${advice}`, resource);
      }
    });
}

function unknownCode(code: string): pulumi.RunError {
  return new pulumi.RunError(
    explain("INVALID_INPUT", {
      what: `silence has an unknown code ${JSON.stringify(code)}.`,
      truth: "Nothing was sent to Auth0.",
      todo: `Known codes: ${ADVICE_CODES.join(", ")}.`,
    }),
  );
}
