/** What a developer has set for Pulumi, Auth0 and SMTP (a backend, tenants, a password) is no business of the tests. */
for (const name of Object.keys(process.env)) {
  if (/^(PULUMI|AUTH0|SMTP)_/.test(name)) delete process.env[name];
}
