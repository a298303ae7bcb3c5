/** The engine's address is a provider process's last argument, after any flags of the engine's. */
export function engineAddress(argv: readonly string[]): string | undefined {
  const last = argv.at(-1) ?? "";
  return /^[\w.[\]:-]+:\d+$/.test(last) ? last : undefined;
}
