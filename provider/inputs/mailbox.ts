import emailAddresses from "email-addresses";
import { isIpv4, problemWithHost } from "./host";

/** One mailbox (RFC 5322 §3.4). What was judged, and what is sent: nobody parses the text a second time. */
export interface Mailbox {
  /** The display name, without quotes; empty where there is none. */
  readonly name: string;
  /** The bare address: `local@domain`, in ASCII. */
  readonly address: string;
}

/** The longest text that is looked at, in characters. */
export const MAILBOX_MAX = 512;

/** A mailbox; or what is wrong with the text, in words that say how to mend it and never repeat it. */
export type Parsed =
  | { readonly mailbox: Mailbox; readonly problem?: undefined }
  | { readonly problem: string; readonly mailbox?: undefined };

/**
 * Parses `address`, or `name <address>` where the name is a quoted string or needs no quotes (a dot, an apostrophe and
 * letters beyond ASCII need none). By the grammar of RFC 5322 with UTF-8 (RFC 6532), but without what no mail server's
 * configuration needs: lists, groups, comments, routes, addresses in quotes or in brackets.
 */
export function parseMailbox(text: string): Parsed {
  if (text.length > MAILBOX_MAX) return { problem: `must be at most ${MAILBOX_MAX} characters long` };
  if (/[\p{Cc}\u2028\u2029]/u.test(text))
    return { problem: "must not contain line breaks or other control characters" };
  const [only] = parse(text, "mailbox");
  if (only?.type !== "mailbox") return { problem: whyNone(text) };
  const { name, local, domain, node } = only;
  const address = `${local}@${domain}`;
  const problem =
    problemWithName(only.parts.name, node) ??
    // Spaces, routes and quotes within the address itself make a difference here.
    (text === address || text.endsWith(`<${address}>`) ? undefined : ADDRESS) ??
    problemWithLocal(local) ??
    problemWithDomainPart(domain);
  return problem === undefined ? { mailbox: { name: name ?? "", address } } : { problem };
}

/** The words for {@link parseMailbox}'s problem; undefined where there is none. */
export const problemWithMailbox = (text: string) => parseMailbox(text).problem;

/** The same for an address without a name. */
export function problemWithAddress(text: string): string | undefined {
  const { mailbox, problem } = parseMailbox(text);
  return mailbox && mailbox.address !== text ? "must be a bare e-mail address" : problem;
}

const ADDRESS = "must be an e-mail address, such as no-reply@example.com";
const QUOTES = 'must have the name in double quotes, as in "Acme, Inc." <no-reply@example.com>';
const ONE = "must be one mailbox, not several";

function parse(input: string, startAt: "mailbox" | "address-list") {
  return emailAddresses({ input, rfc6532: true, startAt })?.addresses ?? [];
}

function whyNone(text: string): string {
  // Only so a list or a group can be told from a name that lacks its quotes.
  const found = parse(text, "address-list");
  if (found.length > 1) return ONE;
  if (found[0]?.type === "group") return "must be one mailbox, not a group";
  if (unquoted(text) === undefined) return "must have a second double quote where the name ends";
  const [, name, address] = /^(.*)<([^<>]*)>$/s.exec(text) ?? [];
  if (name === undefined || address === undefined) return whyNoAddress(text);
  if (/@.*[,;]/.test(unquoted(name) ?? "")) return ONE;
  return parse(address, "mailbox").length > 0 ? QUOTES : whyNoAddress(address);
}

/** The text without its quoted strings; undefined where one is never closed. */
function unquoted(text: string): string | undefined {
  const rest = text.replace(/"(?:[^"\\]|\\.)*"/gs, "");
  return rest.includes('"') ? undefined : rest;
}

function whyNoAddress(text: string): string {
  if (/[<>]/.test(text)) return "must be an e-mail address, or a name and then the address between < and >";
  const at = text.lastIndexOf("@");
  if (at < 1) return ADDRESS;
  return problemWithLocal(text.slice(0, at)) ?? problemWithDomainPart(text.slice(at + 1)) ?? ADDRESS;
}

function problemWithName(
  name: emailAddresses.ASTNode | null,
  mailbox: emailAddresses.ASTNode | undefined,
): string | undefined {
  if (mailbox && holds(mailbox, "comment")) {
    return name ? QUOTES : "must not have a comment in parentheses";
  }
  // One quoted string, or none: programs disagree on what a mixture means.
  return name && holds(name, "quoted-string") && !/^"(?:[^"\\]|\\.)*"$/s.test(name.tokens.trim())
    ? QUOTES
    : undefined;
}

function holds({ name, children }: emailAddresses.ASTNode, wanted: string): boolean {
  return name === wanted || children.some((child) => child !== null && holds(child, wanted));
}

function problemWithLocal(local: string): string | undefined {
  return local.length <= 64 && /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/i.test(local) && !/^\.|\.\.|\.$/.test(local)
    ? undefined
    : "must be an e-mail address: what is before the @ is not";
}

function problemWithDomainPart(domain: string): string | undefined {
  if (/\P{ASCII}/u.test(domain)) {
    return "must have its domain in ASCII; write an internationalised name in its xn-- form";
  }
  if (problemWithHost(domain) !== undefined || !domain.includes(".") || isIpv4(domain)) {
    return "must be an e-mail address: what is after the @ is not a domain";
  }
  return undefined;
}
