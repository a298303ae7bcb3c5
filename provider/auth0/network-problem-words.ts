import type { NetworkProblem, NetworkProblemKind } from "./network-problem";
import { BETWEEN, type NoAnswer, STATUS_PAGE } from "./no-answer";
import type { BadProxy, HttpProxy } from "./proxy";

const SET_PROXY = "If this network needs a proxy, set HTTPS_PROXY.";

/** @param problem undefined where it is not known what happened */
export function describeProblem(problem: NetworkProblem | undefined, proxy: HttpProxy | undefined): NoAnswer {
  if (!problem) return NO_USABLE_ANSWER;
  const { kind, code, status, unsent } = problem;
  const [what, advice] = (proxy && BY_PROXY[kind]?.(proxy, status)) ?? DIRECT[kind](status);
  const mark = code ?? (status === undefined ? undefined : `status ${status}`);
  return {
    seen: mark === undefined ? what : `${what} (${mark})`,
    advice,
    unsent,
    lasting: LASTING.has(kind) && !(status !== undefined && status >= 500),
  };
}

/** A proxy that cannot be used: no request is made. */
export const badProxy = ({ variable, problem }: BadProxy): NoAnswer => ({
  seen: `${variable} ${problem}`,
  advice: `Set ${variable} to http://<host>:<port>, or unset it.`,
  unsent: true,
  lasting: true,
});

const NO_USABLE_ANSWER: NoAnswer = {
  seen: "no usable answer",
  advice: `Check the domain and this machine's network. ${STATUS_PAGE}`,
  unsent: false,
  lasting: false,
};

/** To repeat these brings nothing, and a proxy may lock an account that is wrong too often. */
const LASTING: ReadonlySet<NetworkProblemKind> = new Set([
  "unknown CA",
  "expired",
  "not yet valid",
  "other name",
  "proxy refused",
]);

type Words = readonly [seen: string, advice: string];

const clock = () => `this machine's clock (it says ${new Date().toISOString().slice(0, 16)}Z)`;

const DIRECT: Readonly<Record<NetworkProblemKind, (status: number | undefined) => Words>> = {
  "no such name": () => [
    "DNS on this machine finds no host of this name",
    `Check the spelling of the domain, then this machine's DNS. ${SET_PROXY}`,
  ],
  "no DNS": () => [
    "DNS on this machine gave no answer",
    `Check this machine's network and DNS, and run it again. ${SET_PROXY}`,
  ],
  refused: () => [
    "the connection from this machine was refused",
    `Check the domain and its port, and this machine's firewall. ${SET_PROXY}`,
  ],
  "no route": () => [
    "this machine has no route to it",
    `Check this machine's network (VPN, firewall), and run it again. ${SET_PROXY}`,
  ],
  "no connection": () => [
    "this machine got no connection in time",
    `Check this machine's network: a firewall may drop connections to port 443. ${SET_PROXY}`,
  ],
  "no answer": () => ["no answer in time", STATUS_PAGE],
  cut: () => [
    "the connection was cut",
    `Run it again. If it fails again, look at https://status.auth0.com, and check this machine's proxy, firewall and VPN.`,
  ],
  "unknown CA": () => [
    "this machine does not trust the certificate that it was shown",
    "If your company's proxy or firewall inspects TLS, set NODE_EXTRA_CA_CERTS=<the company's CA, a PEM file> for " +
      "pulumi and auth0-smtp.",
  ],
  expired: () => [
    "the certificate that this machine was shown has expired, by this machine's clock",
    `Check ${clock()}. If it is right, ${BETWEEN}.`,
  ],
  "not yet valid": () => [
    "the certificate that this machine was shown is not valid yet, by this machine's clock",
    `Set ${clock()}.`,
  ],
  "other name": () => [
    "the certificate that this machine was shown belongs to another host",
    `Check the domain. If it is right, ${BETWEEN}.`,
  ],
  "no TLS": () => [
    "no TLS connection could be made",
    `Check the domain and its port. If they are right, ${BETWEEN}.`,
  ],
  "proxy refused": () => ["the proxy refused the connection", "Check the proxy."],
  redirect: () => [
    "a redirect, which is not followed because a request carries secrets",
    `Set domain to the tenant's own (such as acme.eu.auth0.com). If it is, ${BETWEEN}.`,
  ],
};

/** Where a proxy is used, the connection is one to the proxy, and names are looked up there. */
const BY_PROXY: Readonly<
  Partial<Record<NetworkProblemKind, (proxy: HttpProxy, status: number | undefined) => Words>>
> = {
  "no such name": (proxy) => [`DNS on this machine finds no host ${named(proxy)}`, correct(proxy)],
  "no DNS": (proxy) => [`DNS on this machine gave no answer for ${named(proxy)}`, correct(proxy)],
  refused: (proxy) => [`${named(proxy)} refused the connection from this machine`, correct(proxy)],
  "no route": (proxy) => [`this machine has no route to ${named(proxy)}`, correct(proxy)],
  "no connection": (proxy) => [`this machine got no connection to ${named(proxy)} in time`, correct(proxy)],
  "no answer": (proxy) => [
    `no answer in time through ${named(proxy)}`,
    `Check the proxy. ${DIRECT["no answer"](undefined)[1]}`,
  ],
  cut: (proxy) => [`the connection through ${named(proxy)} was cut`, `Check the proxy, and run it again.`],
  "no TLS": (proxy) => [`no TLS connection could be made through ${named(proxy)}`, correct(proxy)],
  "proxy refused": (proxy, status) => [`${named(proxy)} did not connect`, refusal(proxy, status)],
};

const named = ({ variable, address }: HttpProxy) => `the proxy ${address} (${variable})`;

const correct = ({ variable }: HttpProxy) =>
  `Set ${variable} to a proxy that runs, or unset it. For hosts that need none, set NO_PROXY.`;

function refusal({ variable, address }: HttpProxy, status: number | undefined): string {
  if (status === 407) {
    return `Set ${variable}=http://<user>:<password>@${address} with a user name and password that the proxy accepts.`;
  }
  if (status !== undefined && status >= 500) {
    return "The proxy could not reach the host: check the domain's spelling, and ask whoever runs the proxy.";
  }
  return "Ask whoever runs the proxy to let this machine connect to the host, port 443; or name the host in NO_PROXY.";
}
