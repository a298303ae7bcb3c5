import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { LoggedRequest, Tenant } from "../emulator/index.ts";
import type { Secrets } from "./scan.ts";

/**
 * The secrets that the tests use and look for. Each can be told from all else by its beginning and by a run of letters
 * and digits, which no encoding changes but base64, and has characters besides that the others change.
 */
export const CANARIES = {
  "SMTP password": 'Drossel"Pw7f3kQ9zLx2Vb8Nc4Wm\\ +&%<ü>/=',
  "client secret": 'Kanarie"Cs5h1tR6yGj0Ds3Fp7Xq\\ +&%<ü>/=',
  "API token": "eyJrYW5hcmllIjoxfQ.MeiseAt2k8wE4uHo9Zi6Bv1Mn.c2lnbmF0dXJl-_",
} as const;

/** A key to sign client assertions with (PEM, PKCS #8), and the half that verifies them. */
export function makeKey(): { readonly pem: string; readonly publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { pem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), publicKey };
}

/**
 * What Auth0 gave out and was given on the way: access tokens and client assertions. Of each its signature, for what
 * is before that says in base64 what is in many other texts as well.
 */
export function passedOn(tenant: Tenant, requests: readonly LoggedRequest[]): Secrets {
  const assertions = requests.flatMap(({ body }) =>
    typeof body === "object" && body !== null && "client_assertion" in body
      ? [String(body.client_assertion)]
      : [],
  );
  return {
    ...signatures("access token", [...tenant.tokens.keys()]),
    ...signatures("client assertion", [...new Set(assertions)]),
  };
}

function signatures(name: string, tokens: readonly string[]): Secrets {
  return Object.fromEntries(tokens.map((token, i) => [`${name} ${i + 1}`, token.split(".").at(-1) ?? token]));
}
