/** The emulator against Auth0's recorded traffic, exchange by exchange. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { serviceName } from "../emulator/email-provider-schema.ts";
import { type Emulator, startEmulator } from "../emulator/index.ts";
import { callsTo } from "./emulator-client.ts";

const recordings = z
  .array(
    z.object({
      source: z.string(),
      exchanges: z.array(
        z.object({
          method: z.string(),
          path: z.string(),
          request: z.unknown(),
          status: z.number(),
          response: z.unknown(),
        }),
      ),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "auth0-recorded-traffic.json"), "utf8")));

const provider = z.object({
  name: serviceName,
  enabled: z.boolean(),
  default_from_address: z.string(),
  credentials: z.record(z.string(), z.unknown()),
});

const domain = "acme.eu.auth0.com";
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

describe("Auth0's recorded traffic", () => {
  test("is there", () => expect(recordings.flatMap(({ exchanges }) => exchanges)).toHaveLength(50));

  test.each(recordings)("$source", async ({ exchanges }) => {
    const [first] = exchanges;
    if (first?.method === "GET" && first.status === 200) {
      emulator.tenant(domain).setProvider(provider.parse(first.response));
    }
    const send = callsTo(emulator, domain);
    for (const [index, exchange] of exchanges.entries()) {
      const reply = await send(exchange.method, exchange.path, exchange.request ?? undefined);
      const { status, response } = exchange;
      expect({ index, status: reply.status, body: reply.body }).toEqual({ index, status, body: response });
    }
  });
});
