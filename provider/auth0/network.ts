import { networkProblemOf } from "./network-problem";
import { badProxy, describeProblem } from "./network-problem-words";
import { NoAnswerError } from "./no-answer";
import { type BadProxy, type HttpProxy, proxyFor } from "./proxy";

type Environment = Readonly<Record<string, string | undefined>>;
type Fetch = (url: URL, request: Outgoing) => Promise<Pick<Response, "status" | "headers" | "text">>;

/** A request, in what both `fetch` of Node and that of undici take. */
export interface Outgoing {
  readonly method?: string;
  readonly headers?: [string, string][];
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Whether a redirect is followed. Default `"manual"`: it is not, since a request may carry secrets. */
  readonly redirect?: "follow" | "manual";
}

/** What a server answered, read to its end. */
export interface Whole {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** How requests leave this machine: through the proxy that the environment names for their host, else straight. */
export class Network {
  private readonly env: Environment;
  /** Connections to a proxy are kept. */
  private readonly throughProxy = new Map<string, Fetch>();

  constructor(env: Environment) {
    this.env = env;
  }

  /**
   * Sends a request and reads the whole answer.
   *
   * @throws NoAnswerError where there was no whole answer; the caller's own abort goes through as it is
   */
  async exchange(url: URL, request: Outgoing): Promise<Whole> {
    const proxy = proxyFor(url, this.env);
    if (isBad(proxy)) throw new NoAnswerError(badProxy(proxy));
    try {
      const response = await this.fetchBy(proxy)(url, request);
      const { status, headers } = response;
      if (status >= 300 && status < 400) throw redirected(status, proxy);
      return { status, headers, text: await response.text() };
    } catch (error) {
      if (error instanceof NoAnswerError || (error instanceof Error && error.name === "AbortError"))
        throw error;
      throw new NoAnswerError(describeProblem(networkProblemOf(error), proxy));
    }
  }

  private fetchBy(proxy: HttpProxy | undefined): Fetch {
    if (proxy === undefined || this.doneByNode()) return direct;
    const key = `${proxy.variable} ${proxy.uri}`;
    const known = this.throughProxy.get(key) ?? fetchThrough(proxy);
    this.throughProxy.set(key, known);
    return known;
  }

  /** Node follows the same variables where it is told to; then nothing need be loaded for it. */
  private doneByNode(): boolean {
    return this.env.NODE_USE_ENV_PROXY === "1" && process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
  }
}

const MANUAL = { redirect: "manual" } as const;

const direct: Fetch = (url, request) => fetch(url, { ...MANUAL, ...request });

function isBad(proxy: HttpProxy | BadProxy | undefined): proxy is BadProxy {
  return proxy !== undefined && "problem" in proxy;
}

function redirected(status: number, proxy: HttpProxy | undefined): NoAnswerError {
  return new NoAnswerError(describeProblem({ kind: "redirect", status, unsent: false }, proxy));
}

/**
 * Its own `fetch` with its own dispatcher: which dispatchers Node's built-in one takes differs from version to version.
 * Loaded only where a proxy is set: it costs a tenth of a second and 20 MB.
 */
function fetchThrough(proxy: HttpProxy): Fetch {
  const { fetch, ProxyAgent }: typeof import("undici") = require("undici");
  // What goes to an http host is handed to the proxy as it is: few of them open tunnels to port 80.
  const dispatcher = new ProxyAgent({ uri: proxy.uri, proxyTunnel: !/^http_/i.test(proxy.variable) });
  return (url, request) => fetch(url, { ...MANUAL, ...request, dispatcher });
}
