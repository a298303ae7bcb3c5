import { vi } from "vitest";
import type { ProviderProcess } from "../support/provider-process.ts";

/** The outputs of a resource in good order, its password left out. */
export const outputsOf = (domain: string) => ({
  domain,
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  port: 587,
  username: "acme",
  enabled: true,
  onExisting: "fail",
  onDelete: "delete",
  preflight: "off",
  providerName: "smtp",
});

/** All that a provider process has printed until now: what it prints arrives after its answers. */
export async function allPrinted(pulumi: ProviderProcess): Promise<string> {
  await pulumi.evaluate('console.error("the end")');
  await vi.waitUntil(() => pulumi.stderr.endsWith("the end\n"), { timeout: 30_000 });
  return pulumi.stderr;
}
