/**
 * What can be known of an SMTP server before Auth0 is told of it: {@link adviceFor} from a table, without a connection;
 * {@link preflight} from a conversation with the server itself.
 *
 * @module
 */
export { ADVICE_CODES, type Advice, type AdviceCode, type AdviceSubject, adviceFor } from "./advice";
export {
  type Finding,
  type Preflight,
  REQUIREMENTS,
  type Report,
  type Requirement,
  type Status,
} from "./finding";
export type { PreflightOptions } from "./options";
export { preflight } from "./preflight";
export { SERVICES, type Service, serviceOf } from "./services";
