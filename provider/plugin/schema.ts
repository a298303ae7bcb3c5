/** Stand-in until the generator is merged. */
export function packageSchema(version: string): object {
  return { name: "auth0-smtp", version };
}
