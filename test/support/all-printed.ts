import { vi } from "vitest";
import type { ProviderProcess } from "./provider-process.ts";

/** All that a provider process has printed until now: what it prints arrives after its answers. */
export async function allPrinted(pulumi: ProviderProcess): Promise<string> {
  await pulumi.evaluate('console.error("the end")');
  await vi.waitUntil(() => pulumi.stderr.endsWith("the end\n"), { timeout: 30_000 });
  return pulumi.stderr;
}
