import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type engine from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";

/** What the provider process said to the user through the engine. */
export interface Message {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly text: string;
  readonly urn: string;
}

const SEVERITIES = ["debug", "info", "warning", "error"] as const;

/** The part of the engine that a provider process calls back: it listens to what is said, and keeps it. */
export class EngineMessages {
  readonly address: string;
  readonly messages: Message[];
  private readonly server: grpc.Server;

  private constructor(server: grpc.Server, port: number, messages: Message[]) {
    this.server = server;
    this.address = `127.0.0.1:${port}`;
    this.messages = messages;
  }

  static async listen(): Promise<EngineMessages> {
    const messages: Message[] = [];
    const server = new grpc.Server();
    server.addService(engineGrpc.EngineService, {
      log(call: grpc.ServerUnaryCall<engine.LogRequest, unknown>, done: grpc.sendUnaryData<unknown>) {
        messages.push({
          severity: SEVERITIES[call.request.getSeverity()] ?? "error",
          text: call.request.getMessage(),
          urn: call.request.getUrn(),
        });
        done(null, new empty.Empty());
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return new EngineMessages(server, port, messages);
  }

  close(): void {
    this.server.forceShutdown();
  }
}
