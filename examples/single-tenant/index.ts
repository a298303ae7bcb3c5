import * as pulumi from "@pulumi/pulumi";
import { SmtpEmailProvider } from "pulumi-auth0-smtp";

const config = new pulumi.Config();
const verifyUser = config.get("verifyUser");

// The tenant is the one in config auth0:domain, or in AUTH0_DOMAIN.
const mail = new SmtpEmailProvider("mail", {
  from: config.require("mailFrom"),
  host: config.require("smtpHost"),
  port: config.getNumber("smtpPort"),
  username: config.require("smtpUsername"),
  // Not required: once applied, it may be taken out of the config until host, port or username change.
  password: config.getSecret("smtpPassword"),
  // A change proves itself by a mail that Auth0 sends to this user, and is rolled back where that fails.
  verify: verifyUser === undefined ? undefined : { userId: verifyUser },
});

export const domain = mail.domain;
export const server = pulumi.interpolate`${mail.host}:${mail.port}`;
