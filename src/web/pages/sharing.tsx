/**
 * The settlement meeting: the money there is, what each wishes and keeps, what another rule would give, and what comes
 * next. Who sits in it sees what the others say as they say it.
 */
import { useRoute } from "preact-iso/router";
import { Button } from "../components/button.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { AdoptedBy } from "../components/sharing-adopted-by.js";
import { BoardNote, Learnt, Objections } from "../components/sharing-after.js";
import { CompareCard } from "../components/sharing-compare-card.js";
import { FairSection } from "../components/sharing-fair.js";
import { LinesCard } from "../components/sharing-lines.js";
import { type Meeting, t, useMeeting } from "../components/sharing-meeting.js";
import { NextStep, OtherSteps } from "../components/sharing-next.js";
import { OtherOpen } from "../components/sharing-others.js";
import { PeopleSection } from "../components/sharing-people.js";
import { KeyCard, ResultCard } from "../components/sharing-result.js";
import { SettingsSection } from "../components/sharing-settings.js";
import { silentWords } from "../components/sharing-silent.js";
import { Committed } from "../components/sharing-total.js";
import { longDay, shortDay } from "../format.js";
import { useLater } from "../later.js";
import { useLive } from "../live.js";
import { useHere } from "../place.js";
import { useReading } from "../readings.js";
import { compareAmounts, isByWishes, isZero, type SharingTable, settledOf, totalOf, unsaidOf, unwishedOf } from "../sharing-figures.js";

export default function SharingPage() {
  const here = useHere();
  const { params } = useRoute();
  const path = `${here.api}/sharings/${params.id}`;
  const reading = useReading<SharingTable>(path);
  useLive(reading.value ? `${path}/events` : null);
  return <Shown reading={reading}>{(table) => <MeetingPage key={table.id} table={table} />}</Shown>;
}

function MeetingPage({ table }: { table: SharingTable }) {
  const meeting = useMeeting(table);
  const { here, envelope } = meeting;
  const isGone = table.status === "abandoned" || table.status === "reversed";
  return (
    <Page
      isWide
      title={titleOf(meeting)}
      lead={leadOf(meeting)}
      back={{ href: `${here.home}/sharings`, label: t().back }}
      actions={<NextStep meeting={meeting} />}
    >
      <div class="row between">
        <p class="muted small grow">
          {t().about(table.title, envelope?.name ?? "…")}
          {" · "}
          {t().period(table.fromOn && shortDay(table.fromOn), shortDay(table.untilOn))}
          {table.status === "open" && table.closesOn ? ` · ${t().closesOn(longDay(table.closesOn))}` : ""}
        </p>
        {table.charter && <a href={`${here.home}/charters/${table.charter.id}`}>{t().charter(table.charter.title)}</a>}
        <Button rank="link" onPress={() => print()}>
          {t().print}
        </Button>
      </div>
      <Waits meeting={meeting} />
      {table.status === "open" && <OtherOpen meeting={meeting} />}
      {table.postedAt === null && <Committed meeting={meeting} />}
      <Parts meeting={meeting} />
      {!isGone && <PeopleSection meeting={meeting} />}
      <SettingsSection meeting={meeting} />
      <Learnt meeting={meeting} />
      <OtherSteps meeting={meeting} />
    </Page>
  );
}

/** While it is open the table comes first; once the figures stand, who receives what. */
function Parts({ meeting }: { meeting: Meeting }) {
  const { table } = meeting;
  const lines = (
    <div class="stack" key="lines">
      <LinesCard meeting={meeting} />
      {(table.asksFor.points || table.asksFor.takes || table.asksFor.reviews) && <Asked meeting={meeting} />}
      <FairSection meeting={meeting} />
      <Objections meeting={meeting} />
    </div>
  );
  const isOpen = table.status === "open" || table.status === "draft";
  const results = (
    <div class="stack" key="results">
      <ResultCard meeting={meeting} />
      {isOpen && <CompareCard meeting={meeting} />}
      <KeyCard meeting={meeting} />
      <BoardNote meeting={meeting} />
    </div>
  );
  return <div class={isOpen ? "meeting" : "meeting stands"}>{isOpen ? [lines, results] : [results, lines]}</div>;
}

/** Most keys ask for nothing else. */
function Asked({ meeting }: { meeting: Meeting }) {
  const AskedSections = useLater(async () => (await import("../components/sharing-asked.js")).AskedSections);
  return AskedSections ? <AskedSections meeting={meeting} /> : null;
}

function titleOf({ table, money, receivers }: Meeting): string {
  const { status, budget, result, currency } = table;
  const shares = result?.shares ?? [];
  const [total, to] = [
    totalOf(
      shares.map(({ amount }) => amount),
      currency,
    ),
    receivers(shares.map(({ member }) => member)),
  ];
  const given = money(total);
  const { paid, left } = settledOf(table.shares, currency);
  switch (status) {
    case "draft":
      return t().title.draft(money(budget.amount));
    case "open":
      return isByWishes(table) ? t().title.wished(money(budget.amount), money(budget.asked)) : t().title.toShare(money(budget.amount));
    case "proposed":
      return t().title.proposed(given, to);
    case "adopted":
      return t().title.adopted(given, to);
    case "posted":
      return compareAmounts(left, total, currency) === 0 ? t().title.posted(given, to) : t().title.partly(money(left), given);
    case "paid":
      return t().title.paid(money(paid), receivers(table.shares.flatMap((share) => (isZero(share.paid) ? [] : [share.memberId]))));
    case "abandoned":
      return t().title.abandoned;
    case "reversed":
      return t().title.reversed;
  }
}

function leadOf(meeting: Meeting): string {
  const { table } = meeting;
  const { status, budget } = table;
  switch (status) {
    case "draft":
      return t().lead.draft(table.opensOn && longDay(table.opensOn));
    case "open":
      if (!isByWishes(table)) return table.asksFor.wishes ? t().lead.unwished : t().lead.byKey;
      if (table.result === null || !isZero(budget.over)) return t().lead.over;
      return fitsOf(silentWords(meeting));
    case "proposed":
      return t().lead.proposed;
    case "adopted":
      return t().lead.adopted;
    case "posted":
      return t().lead.posted;
    case "paid":
      return t().lead.paid;
    case "abandoned":
      return t().lead.abandoned;
    case "reversed":
      return t().lead.reversed;
  }
}

/** Wishes that fit call for a proposal, once everybody has said theirs. */
const fitsOf = (silent: string | null): string => (silent === null ? t().lead.fits : `${t().lead.fitsBut} ${silent}`);

/** What waits for the reader, or for the circle, in a sentence. */
function Waits({ meeting }: { meeting: Meeting }) {
  const { table, here, mayLead, mayPost } = meeting;
  const isOpen = table.status === "open";
  const unwished = isOpen ? unwishedOf(table, here.me) : [];
  const unsaid = isOpen && table.asksFor.wishes && !isZero(table.budget.over) ? unsaidOf(table, here.me) : [];
  const word =
    unwished.length > 0
      ? [t().todo.wishes(unwished.length), t().todo.wish]
      : unsaid.length > 0 && [t().todo.unsaid(unsaid.length), t().todo.act];
  return (
    <>
      {word && (
        <div class="card waits no-print">
          <div class="row between">
            <p class="grow">{word[0]}</p>
            <Button onPress={() => document.querySelector<HTMLElement>("#mine input")?.focus()}>{word[1]}</Button>
          </div>
        </div>
      )}
      {table.status === "open" && table.refusal && mayLead && (
        <div class="card settle">
          <p>
            <span class="strong">{t().todo.refusal}.</span> {table.refusal.detail}
          </p>
        </div>
      )}
      {table.status === "proposed" && <AdoptedBy meeting={meeting} isProposed />}
      {table.status === "adopted" && !mayPost && <p class="notice">{t().act.post.waits}</p>}
    </>
  );
}
