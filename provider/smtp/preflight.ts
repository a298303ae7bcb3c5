import { cleaning, quoting } from "../model/quote";
import { type Advice, adviceFor } from "./advice";
import { type Finding, type Judgement, type PreflightReport, warn } from "./finding";
import { mayLogIn, RULES } from "./judge";
import type { Evidence } from "./judge/evidence";
import { judgePort } from "./judge/port";
import { observe } from "./observe";
import type { PreflightOptions } from "./preflight-options";
import { targetOf } from "./target";

/**
 * Checks an SMTP server against what Auth0 asks of one, by a real conversation with it: DNS, connection, greeting,
 * STARTTLS (or TLS from the start), AUTH LOGIN, MAIL FROM, RCPT TO the From address, RSET, QUIT. No mail is sent.
 * Whatever the server does, it is over when `timeoutSeconds` are, and it is a finding, not an error.
 *
 * Source of the requirements: Auth0, "Configure an Email Provider using SMTP Server Details".
 *
 * @throws the reason of `signal`, once that is aborted.
 * @example
 * const { ok, findings } = await preflight({ host: "smtp.example.com", port: 587, username, password, from });
 */
export async function preflight(options: PreflightOptions): Promise<PreflightReport> {
  const { host, port } = options;
  const target = targetOf(options);
  const quote = quoting(options.password);
  const clean = cleaning(options.password);
  const evidenceOf = (seen: Evidence["seen"]): Evidence => ({ target, seen, quote, clean, now: new Date() });

  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), target.timeoutSeconds * 1000);
  const end = AbortSignal.any([deadline.signal, ...(options.signal ? [options.signal] : [])]);
  const seen = await observe(target, (soFar) => mayLogIn(evidenceOf(soFar)), end).finally(() =>
    clearTimeout(timer),
  );
  options.signal?.throwIfAborted();

  const [portAdvice, otherAdvice] = partition(adviceFor(options), ({ code }) => code.startsWith("PORT_"));
  const judged = RULES.map(({ code, stages, judge }) => ({
    code,
    stages,
    judgement: judge(evidenceOf(seen)),
  }));
  const findings: Finding[] = [
    ...judged.map(({ code, stages, judgement }) => {
      const ms = stages.reduce((sum, stage) => sum + (seen[stage]?.ms ?? 0), 0);
      return toFinding(code, judgement, ms);
    }),
    toFinding("PORT", judgePort(port, portAdvice)),
    ...otherAdvice.map((one) => toFinding(one.code, warn(one.seen, one.advice))),
  ];
  return {
    ok: findings.every(({ status }) => status !== "fail"),
    host,
    port,
    findings,
    seenOnlyHere: judged.filter(({ judgement }) => judgement.onlyHere).map(({ code }) => code),
  };
}

function toFinding(code: string, { status, seen, advice, facts }: Judgement, ms = 0): Finding {
  return { code, status, seen, advice, ...(facts && { facts }), ms };
}

function partition(all: readonly Advice[], belongs: (one: Advice) => boolean): [Advice[], Advice[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}
