type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that the environment names for a URL. */
export interface HttpProxy {
  /** The variable that names it. */
  readonly variable: string;
  /** `host:port`, without the user name and password that the variable may have. */
  readonly address: string;
  /** The whole of it, password included: for the connection only. */
  readonly uri: string;
}

/** A proxy is named in a way that cannot be followed. */
export interface BadProxy {
  readonly variable: string;
  readonly problem: string;
}

/**
 * The proxy for a URL, as other tools find it: `HTTPS_PROXY` for https, `HTTP_PROXY` for http, lower case first; hosts
 * of `NO_PROXY` (a name also stands for the names below it, `*` for all), and this machine itself, are reached without.
 */
export function proxyFor(url: URL, env: Environment): HttpProxy | BadProxy | undefined {
  const [variable, value] = either(env, url.protocol === "http:" ? "HTTP_PROXY" : "HTTPS_PROXY");
  if (!value || isLoopback(url.hostname) || isExempt(url, either(env, "NO_PROXY")[1])) return undefined;
  return readProxy(variable, value);
}

/** A proxy as a variable names it. A value without a scheme is an HTTP proxy's `host:port`. */
export function readProxy(variable: string, value: string): HttpProxy | BadProxy {
  const text = value.trim();
  const parsed = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) {
    return { variable, problem: "is not the URL of an HTTP proxy (http://<host>:<port>)" };
  }
  const port = parsed.port || (parsed.protocol === "http:" ? "80" : "443");
  return { variable, address: `${parsed.hostname}:${port}`, uri: parsed.href };
}

/** The variable in lower case, else in upper case. */
export function either(env: Environment, name: string): readonly [variable: string, value: string] {
  const lower = name.toLowerCase();
  return env[lower] ? [lower, env[lower]] : [name, env[name] ?? ""];
}

function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const wanted = port || (protocol === "http:" ? "80" : "443");
  return list.split(/[,\s]+/).some((entry) => {
    if (entry === "*") return true;
    const [, host = "", only] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (host === "" || (only !== undefined && only !== wanted)) return false;
    return hostname === host || hostname.endsWith(`.${host}`);
  });
}

/** No proxy can reach what runs on this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
