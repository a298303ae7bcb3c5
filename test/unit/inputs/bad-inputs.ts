/** Inputs that are refused: what is wrong in words, and what leads to it. */

const MEGABYTE = "x".repeat(1_000_000);
const CONTROL = "must not contain line breaks or other control characters";
const LABELS = "must be a host name: labels of letters, digits and hyphens between dots";
const ASCII = "must be in ASCII; write an internationalised name in its xn-- form";
const BEFORE_AT = "must be an e-mail address: what is before the @ is not";
const AFTER_AT = "must be an e-mail address: what is after the @ is not a domain";
const QUOTES = 'must have the name in double quotes, as in "Acme, Inc." <no-reply@example.com>';
const KNOWN =
  "is not an input; known are domain, from, host, port, username, password, passwordFrom, enabled, settings, " +
  "onExisting, onDelete, preflight";
const placeholder = (form: string) =>
  `still has an unresolved placeholder of the form ${form}; put the real value in its place`;
const headers = (name: string, value: unknown) => ({ headers: { [name]: value } });

type Row = readonly [fault: string, ...values: (readonly [input: string, value: unknown])[]];

/** The fault in words, and what leads to it. Where the words do not begin with the input, they name it more exactly. */
export const badInputs: readonly Row[] = [
  [
    "must be a string, not a number",
    ["domain", 42],
    ["from", 42],
    ["host", 42],
    ["username", 42],
    ["password", 42],
  ],
  ["must be a string, not a list", ["domain", ["a.b"]], ["host", ["smtp.acme.com"]], ["password", ["pw"]]],
  ["must be a string, not an object", ["from", { address: "a@b.co" }], ["username", {}]],
  ["must be a string, not a boolean", ["host", false], ["username", true]],
  ["must not be empty", ["domain", ""], ["from", ""], ["host", ""], ["username", ""], ["password", ""]],
  [
    CONTROL,
    ["domain", "acme.eu.auth0.com\r\nHost: evil.example"],
    ["domain", "acme.eu.auth0.com\0"],
    ["from", "no-reply@acme.com\r\nBcc: all@acme.com"],
    ["from", "no-reply@acme.com\0"],
    ["host", "smtp.acme.com\r\nMAIL FROM:<>"],
    ["host", "smtp.acme.com\0.evil.example"],
    ["username", "acme\r\n"],
    ["username", "ac\0me"],
    ["username", "ac\u2028me"],
    ["password", "pass\nword"],
    ["password", "password\r\n"],
    ["password", "pass\0word"],
    ["password", "pass\u0085word"],
  ],
  ["must be at most 260 characters long", ["domain", MEGABYTE]],
  ["must be at most 512 characters long", ["from", MEGABYTE]],
  ["must be at most 1024 characters long", ["host", MEGABYTE], ["username", MEGABYTE]],
  [
    "must be at most 253 characters long",
    ["host", `${"a.".repeat(127)}b`],
    ["domain", `${"a.".repeat(127)}b`],
  ],
  ["must be at most 4096 characters long", ["password", MEGABYTE], ["password", "x".repeat(4097)]],
  ["must not begin or end with white space", ["username", " acme"], ["host", "smtp.acme.com "]],
  [
    placeholder("##NAME##"),
    ["domain", "##AUTH0_DOMAIN##"],
    ["from", "##FROM##@acme.com"],
    ["host", "##SMTP_HOST##"],
    ["username", "##SMTP_USER##"],
    ["password", "##SMTP_PASS##"],
  ],
  [
    placeholder("@@NAME@@"),
    ["domain", "@@AUTH0_DOMAIN@@"],
    ["from", "@@FROM@@"],
    ["host", "@@SMTP_HOST@@"],
    ["username", "@@SMTP_USER@@"],
    ["password", "@@SMTP_PASS@@"],
  ],
  [
    placeholder("$" + "{NAME}"),
    ["domain", "acme.$" + "{REGION}.auth0.com"],
    ["from", "$" + "{FROM}"],
    ["host", "$" + "{SMTP_HOST}"],
    ["username", "acme-$" + "{STAGE}"],
    ["password", "$" + "{SMTP_PASS}"],
  ],
  [
    "must be a host name without a scheme",
    ["domain", "https://acme.eu.auth0.com"],
    ["host", "smtp://smtp.acme.com"],
  ],
  [
    "must be a host name without a path",
    ["domain", "acme.eu.auth0.com/api/v2"],
    ["domain", "acme.eu.auth0.com/"],
    ["host", "smtp.acme.com/"],
  ],
  ["must be a host name without a user", ["domain", "me@acme.eu.auth0.com"], ["host", "me@smtp.acme.com"]],
  ["must be a host name without a port", ["host", "smtp.acme.com:587"], ["host", "smtp.acme.com:"]],
  [
    "must not contain spaces",
    ["domain", "acme eu.auth0.com"],
    ["host", "smtp acme.com"],
    ["host", "a\u00a0b"],
  ],
  [
    "must be a host name, not an IPv6 address",
    ["host", "::1"],
    ["host", "[2001:db8::1]"],
    ["domain", "[::1]:443"],
    ["domain", "::1"],
  ],
  [
    ASCII,
    ["host", "smtp.bücher.example"],
    ["host", "smtp.аcme.com"], // a Cyrillic а
    ["host", "smtp。acme.com"], // an ideographic full stop
    ["domain", "асме.eu.auth0.com"],
    ["domain", "acme\u200b.eu.auth0.com"],
  ],
  ["must not end with a dot", ["host", "smtp.acme.com."], ["domain", "acme.eu.auth0.com."]],
  [
    LABELS,
    ["host", "-smtp.acme.com"],
    ["host", "smtp-.acme.com"],
    ["host", "smtp..acme.com"],
    ["host", ".acme.com"],
    ["host", "smtp_1.acme.com"],
    ["host", `${"x".repeat(64)}.acme.com`],
    ["domain", "acme.eu.auth0.com:port"],
    ["domain", "*.auth0.com"],
  ],
  [
    "must be a host name or a whole IPv4 address",
    ["host", "127.0.1"],
    ["host", "127.0.0.256"],
    ["host", "2130706433"],
  ],
  [
    "must have a port from 1 to 65535, or none",
    ["domain", "localhost:0"],
    ["domain", "localhost:65536"],
    ["domain", `localhost:${"9".repeat(30)}`],
  ],
  [
    "must be an e-mail address, such as no-reply@example.com",
    ["from", "no-reply"],
    ["from", "@acme.com"],
    ["from", "Acme <no-reply>"],
    ["from", "Acme < a@acme.com >"],
    ["from", "a @ acme . com"],
    ["from", "<@relay.example:a@acme.com>"],
    ["from", '"no reply"@acme.com'],
  ],
  [
    BEFORE_AT,
    ["from", "no reply@acme.com"],
    ["from", "a@b@acme.com"],
    ["from", "no..reply@acme.com"],
    ["from", "a@acme.com b@acme.com"],
    ["from", "nö-reply@acme.com"],
    ["from", `${"x".repeat(65)}@acme.com`],
  ],
  [
    AFTER_AT,
    ["from", "no-reply@acme"],
    ["from", "no-reply@acme.com;"],
    ["from", "no-reply@-acme.com"],
    ["from", "no-reply@[192.0.2.1]"],
    ["from", "no-reply@192.0.2.1"],
    ["from", "no-reply@"],
  ],
  [
    "must have its domain in ASCII; write an internationalised name in its xn-- form",
    ["from", "no-reply@bücher.example"],
    ["from", "Acme <no-reply@bücher.example>"],
    ["from", "no-reply@аcme.com"], // a Cyrillic а
  ],
  [
    "must have a second double quote where the name ends",
    ["from", '"Acme <hello@acme.com>'],
    ["from", '"Acme\\" <hello@acme.com>'],
    ["from", 'Acme" <hello@acme.com>'],
  ],
  [
    "must be one mailbox, not several",
    ["from", "a@acme.com, b@acme.com <c@acme.com>"],
    ["from", "a@acme.com; b@acme.com <c@acme.com>"],
    ["from", "a@acme.com, b@acme.com"],
    ["from", "A <a@acme.com>, B <b@acme.com>"],
  ],
  ["must be one mailbox, not a group", ["from", "Acme: a@acme.com, b@acme.com;"], ["from", "Acme:;"]],
  [
    QUOTES,
    ["from", "Acme, Inc. <a@acme.com>"],
    ["from", "Acme <EU> <a@acme.com>"],
    ["from", "Acme (EU) <a@acme.com>"],
    ["from", "Acme [EU] <a@acme.com>"],
    ["from", "Acme: EU <a@acme.com>"],
    ["from", "Acme; EU <a@acme.com>"],
    ["from", ", <a@acme.com>"],
    ["from", "Acme @ Home <a@acme.com>"],
    ["from", "Acme \\ Co <a@acme.com>"],
    ["from", "a@acme.com <b@acme.com>"],
    ["from", 'The "Acme" Shop <a@acme.com>'],
    ["from", '"Acme" "EU" <a@acme.com>'],
  ],
  ["must not have a comment in parentheses", ["from", "a@acme.com (Acme)"], ["from", "(Acme) <a@acme.com>"]],
  [
    "must be an e-mail address, or a name and then the address between < and >",
    ["from", "Acme <no-reply@acme.com"],
    ["from", "Acme no-reply@acme.com>"],
    ["from", "Acme <a@acme.com> Inc"],
  ],
  ["must be a number, not a string", ["port", "587"], ["port", ""]],
  ["must be a number, not a boolean", ["port", true]],
  ["must be a number, not a list", ["port", [587]]],
  ["must be a number, not NaN or infinity", ["port", Number.NaN], ["port", Number.POSITIVE_INFINITY]],
  ["must be a whole number", ["port", 58.7], ["port", 0.1]],
  ["must be from 1 to 65535", ["port", 0], ["port", -1], ["port", 65536], ["port", 70000], ["port", 1e21]],
  ["must be true or false, not a string", ["enabled", "true"], ["enabled", ""]],
  ["must be true or false, not a number", ["enabled", 0]],
  ["must be true or false, not a list", ["enabled", []]],
  ['must be "fail" or "adopt"', ["onExisting", "Adopt"], ["onExisting", true]],
  ['must be "delete" or "disable"', ["onDelete", "keep"], ["onDelete", ["delete"]]],
  ['must be "off" or "warn" or "enforce"', ["preflight", "on"], ["preflight", true], ["preflight", 1]],
  ['preflight.mode must be "off" or "warn" or "enforce"', ["preflight", {}], ["preflight", { mode: "on" }]],
  ["must be an object, not a string", ["settings", "{}"], ["passwordFrom", "SMTP_PASS"]],
  ["must be an object, not a list", ["settings", []], ["passwordFrom", [{ env: "SMTP_PASS" }]]],
  ['settings has unknown name "header"; known: headers', ["settings", { header: {} }]],
  [
    'settings has unknown name "__proto__"; known: headers',
    ["settings", JSON.parse('{"__proto__":{"a":1}}')],
  ],
  [
    'settings.headers has unknown names "X-Mailer", "x-ses-configuration-set"; known headers: ' +
      "X-SES-Configuration-Set, X-MC-ViewContentLink, X-MSYS_API",
    ["settings", { headers: { "X-Mailer": "1", "x-ses-configuration-set": "1" } }],
  ],
  [
    `settings.headers.X-SES-Configuration-Set ${CONTROL}`,
    ["settings", headers("X-SES-Configuration-Set", "set\r\nBcc: all@acme.com")],
    ["settings", headers("X-SES-Configuration-Set", "\0")],
  ],
  [
    "settings.headers.X-SES-Configuration-Set must be at most 1024 characters long",
    ["settings", headers("X-SES-Configuration-Set", MEGABYTE)],
  ],
  [
    'settings.headers.X-MC-ViewContentLink must be "true" or "false"',
    ["settings", headers("X-MC-ViewContentLink", true)],
    ["settings", headers("X-MC-ViewContentLink", "yes")],
  ],
  ["settings.headers.X-MSYS_API must be an object, not a string", ["settings", headers("X-MSYS_API", "{}")]],
  [
    "settings.headers.X-MSYS_API must be at most 64 KiB of JSON",
    ["settings", headers("X-MSYS_API", { options: MEGABYTE })],
  ],
  [
    "settings.headers.X-MSYS_API must be JSON, without NaN and infinity",
    ["settings", headers("X-MSYS_API", { options: [{ ttl: Number.NaN }] })],
  ],
  [
    `settings.headers.X-MSYS_API ${placeholder("##NAME##")}`,
    ["settings", headers("X-MSYS_API", { options: [{ campaign: "##CAMPAIGN##" }] })],
  ],
  [
    "must name either env or file, and not both",
    ["passwordFrom", {}],
    ["passwordFrom", { env: "SMTP_PASS", file: "/run/secrets/smtp" }],
    ["passwordFrom", { version: "1" }],
  ],
  [
    "passwordFrom.env must be the name of an environment variable",
    ["passwordFrom", { env: "SMTP-PASS" }],
    ["passwordFrom", { env: "1PASS" }],
  ],
  [
    `passwordFrom.env ${CONTROL}`,
    ["passwordFrom", { env: "SMTP_PASS\0" }],
    ["passwordFrom", { env: "SMTP_PASS\r\nPATH" }],
  ],
  [`passwordFrom.env ${placeholder("##NAME##")}`, ["passwordFrom", { env: "##SMTP_PASS##" }]],
  [
    `passwordFrom.file ${CONTROL}`,
    ["passwordFrom", { file: "/run/secrets/smtp\n" }],
    ["passwordFrom", { file: "/run/secrets/\0smtp" }],
  ],
  [
    `passwordFrom.version ${CONTROL}`,
    ["passwordFrom", { env: "SMTP_PASS", version: "1\r\n2" }],
    ["passwordFrom", { env: "SMTP_PASS", version: "1\0" }],
  ],
  ["passwordFrom.env must be at most 256 characters long", ["passwordFrom", { env: MEGABYTE }]],
  ["passwordFrom.file must be at most 4096 characters long", ["passwordFrom", { file: MEGABYTE }]],
  [
    "passwordFrom.version must be at most 256 characters long",
    ["passwordFrom", { env: "SMTP_PASS", version: MEGABYTE }],
  ],
  ["passwordFrom.file must not be empty", ["passwordFrom", { file: "" }]],
  ["passwordFrom.version must be a string", ["passwordFrom", { env: "SMTP_PASS", version: true }]],
  [
    'passwordFrom has unknown name "Version"; known: env or file, and version',
    ["passwordFrom", { env: "SMTP_PASS", Version: "1" }],
  ],
  ['"Host" is not an input; it is written host', ["Host", "smtp.acme.com"]],
  ['"passwordfrom" is not an input; it is written passwordFrom', ["passwordfrom", {}]],
  [`"smtp_host" ${KNOWN}`, ["smtp_host", "smtp.acme.com"]],
  [`"__proto__" ${KNOWN}`, ["__proto__", { polluted: true }]],
  [`"constructor" ${KNOWN}`, ["constructor", "x"]],
  [`"a\\r\\nb" ${KNOWN}`, ["a\r\nb", "x"]],
  [`"${"x".repeat(64)}…" ${KNOWN}`, [MEGABYTE, "x"]],
];
