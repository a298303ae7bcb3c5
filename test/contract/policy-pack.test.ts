import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/analyzer_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { expect, onTestFinished, test } from "vitest";
import { INPUTS } from "./provider-suite.ts";

test("a policy for the class is applied to its resources, and to no others", async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("policy-pack.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill();
  });
  const [port] = await once(createInterface(child.stdout), "line");
  const client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  onTestFinished(() => client.close());
  const violations = (type: string, host: string) =>
    new Promise<string[]>((resolve, reject) => {
      const request = new pb.AnalyzeRequest()
        .setType(type)
        .setUrn(`urn:pulumi:test::mail::${type}::mail`)
        .setName("mail")
        .setOptions(new pb.AnalyzerResourceOptions())
        .setProperties(struct.Struct.fromJavaScript({ ...INPUTS, host }));
      client.analyze(request, (error, answer) =>
        error ? reject(error) : resolve(answer.getDiagnosticsList().map((said) => said.getMessage())),
      );
    });
  const ours = "pulumi-nodejs:dynamic/auth0:SmtpEmailProvider";
  expect(await violations(ours, "smtp.example.com")).toEqual([
    expect.stringContaining("smtp.example.com is not ours."),
  ]);
  expect(await violations(ours, "smtp.acme.com")).toEqual([]);
  expect(await violations("pulumi-nodejs:dynamic:Resource", "smtp.example.com")).toEqual([]);
});
