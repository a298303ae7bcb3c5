/** Which shell answers: the same tests run against both, each in a vitest project of its own. */
export const SHELL = process.env.TEST_SHELL === "plugin" ? "plugin" : "dynamic";
