import fc from "fast-check";

// Few values, so that they meet again.

export const anyServer = {
  from: fc.constantFrom("no-reply@acme.test", "mail@acme.test"),
  host: fc.constantFrom("smtp.one.test", "smtp.two.test"),
  port: fc.constantFrom(587, 465),
  username: fc.constantFrom("acme", "acme-2"),
};

export const anySettings = fc.constantFrom(
  undefined,
  { headers: { "X-SES-Configuration-Set": "mail" } },
  { headers: { "X-MC-ViewContentLink": "true" } },
);

/** The program's passwords; they must come out nowhere. */
export const anyPassword = fc.constantFrom("kanarienvogel-1", "kanarienvogel-2");

/** Somebody else's. */
export const THEIR_PASSWORD = "kanarienvogel-3";
