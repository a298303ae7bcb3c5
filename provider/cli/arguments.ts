import type { Command } from "commander";
import { z } from "zod";
import { problemWithAddress } from "../inputs/mailbox";
import { INPUTS } from "../inputs/table";
import { SmtpProviderError } from "../model/errors";

/**
 * The arguments and options of a call, judged; all faults are told together, and no value is repeated: it may be a
 * secret in the wrong place.
 *
 * @throws SmtpProviderError `INVALID_INPUT`
 */
export function readArguments<T extends z.ZodType>(command: Command, schema: T): z.output<T> {
  const positional = command.registeredArguments.map((argument, at) => [argument.name(), command.args[at]]);
  const parsed = schema.safeParse({ ...command.opts(), ...Object.fromEntries(positional) });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${nameOf(command, path[0])} ${message}.`);
  throw calledWrongly(command.name(), faults.join(" "));
}

/** @param what a sentence, or several */
export function calledWrongly(command: string, what: string): SmtpProviderError {
  return new SmtpProviderError("INVALID_INPUT", {
    what,
    truth: "Nothing was done.",
    todo: `See: auth0-smtp ${command} --help`,
  });
}

function nameOf(command: Command, key: PropertyKey | undefined): string {
  const option = command.options.find((one) => one.attributeName() === key);
  return option?.long ?? `<${String(key)}>`;
}

/** An option that this command cannot do without. */
export const required = <T extends z.ZodType<unknown, string>>(value: T) =>
  z.string({ error: "is required" }).pipe(value);

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, { error: "must be a whole number", abort: true })
  .transform(Number);

/** Options that several commands have, with the values that the resource takes. */
export const port = wholeNumber.pipe(INPUTS.port);

export const seconds = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d+)?$/, { error: "must be a number of seconds", abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      error: `must be from ${least} to ${most} seconds`,
    });

/** A bare e-mail address, parsed as the From address is. */
export const address = z.string().superRefine((value, ctx) => {
  const message = problemWithAddress(value);
  if (message) ctx.addIssue({ code: "custom", message });
});
