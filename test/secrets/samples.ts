/** The outputs of a resource in good order, its password left out. */
export const outputsOf = (domain: string) => ({
  domain,
  from: "no-reply@acme.com",
  host: "smtp.acme.com",
  port: 587,
  username: "acme",
  enabled: true,
  onExisting: "fail",
  onDelete: "delete",
  preflight: "off",
  providerName: "smtp",
});
