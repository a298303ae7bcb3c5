import { serviceOf } from "./services";
import type { Target } from "./target";

/** What to do about a login that is refused, with what is known of the service. Never quotes the login. */
export function loginAdvice({ host, login }: Target): string {
  const service = serviceOf(host);
  const hint = service?.login ? ` ${service.name}: ${service.login}` : "";
  const { username = "", password = "" } = login.value ?? {};
  const encoding = /\P{ASCII}/u.test(username + password) ? ` ${ENCODING}` : "";
  return `Check user name and password, and that this account may use SMTP AUTH.${hint}${encoding}`;
}

const ENCODING =
  "The user name or the password has characters beyond ASCII, and servers differ in the encoding that they expect (UTF-8 was sent): use ASCII only if you can.";

/** What to do where the account may not send as the From address. */
export function senderAdvice(host: string): string {
  const service = serviceOf(host);
  const hint = service?.sender
    ? ` ${service.name}: ${service.sender.needs} Source: ${service.sender.source} (${service.date}).`
    : "";
  return `Allow this account to send as the From address (verify the address or its domain), or use another address.${hint}`;
}
