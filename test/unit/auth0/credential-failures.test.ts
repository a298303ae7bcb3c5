import { describe, expect, test } from "vitest";
import {
  forbidden,
  type Tried,
  tokenRefused,
  unauthorized,
  unusableCredentials,
} from "../../../provider/auth0/credential-failures.ts";
import { TokenRefused } from "../../../provider/auth0/token-refusal.ts";

const OWN = "acme.eu.auth0.com";
const CUSTOM = "login.acme.com";
const tried = (kind: Tried["kind"], domain = OWN, audience = false): Tried => ({ domain, kind, audience });

/** In Auth0's words, as users have reported them. */
const TEXTS = {
  audience:
    '{"error":"access_denied","error_description":"Service not enabled within domain: https://x/api/v2/"}',
  grant:
    '{"error":"access_denied","error_description":"Client is not authorized to access \\"https://x/api/v2/\\". You need to create a \\"client-grant\\""}',
  grantType:
    '{"error":"unauthorized_client","error_description":"Grant type \'client_credentials\' not allowed for the client."}',
  secret: '{"error":"access_denied","error_description":"Unauthorized"}',
  page: "<html>Forbidden</html>",
};

const refused = (who: Tried, status: number, text: string, at = Date.now()) =>
  tokenRefused(
    who,
    new TokenRefused({ status, text, headers: new Headers({ date: new Date(at).toUTCString() }) }),
  ).message;

describe("no token", () => {
  test("401 is the secret", () => {
    const message = refused(tried("secret"), 401, TEXTS.secret);
    expect(message).toContain(
      "UNAUTHORIZED: acme.eu.auth0.com refused the client id and client secret (status 401).",
    );
    expect(message).toContain("Set the client id and client secret of an application of this tenant");
    expect(message).not.toContain("key");
  });

  test("401 is the key, where one has signed", () => {
    const message = refused(tried("assertion"), 401, TEXTS.secret);
    expect(message).toContain("must have the public key of this private key");
    expect(message).not.toMatch(/client secret|clock/);
  });

  test.each([
    [-200, "3 minutes ahead of"],
    [300, "5 minutes behind"],
  ])("401 where the clocks differ by %i seconds: what was signed is out of date", (seconds, difference) => {
    const message = refused(tried("assertion"), 401, TEXTS.secret, Date.now() + seconds * 1000);
    expect(message).toContain(`Set this machine's clock: it is ${difference} Auth0's`);
    expect(refused(tried("secret"), 401, TEXTS.secret, Date.now() + seconds * 1000)).not.toContain("clock");
  });

  test.each([CUSTOM, OWN])("403 for the audience: the tenant's own name, or an audience (%s)", (domain) => {
    const message = refused(tried("secret", domain), 403, TEXTS.audience);
    expect(message).toContain(`${domain} gave no token (status 403).`);
    expect(message).toContain("Set domain to the tenant's own name");
    expect(message).toContain("AUTH0_AUDIENCE");
  });

  test("403 for an audience that is set: the right one", () => {
    const message = refused(tried("secret", CUSTOM, true), 403, TEXTS.audience);
    expect(message).toContain("Set the audience to https://<the tenant's own name>/api/v2/");
    expect(message).not.toContain("Set domain");
  });

  test("403 for the grant, or its type", () => {
    expect(refused(tried("secret"), 403, TEXTS.grant)).toMatch(
      /Authorize the application for the Auth0 Manage/,
    );
    expect(refused(tried("secret"), 403, TEXTS.grantType)).toMatch(
      /Allow the application the grant type Client Cr/,
    );
  });

  test("403 without Auth0's words: what is likely for such a domain", () => {
    expect(refused(tried("secret", CUSTOM), 403, TEXTS.page)).toMatch(
      /Set domain to .* Authorize the application/,
    );
    expect(refused(tried("secret"), 403, TEXTS.page)).not.toContain("Set domain to");
  });

  test("another status", () => {
    expect(refused(tried("secret"), 404, TEXTS.page)).toContain("gave no token (status 404).");
  });

  test("of Auth0's words nothing is kept", () => {
    for (const text of Object.values(TEXTS)) {
      const refusal = new TokenRefused({ status: 403, text, headers: new Headers() });
      const all = [String(refusal), refusal.stack, JSON.stringify(refusal)].join();
      expect(all).not.toMatch(/https:\/\/x|Service|Grant type|<html>/);
    }
  });
});

describe("by the kind of credentials", () => {
  test("a token that is refused", () => {
    expect(unauthorized(tried("token")).message).toContain("refused the API token (status 401)");
    expect(unauthorized(tried("secret")).message).not.toContain("API token");
    expect(unauthorized(tried("secret", CUSTOM, true)).message).toContain("Set the audience to");
  });

  test("a scope that is missing", () => {
    expect(forbidden(tried("token"), "read:logs").message).toContain(
      "Set an API token that has the scope read:logs.",
    );
    expect(forbidden(tried("secret"), "read:logs").message).toContain(
      "Grant the application the scope read:logs on",
    );
  });

  test("credentials of which no request can be made", () => {
    expect(unusableCredentials(tried("assertion")).message).toContain(
      "The private key for acme.eu.auth0.com cannot",
    );
    for (const kind of ["token", "secret"] as const) {
      expect(unusableCredentials(tried(kind)).message).not.toContain("private key");
    }
  });
});
