/**
 * The resource's `__provider`: the source text that the engine's provider process evaluates, and that every
 * state keeps for as long as the resource lives. `delete` and `refresh` run the text from the state, so it must
 * stay the same from release to release, and what it requires is a public contract.
 *
 * It is short, because every resource keeps it twice, and says what to install where the package is missing: in one
 * line, for the provider process prints an error's stack, once a resource.
 *
 * It is a constant, and not a serialised closure, so that no compiler is loaded into the user's program, no value
 * is captured into the state, and the code that runs is the one installed now.
 */
export const HANDLER =
  "exports.handler=(p='pulumi-auth0-smtp')=>{" +
  "try{return require(p+'/dynamic-provider').provider}" +
  "catch(e){e.stack=e.message='Run npm install '+p+': '+/.*/.exec(e);throw e}}";
