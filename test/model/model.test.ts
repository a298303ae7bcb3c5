/** Thousands of lives of one resource, made up at random, against a model of what should be true. */
import { test } from "vitest";
import { runModel } from "./run-model.ts";

test("1,000 lives of one resource", () => runModel(1000));
