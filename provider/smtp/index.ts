/**
 * What can be known of an SMTP server before Auth0 is told of it: {@link adviceFor} from a table, without a connection;
 * {@link preflight} from a conversation with the server itself.
 *
 * @module
 */
export { ADVICE_CODES, type Advice, type AdviceCode, type AdviceSettings, adviceFor } from "./advice";
export {
  type Finding,
  type PreflightReport,
  REQUIREMENTS,
  type Report,
  type Requirement,
} from "./finding";
export { preflight } from "./preflight";
export type { PreflightOptions } from "./preflight-options";
export { SERVICES, type Service, serviceOf } from "./services";
