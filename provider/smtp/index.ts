export { ADVICE_CODES, type Advice, type AdviceCode, type AdviceSubject, adviceFor } from "./advice";
export { type Finding, REQUIREMENTS, type Report, type Requirement, type Status } from "./finding";
export type { PreflightOptions } from "./options";
export { preflight } from "./preflight";
export { SERVICES, type Service, serviceOf } from "./services";
