/**
 * The Auth0 SDK, loaded only when a request is made: it costs a quarter of a second and 100 MB, and most runs change
 * nothing. By `require`, because `import()` would load a second copy of it whose error classes are others.
 */
export function sdk(): typeof import("auth0") {
  return require("auth0");
}
