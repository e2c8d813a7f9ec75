/** One charter: where it stands, who signed, what was paid of each line, its text, and how it ends. Printed, it is its text, on two pages. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { type Charter, type CharterVersion, inForceOf, latestOf } from "../charter-place.js";
import { Button, ButtonLink } from "../components/button.js";
import { CharterChanges } from "../components/charter/charter-changes.js";
import { CharterEnd } from "../components/charter/charter-end.js";
import { CharterPaying } from "../components/charter/charter-paying.js";
import { CharterSigning } from "../components/charter/charter-signing.js";
import { CharterText } from "../components/charter/charter-text.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { dayAt, money, percent, shortDay } from "../format.js";
import en from "../i18n/en/charters.js";
import fr from "../i18n/fr/charters.js";
import { useLive } from "../live.js";
import { useCollective, useHere } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function CharterPage() {
  const here = useHere();
  const { params } = useRoute();
  const path = `${here.api}/charters/${params.id}`;
  const reading = useReading<Charter>(path);
  useLive(reading.value ? `${path}/events` : null);
  return <Shown reading={reading}>{(charter) => <OneCharter key={charter.id} charter={charter} />}</Shown>;
}

function leadOf(charter: Charter, dayOf: (at: string) => string): string {
  const { status, signed, toSign, inForceVersionId, windingDown, closedAt } = charter;
  const latest = latestOf(charter);
  if (status === "draft") return t().leads.draft;
  if (status === "open") return t().leads.open(signed, toSign);
  if (status === "closed") return t().leads.closed(shortDay(dayOf(closedAt ?? charter.writtenAt)));
  const steps = windingDown?.steps ?? [];
  if (status === "winding-down") return t().leads.winding(steps.filter(({ done }) => done).length, steps.length);
  const inForce = inForceOf(charter);
  const since = t().leads.inForce(shortDay(dayOf(inForce?.inForceAt ?? charter.writtenAt)), inForce?.number ?? 1);
  return latest.id === inForceVersionId ? since : `${since} ${t().leads.revision(latest.number, signed, toSign)}`;
}

function OneCharter({ charter }: { charter: Charter }) {
  const here = useHere();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const latest = latestOf(charter);
  const { title, status, mayChange, envelopeId, windingDown } = charter;
  const isPending = latest.inForceAt === null && (status === "draft" || status === "open" || status === "in-force");
  const shown = inForceOf(charter) ?? latest;
  // What is open is what is printed, so that a revision can be signed on paper as well.
  const isNextOpen = useSignal(false);
  return (
    <Page
      title={t().titleOf[status](title)}
      lead={leadOf(charter, (at) => dayAt(at, timeZone))}
      back={{ href: `${here.home}/charters`, label: t().back }}
    >
      {windingDown && <CharterEnd charter={charter} />}
      <Flags version={latest} currency={charter.currency} />
      {isPending && shown.id !== latest.id && <CharterChanges from={shown} to={latest} currency={charter.currency} />}
      {isPending && latest.openedAt !== null && <CharterSigning charter={charter} />}
      {isPending && latest.openedAt === null && <Opening charter={charter} />}
      {isPending && status === "in-force" && <Proposing charter={charter} version={latest} />}
      <div class="row no-print">
        {mayChange && isPending && latest.signatures.length === 0 && (
          <ButtonLink href={`${here.home}/charters/new?of=${charter.id}`}>{t().edit}</ButtonLink>
        )}
        {mayChange && (latest.inForceAt !== null || latest.signatures.length > 0) && (status === "in-force" || status === "open") && (
          <ButtonLink href={`${here.home}/charters/new?of=${charter.id}&version=new`}>{t().revise}</ButtonLink>
        )}
        {envelopeId && <ButtonLink href={`${here.home}/envelopes/${envelopeId}`}>{t().envelope}</ButtonLink>}
        <Button onPress={() => window.print()}>{t().print}</Button>
      </div>
      {charter.split.length > 0 && <CharterPaying charter={charter} />}
      <div class={isNextOpen.value ? "no-print" : ""}>
        <CharterText charter={charter} version={shown} />
      </div>
      {isPending && shown.id !== latest.id && (
        <details
          class={isNextOpen.value ? "card" : "card no-print"}
          onToggle={(event) => {
            isNextOpen.value = event.currentTarget.open;
          }}
        >
          <summary>{t().versions.next(latest.number)}</summary>
          <p class="muted small no-print">{t().versions.nextPrints}</p>
          <CharterText charter={charter} version={latest} />
        </details>
      )}
      <Versions charter={charter} />
      {!windingDown && <CharterEnd charter={charter} />}
    </Page>
  );
}

/** A line whose percent and amount disagree, with both bases. */
function Flags({ version, currency }: { version: CharterVersion; currency: string }) {
  return (
    <>
      {version.flags.map(({ lineId, label, amount, percent: written, ofTotal, ofOthers, atPercent }) => (
        <p class="notice no-print" key={lineId}>
          <span class="strong">{label}.</span>{" "}
          {t().flag({
            ...{
              amount: money(amount, currency),
              percent: percent(written),
              ofTotal: percent(ofTotal),
              atPercent: money(atPercent, currency),
            },
            ofOthers: ofOthers === null ? null : percent(ofOthers),
          })}
        </p>
      ))}
    </>
  );
}

function Opening({ charter }: { charter: Charter }) {
  const here = useHere();
  const opening = useSending((_: undefined, key) => write<Charter>("POST", `${here.api}/charters/${charter.id}/open`, undefined, key));
  const open = async () => {
    if (await opening.run(undefined)) tell(t().open.done);
  };
  return (
    <div class="card no-print">
      <p>{charter.mayOpen ? t().open.says : t().open.waits}</p>
      <ProblemNote problem={opening.problem} onRetry={() => void open()} />
      {charter.mayOpen && (
        <Button rank="first" isBusy={opening.isBusy} onPress={() => void open()}>
          {t().open.act}
        </Button>
      )}
    </div>
  );
}

/** A revision may also be decided by consent; who does not decide there still signs. */
function Proposing({ charter: { id, title }, version }: { charter: Charter; version: CharterVersion }) {
  const here = useHere();
  const words = t().propose;
  const proposing = useSending((_: undefined, key) => {
    const parts = [{ title, changes: [{ kind: "revise-charter", charterId: id, versionId: version.id }] }];
    return write<object>(
      "POST",
      `${here.api}/decisions`,
      { title: words.decision(title), way: "announced", text: words.text(title), parts },
      key,
    );
  });
  const propose = async () => {
    if (await proposing.run(undefined)) tell(words.done);
  };
  return (
    <details class="card no-print">
      <summary>{words.act}</summary>
      <p>{words.says}</p>
      <ProblemNote problem={proposing.problem} onRetry={() => void propose()} />
      <Button isBusy={proposing.isBusy} onPress={() => void propose()}>
        {words.act}
      </Button>
    </details>
  );
}

function Versions({ charter: { versions, inForceVersionId, status } }: { charter: Charter }) {
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  if (versions.length < 2) return null;
  return (
    <div class="no-print">
      <Section title={t().versions.title}>
        <ul class="card plain-list ruled">
          {versions.map(({ id, number, writtenAt, signatures, inForceAt }) => (
            <li key={id}>
              {t().versions.line(number, shortDay(dayAt(writtenAt, timeZone)), signatures.length)}
              {id === inForceVersionId && inForceAt !== null && status !== "closed" && <span class="strong"> {t().versions.inForce}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
