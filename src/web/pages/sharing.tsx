/**
 * The settlement meeting: the money there is, what each wishes and keeps, what another rule would give, and what comes
 * next. Who sits in it sees what the others say as they say it.
 */
import { useRoute } from "preact-iso/router";
import { Button } from "../components/button.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { BoardNote, Learnt, Objections } from "../components/sharing-after.js";
import { CompareCard } from "../components/sharing-compare-card.js";
import { FairSection } from "../components/sharing-fair.js";
import { LinesCard } from "../components/sharing-lines.js";
import { type Meeting, t, useMeeting } from "../components/sharing-meeting.js";
import { NextStep, OtherSteps } from "../components/sharing-next.js";
import { PeopleSection } from "../components/sharing-people.js";
import { PointsSection } from "../components/sharing-points.js";
import { KeyCard, ResultCard } from "../components/sharing-result.js";
import { ReviewsSection } from "../components/sharing-reviews.js";
import { SettingsSection } from "../components/sharing-settings.js";
import { TakesSection } from "../components/sharing-takes.js";
import { Committed } from "../components/sharing-total.js";
import { longDay, shortDay } from "../format.js";
import { useLive } from "../live.js";
import { useHere } from "../place.js";
import { useReading } from "../readings.js";
import { isZero, type SharingTable, totalOf, unsaidOf } from "../sharing-figures.js";

export default function SharingPage() {
  const here = useHere();
  const { params } = useRoute();
  const path = `${here.api}/sharings/${params.id}`;
  const reading = useReading<SharingTable>(path);
  useLive(`${path}/events`);
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
        <Button rank="link" onPress={() => print()}>
          {t().print}
        </Button>
      </div>
      <Waits meeting={meeting} />
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
      <PointsSection meeting={meeting} />
      <TakesSection meeting={meeting} />
      <ReviewsSection meeting={meeting} />
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

function titleOf({ table, money }: Meeting): string {
  const { status, budget, result, currency } = table;
  const shares = result?.shares.map(({ amount }) => amount) ?? [];
  const [given, count] = [money(totalOf(shares, currency)), shares.length];
  switch (status) {
    case "draft":
      return t().title.draft(money(budget.amount));
    case "open":
      return isZero(budget.asked) ? t().title.toShare(money(budget.amount)) : t().title.wished(money(budget.amount), money(budget.asked));
    case "proposed":
      return t().title.proposed(given, count);
    case "adopted":
      return t().title.adopted(given, count);
    case "posted":
    case "paid":
      return t().title.posted(given, count);
    case "abandoned":
      return t().title.abandoned;
    case "reversed":
      return t().title.reversed;
  }
}

function leadOf({ table }: Meeting): string {
  const { status, budget } = table;
  switch (status) {
    case "draft":
      return t().lead.draft(table.opensOn && longDay(table.opensOn));
    case "open":
      if (isZero(budget.asked)) return t().lead.byKey;
      return table.result === null || !isZero(budget.over) ? t().lead.over : t().lead.fits;
    case "proposed":
      return t().lead.proposed;
    case "adopted":
      return t().lead.adopted;
    case "posted":
    case "paid":
      return t().lead.posted;
    case "abandoned":
      return t().lead.abandoned;
    case "reversed":
      return t().lead.reversed;
  }
}

/** What waits for the reader, or for the circle, in a sentence. */
function Waits({ meeting }: { meeting: Meeting }) {
  const { table, here, mayLead, mayPost } = meeting;
  const unsaid = table.status === "open" && !isZero(table.budget.over) ? unsaidOf(table, here.me) : [];
  return (
    <>
      {unsaid.length > 0 && (
        <div class="card waits no-print">
          <div class="row between">
            <p class="grow">{t().todo.unsaid(unsaid.length)}</p>
            <Button onPress={() => document.querySelector<HTMLElement>("#mine input")?.focus()}>{t().todo.act}</Button>
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
      {table.status === "proposed" && <p class="notice">{t().act.adopt.waits}</p>}
      {table.status === "adopted" && !mayPost && <p class="notice">{t().act.post.waits}</p>}
    </>
  );
}
