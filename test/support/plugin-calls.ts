import { isDeepStrictEqual } from "node:util";
import type providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import {
  answersBy,
  type CheckFailure,
  call,
  type Done,
  type Outcome,
  type Properties,
  type Provider,
} from "./provider-calls.ts";
import { KIND, SECRET, secret } from "./provider-protocol.ts";

/** What the dynamic resource's class would have said in its hidden input, and the protocol says otherwise. */
interface Program {
  readonly password?: unknown;
  readonly plain?: Properties;
  readonly urn?: string;
}

/**
 * The plugin, spoken to as the engine does: secrets are marked, each call names its resource, and a check of a resource
 * that is recorded is followed by a diff, which is told of `ignoreChanges`.
 */
export class PluginProvider implements Provider {
  readonly client: providerGrpc.ResourceProviderClient;
  private readonly ignoreChanges: readonly string[] | undefined;
  private ignored: readonly string[] = [];
  /** The recorded inputs: a check is told of them, and so are the calls that follow it. */
  private oldInputs: Properties | undefined;

  /** @param ignoreChanges what the resource ignores; left out: the password, where it is filled in */
  constructor(client: providerGrpc.ResourceProviderClient, ignoreChanges?: readonly string[]) {
    this.client = client;
    this.ignoreChanges = ignoreChanges;
  }

  async check(
    olds: Properties,
    news: Properties,
  ): Promise<Outcome<{ readonly inputs: Properties; readonly failures: readonly CheckFailure[] }>> {
    const { __program: program, ...values } = news;
    const { password, plain, urn = urnOf(news) }: Program = isObject(program) ? program : { plain: values };
    const secrets = Object.keys(values).filter((name) => !isDeepStrictEqual(values[name], plain?.[name]));
    const request = new pb.CheckRequest().setUrn(urn).setOlds(pack(olds)).setNews(pack(values, secrets));
    const checked = await call(
      (done: Done<pb.CheckResponse>) => this.client.check(request, done),
      answers.checked,
    );
    const isFilled = program !== undefined && values.password !== undefined && values.password !== password;
    this.oldInputs = olds;
    this.ignored = this.ignoreChanges ?? (isFilled && values.password === olds.password ? ["password"] : []);
    if (!checked.ok || checked.failures.length > 0 || Object.keys(olds).length === 0) return checked;
    const ignoring = await this.diffOf(olds, olds, checked.inputs, secrets);
    return ignoring.ok ? checked : { ...checked, failures: [{ property: "", reason: ignoring.message }] };
  }

  diff(_id: string, olds: Properties, news: Properties) {
    return this.diffOf(this.oldInputs ?? olds, olds, news, []);
  }

  create(inputs: Properties): Promise<Outcome<{ readonly id: string; readonly outputs: Properties }>> {
    const request = new pb.CreateRequest().setUrn(urnOf(inputs)).setProperties(pack(inputs, ["password"]));
    return call((done: Done<pb.CreateResponse>) => this.client.create(request, done), answers.created);
  }

  read(
    id: string,
    outputs: Properties,
  ): Promise<Outcome<{ readonly id: string; readonly outputs: Properties; readonly inputs: Properties }>> {
    const request = new pb.ReadRequest()
      .setId(id)
      .setUrn(urnOf({ domain: id }))
      .setProperties(pack(outputs, ["password"]))
      .setInputs(pack({}));
    return call((done: Done<pb.ReadResponse>) => this.client.read(request, done), answers.read);
  }

  update(id: string, olds: Properties, news: Properties): Promise<Outcome<{ readonly outputs: Properties }>> {
    const request = new pb.UpdateRequest()
      .setId(id)
      .setUrn(urnOf(news))
      .setOldInputs(pack(this.oldInputs ?? olds, ["password"]))
      .setIgnorechangesList([...this.ignored])
      .setOlds(pack(olds, ["password"]))
      .setNews(pack(news, ["password"]));
    return call((done: Done<pb.UpdateResponse>) => this.client.update(request, done), answers.updated);
  }

  delete(id: string, outputs: Properties): Promise<Outcome<object>> {
    const request = new pb.DeleteRequest()
      .setId(id)
      .setUrn(urnOf(outputs))
      .setProperties(pack(outputs, ["password"]));
    return call((done: Done<unknown>) => this.client.delete(request, done), answers.deleted);
  }

  private diffOf(oldInputs: Properties, olds: Properties, news: Properties, secrets: readonly string[]) {
    const request = new pb.DiffRequest()
      .setUrn(urnOf(news))
      .setOldInputs(pack(oldInputs, secrets))
      .setOlds(pack(olds, secrets))
      .setNews(pack(news, secrets))
      .setIgnorechangesList([...this.ignored]);
    return call((done: Done<pb.DiffResponse>) => this.client.diff(request, done), answers.differs);
  }
}

/** Which of the properties in an answer were secrets: the engine records that with them, and says it again. */
const recordedSecrets = new WeakMap<Properties, ReadonlySet<string>>();

function urnOf({ domain }: Properties): string {
  return `urn:pulumi:test::mail::auth0-smtp:index:SmtpEmailProvider::mail-${domain}`;
}

function pack(properties: Properties, secrets: readonly string[] = []): struct.Struct {
  const known = recordedSecrets.get(properties);
  const entries = Object.entries(properties).map(([name, value]) => [
    name,
    (secrets.includes(name) || known?.has(name)) && value !== undefined ? secret(value) : value,
  ]);
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(Object.fromEntries(entries))));
}

/** @throws Error where a password is not marked as a secret */
function unpack(packed: struct.Struct | undefined): Properties {
  const secrets = new Set<string>();
  const entries = Object.entries(packed?.toJavaScript() ?? {}).map(([name, value]) => {
    const isSecret = isObject(value) && value[KIND] === SECRET;
    if (isSecret) secrets.add(name);
    if (name === "password" && !isSecret) throw new Error("The password is not marked as a secret.");
    return [name, isSecret ? value.value : value];
  });
  const properties = Object.fromEntries(entries);
  recordedSecrets.set(properties, secrets);
  return properties;
}

const answers = answersBy(unpack);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
