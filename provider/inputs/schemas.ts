import { z } from "zod";
import { kindOf, line, quoted } from "./text";

export { line, secretLine } from "./text";

/** A line that has a form of its own. @param problem what is wrong with it, in words; undefined where nothing is */
export const judged = (max: number, problem: (value: string) => string | undefined) =>
  line(max).superRefine((value, ctx) => {
    const message = problem(value);
    if (message) ctx.addIssue({ code: "custom", message });
  });

export const oneOf = <const T extends readonly string[]>(...values: T) =>
  z.enum(values, { error: `must be ${values.map((value) => `"${value}"`).join(" or ")}` });

export const object = <T extends z.ZodRawShape>(shape: T, known: string) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has unknown ${issue.keys.length > 1 ? "names" : "name"} ${issue.keys.map(quoted).join(", ")}; ${known}`
        : `must be an object, not ${kindOf(issue.input)}`,
  });
