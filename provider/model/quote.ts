import { printable } from "./printable";

/** Puts words of the server into quotation marks, fit for print. */
export type Quote = (words: string) => string;
/** Makes words of the server fit for print, without quotation marks. */
export type Clean = (words: string) => string;

const HIDDEN = "[password]";
const LONGEST = 300;

/**
 * Servers may repeat what they were sent. A quotation has the passwords taken out, as they are and in base64, also as a
 * part of something longer in base64 (AUTH PLAIN's `\0user\0password`); then control characters; then what is too long.
 */
export function cleaning(...passwords: readonly (string | undefined)[]): Clean {
  const hides = [hideLogins, ...passwords.flatMap((password) => (password ? [hiding(password)] : []))];
  return (words) => {
    const clean = printable(hides.reduce((text, hide) => hide(text), words)).trim();
    return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
  };
}

/** The same, in quotation marks. */
export function quoting(...passwords: readonly (string | undefined)[]): Quote {
  const clean = cleaning(...passwords);
  return (words) => `"${clean(words)}"`;
}

const TOKEN = /[A-Za-z0-9+/_-]{2,}={0,2}/g;

/** AUTH PLAIN (RFC 4616) is known by its form, whatever the password. */
function hideLogins(words: string): string {
  return words.replace(TOKEN, (token) =>
    /^[^\0]*\0[^\0]+\0[^\0]+$/.test(Buffer.from(token, "base64").toString()) ? HIDDEN : token,
  );
}

function hiding(password: string): (words: string) => string {
  const encoded = Buffer.from(password).toString("base64").replace(/=+$/, "");
  // Whatever the case: some servers repeat an unknown command in capitals.
  const plain = new RegExp([password, encoded].map(literally).join("|"), "gi");
  const holdsPassword = (token: string) => Buffer.from(token, "base64").includes(password);
  return (words) =>
    words.replace(TOKEN, (token) => (holdsPassword(token) ? HIDDEN : token)).replace(plain, HIDDEN);
}

const literally = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
