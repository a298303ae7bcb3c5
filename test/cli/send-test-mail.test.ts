import { expect, test } from "vitest";
import { sendTestMail } from "../../provider/smtp/send-test-mail.ts";
import { account, startRaw } from "../smtp/servers.ts";
import { badServer, stopped } from "./mail-servers.ts";

// The command never comes so far with such servers: its check stops it before. This is the second lock.

const letter = { ...account, host: "localhost", from: "no-reply@acme.com", to: "jane@example.com" };

test("a certificate of no public CA: no login, no mail", async () => {
  let logins = 0;
  const { port } = await badServer({
    authMethods: ["LOGIN"],
    onAuth: (_auth, _session, done) => {
      logins++;
      done(null, { user: "acme" });
    },
  });
  expect(await sendTestMail({ ...letter, port })).toMatchObject({
    sent: false,
    seen: expect.stringMatching(/\(E/),
  });
  expect(logins).toBe(0);
});

test.each(["250 AUTH LOGIN PLAIN", "250-AUTH LOGIN PLAIN\r\n250 STARTTLS"])(
  "no TLS, or none in spite of the offer: nothing but EHLO, STARTTLS and QUIT is said (%j)",
  async (offer) => {
    let heard = "";
    const { port } = stopped(
      await startRaw(async (socket) => {
        socket.write("220 plain.example.com ESMTP\r\n");
        for await (const chunk of socket) {
          heard += chunk;
          socket.write(`${chunk}`.startsWith("EHLO") ? `250-plain\r\n${offer}\r\n` : "454 not now\r\n");
        }
      }),
    );
    expect(await sendTestMail({ ...letter, port })).toMatchObject({ sent: false });
    expect(heard).toMatch(/^EHLO \S+\r\nSTARTTLS\r\n(QUIT\r\n)?$/);
  },
);

test("TLS 1.1 at most: no mail", async () => {
  const { port } = await badServer({
    minVersion: "TLSv1",
    maxVersion: "TLSv1.1",
    ciphers: "DEFAULT:@SECLEVEL=0",
  });
  expect(await sendTestMail({ ...letter, port })).toMatchObject({ sent: false });
});
