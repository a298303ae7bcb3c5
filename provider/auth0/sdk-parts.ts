/**
 * What is used of the Auth0 SDK, of which an index loads everything. The build makes one file of this module and of
 * all that it needs (`sdk-bundle.js`): see decision 0009.
 *
 * @module
 */
import { createManagementAuth } from "auth0";
import { ProviderClient } from "auth0/emails/provider";
import { VerificationEmailClient } from "auth0/jobs/verificationEmail";
import { LogsClient } from "auth0/logs";

export { ManagementError, ManagementTimeoutError, TokenProvider } from "auth0";

/** A tenant's Management API: the SDK's own clients, under the names that they have in its `ManagementClient`. */
export class ManagementClient {
  readonly emails: { readonly provider: ProviderClient };
  readonly jobs: { readonly verificationEmail: VerificationEmailClient };
  readonly logs: LogsClient;

  /** @param options those of the SDK's `ManagementClient` */
  constructor(options: Parameters<typeof createManagementAuth>[0]) {
    const { fetch } = options;
    const shared = { ...createManagementAuth(options).clientOptions, ...(fetch ? { fetch } : {}) };
    this.emails = { provider: new ProviderClient(shared) };
    this.jobs = { verificationEmail: new VerificationEmailClient(shared) };
    this.logs = new LogsClient(shared);
  }
}
