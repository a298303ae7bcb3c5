import { SmtpProviderError } from "../model/errors";
import type { Remote } from "../model/remote";

/** What a tenant has, in words. */
export function describeRemote(remote: Remote): string {
  if (remote.kind !== "smtp") return `the e-mail provider "${remote.name}"`;
  const state = remote.enabled ? "" : ", disabled";
  return `the SMTP provider ${remote.host}:${remote.port} (From ${remote.from || "not set"}${state})`;
}

export function passwordRequired(domain: string): SmtpProviderError {
  return new SmtpProviderError("PASSWORD_REQUIRED", {
    what: `The password must be supplied to create, adopt or move the SMTP provider of ${domain}.`,
    truth: "Nothing was sent to Auth0.",
    todo: "Set password (for example config.requireSecret) or passwordFrom.",
  });
}

/** A policy pack has changed the inputs after they were checked. */
export function passwordOfState(domain: string): SmtpProviderError {
  return new SmtpProviderError("PASSWORD_REQUIRED", {
    what:
      `The inputs of ${domain} were changed after they were checked (a policy pack that remediates does that), and the ` +
      "password in the state, which ignoreChanges keeps, would get to another server.",
    truth: "Nothing was sent to Auth0.",
    todo: "Remove password from ignoreChanges and set it, or set passwordFrom.",
  });
}

export function deletedMeanwhile(domain: string): SmtpProviderError {
  return new SmtpProviderError("PASSWORD_REQUIRED", {
    what: `The e-mail provider of ${domain} was deleted since the last refresh, and the inputs have no password.`,
    truth: "The tenant has no e-mail provider now.",
    todo: "Set password or passwordFrom, and run pulumi up again: it creates the provider again.",
  });
}

/** Whether the resource itself made it in an earlier run is not known here: the engine does not tell of a replacement. */
export function providerExists(domain: string, found: Remote): SmtpProviderError {
  return new SmtpProviderError("PROVIDER_EXISTS", {
    what: `${domain} already has ${describeRemote(found)}, and a tenant has only one.`,
    truth: "It was left as it is.",
    todo:
      'To take it over, set onExisting: "adopt", also for up --replace or a taint. If the resource was renamed or moved, ' +
      "give it an alias (opts.aliases) instead.",
  });
}

export function providerChanged(domain: string, found: Remote): SmtpProviderError {
  return new SmtpProviderError("PROVIDER_CHANGED", {
    what: `${domain} was switched to ${describeRemote(found)} since the last refresh.`,
    truth: "It was left as it is.",
    todo: "Run pulumi refresh: the next preview shows the change, and the next up switches it back.",
  });
}

/** There is nothing that could be read. */
export function providerMissing(domain: string): SmtpProviderError {
  return new SmtpProviderError("PROVIDER_MISSING", {
    what: `${domain} has no e-mail provider that could be read.`,
    truth: "Nothing was changed.",
    todo: "Create one with the resource SmtpEmailProvider, or do not read it.",
  });
}

/** There is nothing that could be imported. */
export function notSmtp(domain: string, found: Remote): SmtpProviderError {
  return new SmtpProviderError("PROVIDER_EXISTS", {
    what: `${domain} has ${describeRemote(found)}, and only an SMTP provider can be imported.`,
    truth: "It was left as it is.",
    todo: 'To put an SMTP provider in its place, create the resource with onExisting: "adopt".',
  });
}

/** The program has a resource for the tenant that this run has not made: another one, or the same. */
export function stillWanted(domain: string): SmtpProviderError {
  return new SmtpProviderError("PROVIDER_EXISTS", {
    what: `The program still has a resource for ${domain}, and this run has not created it.`,
    truth: "The tenant's provider was left in place, and this resource stays in the state.",
    todo:
      "Correct what this run reports about the other resources (set an alias where one was renamed or moved), and run pulumi " +
      "up again. To forget this resource and keep the tenant's provider, run pulumi state delete.",
  });
}
