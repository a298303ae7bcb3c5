import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type GetSchemaRequest,
  GetSchemaResponse,
  type InvokeRequest,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answer } from "./answer";
import type { Engines } from "./engines";

/** `pulumirpc.ResourceProvider`, call by call. What a call needs is loaded with the first one that needs it. */
export function service(engines: Engines): UntypedServiceImplementation {
  return {
    handshake: answer((request: ProviderHandshakeRequest, connection) => {
      engines.attach(connection, request.getEngineAddress());
      return new ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    attach: answer((request: PluginAttach, connection) => {
      engines.attach(connection, request.getAddress());
      return new Empty();
    }),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version())),
    getSchema: answer((_: GetSchemaRequest) => new GetSchemaResponse().setSchema(schema())),

    checkConfig: answer((request: CheckRequest) => config().checkConfig(request)),
    diffConfig: answer((request: DiffRequest) => config().diffConfig(request)),
    configure: answer((request: ConfigureRequest, connection) => {
      engines.of(connection).configure(config().configOf(request));
      return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),

    check: answer((request: CheckRequest, connection) => {
      const { check }: typeof import("./check") = require("./check");
      return check(engines.of(connection), request);
    }),
    diff: answer((request: DiffRequest) => {
      const { diff }: typeof import("./diff") = require("./diff");
      return diff(request);
    }),
    create: answer((request: CreateRequest, connection) => write().create(engines.of(connection), request)),
    update: answer((request: UpdateRequest, connection) => write().update(engines.of(connection), request)),
    delete: answer(async (request: DeleteRequest, connection) => {
      await write().remove(engines.of(connection), request);
      return new Empty();
    }),
    read: answer((request: ReadRequest, connection) => {
      const { read }: typeof import("./read") = require("./read");
      return read(engines.of(connection), request);
    }),
    invoke: answer((request: InvokeRequest, connection) => {
      const { invoke }: typeof import("./invoke") = require("./invoke");
      return invoke(engines.of(connection), request);
    }),
    cancel: answer((_: Empty, connection) => {
      engines.of(connection).cancel();
      return new Empty();
    }),
  };
}

function config(): typeof import("./config") {
  return require("./config");
}

function write(): typeof import("./write") {
  return require("./write");
}

function version(): string {
  const { version }: { readonly version: string } = require("../../package.json");
  return version;
}

/** As published: making it anew would load all the inputs' schemas. */
function schema(): string {
  return JSON.stringify(require("../../schema/plugin.json"));
}
