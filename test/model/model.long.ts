/** The same as `model.test.ts`, for longer. */
import { test } from "vitest";
import { runModel } from "./run-model.ts";

test("10,000 lives of one resource", () => runModel(10_000));
