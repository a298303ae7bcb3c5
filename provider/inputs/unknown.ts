/**
 * What stands in for a value that is not known yet, at preview, whatever its type
 * (`rpc.unknownValue` of @pulumi/pulumi, fixed by the engine's protocol).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether `value` is, or anywhere contains, a value that is not known yet. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}
