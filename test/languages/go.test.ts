import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programIn, readingIn } from "./page.ts";
import { sdk } from "./sdk.ts";

const run = promisify(execFile);
const MODULE = "example.com/pulumi-auth0-smtp/sdk/go";

// The modules of Pulumi's SDK at the versions that the generator was built from: Go has them, compiled.
const PINS = fileURLToPath(new URL("../../tools/pulumi-cli/go/sdk-hosts", import.meta.url));

const INPUTS = `package main

import (
	"${MODULE}/auth0smtp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		found, err := ${readingIn("Go")}
		if err != nil {
			return err
		}
		_, err = auth0smtp.NewSmtpEmailProvider(ctx, "mail", &auth0smtp.SmtpEmailProviderArgs{
			From:         pulumi.String(found.From),
			Host:         pulumi.String("smtp.example.com"),
			Port:         pulumi.Int(2525),
			Username:     pulumi.String("u"),
			PasswordFrom: auth0smtp.PasswordFromArgs{Env: pulumi.String("X"), Version: pulumi.String("2")},
			Enabled:      pulumi.Bool(false),
			OnExisting:   auth0smtp.OnExistingAdopt,
			OnDelete:     auth0smtp.OnDeleteDisable,
			Preflight:    auth0smtp.PreflightSettingsArgs{Mode: auth0smtp.PreflightModeEnforce},
			Settings:     auth0smtp.SettingsArgs{Headers: pulumi.Map{"X-SES-Configuration-Set": pulumi.String("x")}},
		})
		if err != nil {
			return err
		}
		_, err = auth0smtp.NewSmtpEmailProvider(ctx, "other", &auth0smtp.SmtpEmailProviderArgs{
			From:      pulumi.String("a@example.com"),
			Host:      pulumi.String("smtp.example.com"),
			Username:  pulumi.String("u"),
			Preflight: pulumi.String("enforce"),
		})
		return err
	})
}`;

const PROGRAMS = {
  page: programIn("go"),
  inputs: INPUTS,
  wrong: programIn("go").replace("Username:", "User:    "),
};

let folder: string;
/** What the compiler said. */
let said: string;

/** A module that has the generated one in place of a published one, as `pulumi package add` writes it; and all programs. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "go-sdk-"));
  await cp(sdk("go"), join(folder, "sdk"), { recursive: true });
  await cp(join(PINS, "go.sum"), join(folder, "go.sum"));
  const pins = (await readFile(join(PINS, "go.mod"), "utf8")).replace("module sdk-hosts", "module program");
  const added = `require ${MODULE} v0.0.0\nreplace ${MODULE} => ./sdk\n`;
  await writeFile(join(folder, "go.mod"), `${pins}\n${added}`);
  for (const [name, text] of Object.entries(PROGRAMS)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "main.go"), text);
  }
  said = await compile();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Several packages at once are compiled, and not linked. */
async function compile(): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=mod" };
  const packages = Object.keys(PROGRAMS).map((name) => `./${name}`);
  return run("go", ["build", ...packages], { cwd: folder, env }).then(
    ({ stderr }) => stderr,
    ({ stderr }: { stderr: string }) => stderr,
  );
}

test("the page's program, every kind of input and the page's way of reading compile with the generated SDK", () => {
  const failed = [...said.matchAll(/^# (.+)$/gm)].map(([, name]) => name);
  expect(failed).toEqual(["program/wrong"]);
});

test("what is not in the SDK does not compile", () => {
  expect(said).toContain("unknown field User");
});
