export { type Checked, checkInputs, type Failure } from "./check";
export { PROGRAM_KEY } from "./program";
