import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";

/** How the protocol marks a value as a secret: by this signature under this key. */
export const KIND = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value that is marked as a secret. */
export const secret = (value: unknown) => ({ [KIND]: SECRET, value });

type Client = providerGrpc.ResourceProviderClient;
type Done<Response> = (error: grpc.ServiceError | null, response: Response) => void;

/** A connection of its own to a process that serves the provider protocol: gRPC would share one between clients. */
export function connectTo(port: string): Client {
  return new providerGrpc.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    "grpc.use_local_subchannel_pool": 1,
  });
}

/** One call of the protocol. @throws Error with the provider's words */
export async function ask<Response>(send: (done: Done<Response>) => unknown): Promise<Response> {
  try {
    return await promisify(send)();
  } catch (error) {
    throw new Error(error instanceof Error && "details" in error ? String(error.details) : "no answer");
  }
}
