import type grpc from "@grpc/grpc-js";
import type providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import status from "@pulumi/pulumi/proto/status_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { ask } from "./provider-protocol.ts";

export type Properties = Readonly<Record<string, unknown>>;

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** The call failed: in the provider's words, with the code they begin with. */
export interface Failed {
  readonly ok: false;
  readonly code: string | undefined;
  readonly message: string;
  /** What the engine would record in spite of the failure. */
  readonly recorded: Properties | undefined;
}

export type Outcome<T> = ({ readonly ok: true } & T) | Failed;

/** A provider, whichever shell answers. A blank `id` that is read: it is gone. */
export interface Provider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<Outcome<{ readonly inputs: Properties; readonly failures: readonly CheckFailure[] }>>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<Outcome<{ readonly changes: boolean; readonly replaces: readonly string[] }>>;
  create(inputs: Properties): Promise<Outcome<{ readonly id: string; readonly outputs: Properties }>>;
  read(
    id: string,
    outputs: Properties,
  ): Promise<Outcome<{ readonly id: string; readonly outputs: Properties; readonly inputs: Properties }>>;
  update(id: string, olds: Properties, news: Properties): Promise<Outcome<{ readonly outputs: Properties }>>;
  delete(id: string, outputs: Properties): Promise<Outcome<object>>;
}

type Client = providerGrpc.ResourceProviderClient;
export type Done<A> = (error: grpc.ServiceError | null, answer: A) => void;

/**
 * One provider in the process, spoken to as the engine does: by the text in `__provider`. The text goes along with
 * every call, and is left out of what comes back.
 */
export class DynamicProvider implements Provider {
  private readonly client: Client;
  private readonly text: string;

  constructor(client: Client, text: string) {
    this.client = client;
    this.text = text;
  }

  /** @param olds the inputs last recorded */
  check(
    olds: Properties,
    news: Properties,
  ): Promise<Outcome<{ readonly inputs: Properties; readonly failures: readonly CheckFailure[] }>> {
    const request = new pb.CheckRequest().setOlds(this.old(olds)).setNews(this.pack(news));
    return call((done: Done<pb.CheckResponse>) => this.client.check(request, done), answers.checked);
  }

  /** @param olds the outputs last recorded */
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<Outcome<{ readonly changes: boolean; readonly replaces: readonly string[] }>> {
    const request = new pb.DiffRequest().setId(id).setOlds(this.pack(olds)).setNews(this.pack(news));
    return call((done: Done<pb.DiffResponse>) => this.client.diff(request, done), answers.differs);
  }

  create(inputs: Properties): Promise<Outcome<{ readonly id: string; readonly outputs: Properties }>> {
    const request = new pb.CreateRequest().setProperties(this.pack(inputs));
    return call((done: Done<pb.CreateResponse>) => this.client.create(request, done), answers.created);
  }

  /** A blank `id` in the answer: it is gone. */
  read(
    id: string,
    outputs: Properties,
  ): Promise<Outcome<{ readonly id: string; readonly outputs: Properties; readonly inputs: Properties }>> {
    const request = new pb.ReadRequest().setId(id).setProperties(this.pack(outputs));
    return call((done: Done<pb.ReadResponse>) => this.client.read(request, done), answers.read);
  }

  /** @param olds the outputs last recorded */
  update(id: string, olds: Properties, news: Properties): Promise<Outcome<{ readonly outputs: Properties }>> {
    const request = new pb.UpdateRequest().setId(id).setOlds(this.pack(olds)).setNews(this.pack(news));
    return call((done: Done<pb.UpdateResponse>) => this.client.update(request, done), answers.updated);
  }

  delete(id: string, outputs: Properties): Promise<Outcome<object>> {
    const request = new pb.DeleteRequest().setId(id).setProperties(this.pack(outputs));
    return call((done: Done<unknown>) => this.client.delete(request, done), answers.deleted);
  }

  private pack(properties: Properties): struct.Struct {
    return pack({ ...properties, __provider: this.text });
  }

  /** Where there is no resource yet, the engine has nothing to hand over. */
  private old(properties: Properties): struct.Struct {
    return Object.keys(properties).length === 0 ? pack({}) : this.pack(properties);
  }
}

/** Gives the process the stack's config, as the engine does once. */
export async function configure(
  client: Client,
  config: Readonly<Record<string, string>>,
  request = new pb.ConfigureRequest(),
): Promise<void> {
  request.setArgs(pack(config));
  await ask<unknown>((done) => client.configure(request, done));
}

/** Undefined is left out, as the engine does. */
function pack(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}

function unpack(packed: struct.Struct | undefined): Properties {
  const { __provider: _, ...properties } = packed?.toJavaScript() ?? {};
  return properties;
}

type Unpack = (packed: struct.Struct | undefined) => Properties;

/** What the answers say, by how a shell's properties come out of them. */
export const answersBy = (unpack: Unpack) => ({
  checked: (answer: pb.CheckResponse) => ({
    inputs: unpack(answer.getInputs()),
    failures: answer
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
  }),
  differs: (answer: pb.DiffResponse) => ({
    changes: answer.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
    replaces: answer.getReplacesList(),
  }),
  created: (answer: pb.CreateResponse) => ({ id: answer.getId(), outputs: unpack(answer.getProperties()) }),
  read: (answer: pb.ReadResponse) => ({
    id: answer.getId(),
    outputs: unpack(answer.getProperties()),
    inputs: unpack(answer.getInputs()),
  }),
  updated: (answer: pb.UpdateResponse) => ({ outputs: unpack(answer.getProperties()) }),
  deleted: (_: unknown) => ({}),
});

const answers = answersBy(unpack);

export function call<A, T>(send: (done: Done<A>) => unknown, read: (answer: A) => T): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    send((error, answer) => resolve(error ? failed(error) : { ok: true, ...read(answer) }));
  });
}

function failed({ details, metadata }: grpc.ServiceError): Failed {
  const [detail] = metadata.get("grpc-status-details-bin");
  return {
    ok: false,
    code: /^([A-Z_]+): /.exec(details)?.[1],
    message: details,
    recorded: detail instanceof Buffer ? recorded(detail) : undefined,
  };
}

/** A provider may fail and have a half-made resource recorded all the same. */
function recorded(detail: Buffer): Properties | undefined {
  const [packed] = status.Status.deserializeBinary(detail).getDetailsList();
  const failure = packed && pb.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
  return failure && unpack(failure.getProperties());
}
