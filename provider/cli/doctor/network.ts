import { readFileSync } from "node:fs";
import { either, readProxy } from "../../auth0/proxy";
import { fail, type Judgement, pass, warn } from "../../smtp/finding";
import type { DoctorFinding } from "./doctor-finding";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says of proxies and of certificates. Nothing is sent. */
export function networkFindings(env: Environment): DoctorFinding[] {
  return [
    { code: "PROXY", ...proxy(env) },
    { code: "TLS", ...tls(env) },
  ];
}

function proxy(env: Environment): Judgement {
  const [variable, value] = either(env, "HTTPS_PROXY");
  const found = value ? readProxy(variable, value) : undefined;
  if (found && "problem" in found) {
    return fail(`${variable} ${found.problem}`, `Set ${variable} to http://<host>:<port>, or unset it.`);
  }
  const [exempt, list] = either(env, "NO_PROXY");
  const seen = found
    ? `${found.address} (${variable})${list ? `, not for the hosts in ${exempt}` : ""}`
    : "no proxy is set for https";
  return keepsEngineAway(env) ?? pass(seen);
}

/** @pulumi/pulumi's gRPC follows these variables, in lower case alone, also to the engine on this machine. */
function keepsEngineAway(env: Environment): Judgement | undefined {
  const variable = ["grpc_proxy", "https_proxy", "http_proxy"].find((name) => env[name]);
  const exempt = (env.no_grpc_proxy || env.no_proxy || "").split(",").map((host) => host.trim());
  if (variable === undefined || exempt.includes("127.0.0.1")) return undefined;
  return fail(
    `Pulumi's Node processes would connect to the engine through ${variable}, but the engine is on this machine`,
    `Set no_proxy (in lower case): export no_proxy="127.0.0.1,localhost\${no_proxy:+,$no_proxy}"`,
  );
}

function tls(env: Environment): Judgement {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
    return fail(
      "NODE_TLS_REJECT_UNAUTHORIZED=0: no certificate is checked, and anybody in between can read every secret",
      "Unset NODE_TLS_REJECT_UNAUTHORIZED. For a company's CA, set NODE_EXTRA_CA_CERTS=<a PEM file>.",
    );
  }
  const extra = env.NODE_EXTRA_CA_CERTS;
  if (!extra) return pass("certificates are checked");
  if (holdsCertificate(extra)) return pass("certificates are checked, with the CAs of NODE_EXTRA_CA_CERTS");
  return warn(
    "NODE_EXTRA_CA_CERTS does not name a readable file with a certificate: Node ignores it",
    "Set it to the absolute path of a PEM file, or unset it.",
  );
}

function holdsCertificate(path: string): boolean {
  try {
    return readFileSync(path, "latin1").includes("-----BEGIN CERTIFICATE-----");
  } catch {
    return false;
  }
}
