import type { Mutation } from "../mutation.ts";
import { CREDENTIALS } from "./credentials.ts";
import { INPUTS } from "./inputs.ts";
import { LIFECYCLE } from "./lifecycle.ts";
import { PROOF } from "./proof.ts";
import { REQUESTS } from "./requests.ts";
import { SMTP } from "./smtp.ts";
import { STATE } from "./state.ts";

export const MUTATIONS: readonly Mutation[] = [
  ...INPUTS,
  ...STATE,
  ...LIFECYCLE,
  ...PROOF,
  ...REQUESTS,
  ...CREDENTIALS,
  ...SMTP,
];
