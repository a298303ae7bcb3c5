/** Hundreds of lives of one resource, made up at random, against a model of what should be true. */
import { test } from "vitest";
import { SHELL } from "../support/which-shell.ts";
import { runModel } from "./run-model.ts";

// The plugin answers over the wire, which takes its time.
const LIVES = SHELL === "plugin" ? 300 : 1000;

test(`${LIVES} lives of one resource`, () => runModel(LIVES));
