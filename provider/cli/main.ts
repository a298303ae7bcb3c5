#!/usr/bin/env node
import { run } from "./program";
import { ownTerminal } from "./terminal";

// A reader may go away in the middle of a text, which must not end in a stack.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

// Ended on purpose: a DNS look-up that was given up would keep the process waiting for it.
run(process.argv.slice(2), ownTerminal).then((code) => process.exit(code));
