import type { Recorded } from "./engine-run.ts";

/** The provider that the state says the tenant has, in the wire's names; no test here has settings. */
export function recordedProvider({ outputs }: Recorded): object {
  const { providerName, enabled, from, host, port, username, password } = outputs;
  return {
    name: providerName,
    enabled,
    default_from_address: from,
    credentials: { smtp_host: host, smtp_port: port, smtp_user: username, smtp_pass: password },
  };
}
