#!/usr/bin/env node
/**
 * `pulumi-resource-auth0-smtp`: what the engine starts. It runs on whatever Node comes first on PATH.
 *
 * @module
 */
import module from "node:module";

/** The oldest Node that it runs on, as `engines` of package.json. */
const OLDEST_NODE = 22;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  console.error(
    `pulumi-resource-auth0-smtp needs Node ${OLDEST_NODE} or newer, and the first node on PATH is ${process.version}.`,
  );
  process.exit(1);
}

// Compiled once, and not again with each run: that is most of what starting costs.
module.enableCompileCache();
const { serve }: typeof import("./serve") = require("./serve");
void serve();
