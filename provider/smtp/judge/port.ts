import type { Advice } from "../advice";
import { type Judgement, pass, warn } from "../finding";

/** Auth0: "We recommend port 587 if available". */
export function judgePort(port: number, advice: readonly Advice[]): Judgement {
  if (advice.length > 0) {
    return warn(advice.map(({ seen }) => seen).join("; "), advice.map((one) => one.advice).join(" "));
  }
  if (port === 587) return pass("587, as Auth0 recommends");
  return pass(`${port}`, "Use port 587 where it is available: Auth0 recommends it.");
}
