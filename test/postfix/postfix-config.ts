/** The account that may log in, in a realm of its own. */
export const REALM = "acme.test";
/** The sender that belongs to the account. */
export const OWN_SENDER = "no-reply@acme.com";

/** What each service differs in from the settings below. Each listens on a port of its own. */
export const SERVICES = {
  starttls: {},
  "tls-from-the-start": { smtpd_tls_wrappermode: "yes" },
  "plain-only": { smtpd_sasl_path: "plain" },
  "tls-1.1": {
    smtpd_tls_mandatory_protocols: "TLSv1, TLSv1.1",
    smtpd_tls_mandatory_ciphers: "low",
    tls_low_cipherlist: "DEFAULT:@SECLEVEL=0",
  },
  "no-tls": { smtpd_tls_security_level: "none" },
  "strict-sender": { smtpd_delay_reject: "no" },
} as const;

export type Service = keyof typeof SERVICES;

/** The files of one Postfix, by their path in its folder. */
export function postfixFiles(
  folder: string,
  ports: ReadonlyMap<Service, number>,
  tls: { readonly key: string; readonly pem: string },
): Record<string, string> {
  return {
    "config/main.cf": mainCf(folder),
    "config/master.cf": masterCf(ports),
    "config/tls.pem": `${tls.key}${tls.pem}\n`,
    // Debian's OpenSSL allows no TLS below 1.2 to anybody, whatever Postfix says.
    "config/openssl.cnf":
      "openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = tls\n[tls]\nMinProtocol = TLSv1\n",
    "config/sasl/login.conf": saslConf(folder, "PLAIN LOGIN"),
    "config/sasl/plain.conf": saslConf(folder, "PLAIN"),
  };
}

/** postconf(5). Nothing in it points outside the folder but Postfix's own programs. */
function mainCf(folder: string): string {
  const settings = {
    compatibility_level: "3.6",
    queue_directory: `${folder}/queue`,
    data_directory: `${folder}/data`,
    maillog_file_prefixes: folder,
    maillog_file: `${folder}/maillog`,
    import_environment: `MAIL_CONFIG LANG=C OPENSSL_CONF=${folder}/config/openssl.cnf`,
    myhostname: "mail.acme.test",
    inet_interfaces: "loopback-only",
    inet_protocols: "ipv4",
    mydestination: "",
    mynetworks: "",
    alias_maps: "",
    local_recipient_maps: "",
    smtpd_relay_restrictions: "permit_sasl_authenticated, reject",
    smtpd_sender_restrictions: "reject_sender_login_mismatch",
    smtpd_sender_login_maps: `inline:{${OWN_SENDER}=acme@${REALM}}`,
    smtpd_sasl_auth_enable: "yes",
    smtpd_sasl_local_domain: REALM,
    smtpd_sasl_path: "login",
    cyrus_sasl_config_path: `${folder}/config/sasl`,
    smtpd_tls_security_level: "encrypt",
    smtpd_tls_mandatory_protocols: "TLSv1.2, TLSv1.3",
    smtpd_tls_chain_files: `${folder}/config/tls.pem`,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}

/** master(5): the services, and what they need to answer up to RCPT TO. Nothing here can send a mail. */
function masterCf(ports: ReadonlyMap<Service, number>): string {
  const services = [...ports].map(([service, port]) =>
    [
      `127.0.0.1:${port} inet n - n - - smtpd`,
      ...Object.entries(SERVICES[service]).map(([name, value]) => `  -o { ${name} = ${value} }`),
    ].join("\n"),
  );
  return `${[
    "postlog unix-dgram n - n - 1 postlogd",
    "rewrite unix - - n - - trivial-rewrite",
    "cleanup unix n - n - 0 cleanup",
    "tlsmgr unix - - n - 1 tlsmgr",
    "anvil unix - - n - 1 anvil",
    ...services,
  ].join("\n")}\n`;
}

/** Cyrus SASL's options for one application: who may log in is in a file of ours. */
function saslConf(folder: string, mechanisms: string): string {
  return `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: ${folder}/sasldb\nmech_list: ${mechanisms}\n`;
}
