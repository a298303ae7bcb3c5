/** Secrets, by what they are called. */
export type Secrets = Readonly<Record<string, string>>;

/** A secret that was found: which, written in which form, and where. Never the secret itself. */
export interface Hit {
  readonly secret: string;
  readonly form: string;
  readonly place: string;
}

/**
 * Looks for secrets in texts, in every form that one may be written down in: as it is, escaped for JSON (once or
 * twice, Go's way too), a URL or a form, in base64 (also as a part of something longer) and in hexadecimal.
 *
 * @param places what is searched, by what it is
 */
export function findSecrets(secrets: Secrets, places: Readonly<Record<string, string>>): Hit[] {
  return Object.entries(secrets).flatMap(([secret, value]) => {
    const forms = formsOf(value);
    return Object.entries(places).flatMap(([place, text]) =>
      forms.filter((form) => text.includes(form.text)).map((form) => ({ secret, form: form.name, place })),
    );
  });
}

/** The names of the secrets that are somewhere in a text. */
export function secretsIn(secrets: Secrets, text: string): string[] {
  return [...new Set(findSecrets(secrets, { text }).map(({ secret }) => secret))];
}

interface Form {
  readonly name: string;
  readonly text: string;
}

function formsOf(secret: string): Form[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    { name: "raw", text: secret },
    { name: "JSON", text: json },
    { name: "JSON in JSON", text: JSON.stringify(json).slice(1, -1) },
    { name: "Go's JSON", text: json.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`) },
    { name: "URL", text: encodeURIComponent(secret) },
    { name: "form", text: new URLSearchParams([["", secret]]).toString().slice(1) },
    { name: "hex", text: Buffer.from(secret).toString("hex") },
    ...base64("base64", secret),
    ...partsOf(secret),
  ];
}

/**
 * A text that was wrapped, cut or escaped in some other way still has runs of letters and digits: whole ones, 11 in a
 * row out of a long one, or the one that it begins with (a parser's error quotes as little).
 */
function partsOf(secret: string): Form[] {
  const runs = [...secret.matchAll(/[a-z0-9]{16,}/gi)].map(([run]) => run);
  const pieces = runs.flatMap((run) =>
    Array.from({ length: Math.floor(run.length / 4) - 1 }, (_, i) => run.slice(i * 4, i * 4 + 8)),
  );
  return [
    ...pieces.map((text) => ({ name: "piece", text })),
    ...[...secret.matchAll(/^[a-z0-9]{7,}/gi)].map(([text]) => ({ name: "beginning", text })),
    ...runs.flatMap((run) => [
      { name: "part in hex", text: Buffer.from(run).toString("hex") },
      ...base64("part in base64", run),
    ]),
  ];
}

/**
 * What base64 makes of a text that begins 0, 1 or 2 bytes into a group of three: without the characters at both ends
 * that depend on what is around it.
 */
function base64(name: string, text: string): Form[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const begin = Math.ceil((offset * 8) / 6);
    const end = Math.floor((bytes.length * 8) / 6);
    return (["base64", "base64url"] as const).map((alphabet) => ({
      name,
      text: bytes.toString(alphabet).slice(begin, end),
    }));
  });
}
