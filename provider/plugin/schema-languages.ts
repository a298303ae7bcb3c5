/**
 * What the generated SDKs are called. They are generated where they are used (`pulumi package add`), and published nowhere:
 * each language has the name that Pulumi gives to packages there, and claims no registry's or host's.
 */
export const LANGUAGES = {
  // Not pulumi-auth0-smtp, which is this package with the dynamic resource: a program may use both.
  nodejs: { packageName: "pulumi-auth0-smtp-sdk", respectSchemaVersion: true },
  python: {
    packageName: "pulumi_auth0_smtp",
    pyproject: { enabled: true },
    // Dictionaries may stand for objects.
    inputTypes: "classes-and-dicts",
    respectSchemaVersion: true,
  },
  go: {
    generateResourceContainerTypes: false,
    respectSchemaVersion: true,
  },
  csharp: {
    rootNamespace: "Pulumi",
    namespaces: { "auth0-smtp": "Auth0Smtp" },
    respectSchemaVersion: true,
  },
  java: { basePackage: "com.pulumi", packages: { "auth0-smtp": "auth0smtp" } },
} as const;
