/** Home: what waits for me, one line to log a contribution, my envelopes, and what happened. All of it comes in one answer. */

import type { z } from "zod";
import type { home } from "../../features/home/home.schema.js";
import { ButtonLink } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { EnvelopeCard } from "../components/house/envelope-card.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { listed, longDay, money, yearName } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/home.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/home.js";
import { useLater } from "../later.js";
import { useHere } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type Home = z.output<typeof home>;
type Waiting = Home["waiting"][number];

/** What waits of the treasury: a line each, all of them in one place. */
type OfTreasury = Extract<Waiting, { kind: "bank-lines" | "owed" | "year" }>;
type OwnWaiting = Exclude<Waiting, OfTreasury>;
const isOfTreasury = (waiting: Waiting): waiting is OfTreasury => ["bank-lines", "owed", "year"].includes(waiting.kind);

/** A ballot that is cast is told, and asks for nothing. */
const isAsked = ({ kind }: OwnWaiting): boolean => kind !== "voted";

export default function HomePage() {
  const here = useHere();
  return <Shown reading={useReading<Home>(`${here.api}/home`)}>{(shown) => <Whole home={shown} />}</Shown>;
}

function Whole({ home: { name, waiting, envelopes, hasMoreEnvelopes, news } }: { home: Home }) {
  const own = waiting.filter((each): each is OwnWaiting => !isOfTreasury(each));
  const asked = own.filter(isAsked);
  const done = own.filter((each) => !isAsked(each));
  const ofTreasury = treasuryLines(waiting.filter(isOfTreasury));
  return (
    <Page title={t().title(name, asked.length + ofTreasury.length)} isWide>
      <div class="columns">
        <div class="stack loose">
          {own.length > 0 && (
            <div class="stack">
              {[...asked, ...done].map((each) => (
                <WaitingCard key={each.id} waiting={each} />
              ))}
            </div>
          )}
          {ofTreasury.length > 0 && <Treasury lines={ofTreasury} />}
          <Section title={t().contribute}>
            <LaterQuickEntry />
          </Section>
        </div>
        <OwnEnvelopes envelopes={envelopes} hasMore={hasMoreEnvelopes} />
      </div>
      <News news={news} />
    </Page>
  );
}

/** How long what waits has the processor for itself. */
const entryAfterMs = 500;

/** The line one types, with all it understands, comes after what waits is on the screen; until then a way to its page stands there. */
function LaterQuickEntry() {
  const here = useHere();
  const Entry = useLater(async () => {
    await new Promise((resolve) => setTimeout(resolve, entryAfterMs));
    return (await import("../components/quick-entry.js")).QuickEntry;
  });
  return Entry ? (
    <Entry compact />
  ) : (
    <ButtonLink href={`${here.home}/contribute`} isWide>
      {t().contribute}
    </ButtonLink>
  );
}

function WaitingCard({ waiting }: { waiting: OwnWaiting }) {
  const here = useHere();
  const { title, says, act, href } = cardOf(waiting);
  const until = "untilOn" in waiting && isAsked(waiting) ? waiting.untilOn : null;
  return (
    <section class={looks[waiting.kind] ?? "card waits"}>
      <div class="row between">
        <h2 class="grow">{title}</h2>
        {until && <Pill tone="wheat">{t().until(longDay(until))}</Pill>}
      </div>
      <p>{says}</p>
      <ButtonLink href={here.home + href} rank={isAsked(waiting) ? "first" : "second"} isWide>
        {act}
      </ButtonLink>
    </section>
  );
}

const looks: Readonly<Partial<Record<OwnWaiting["kind"], string>>> = { settle: "card settle", voted: "card soft" };

interface Card {
  readonly title: string;
  readonly says: string;
  readonly act: string;
  readonly href: string;
}

function cardOf(waiting: OwnWaiting): Card {
  switch (waiting.kind) {
    case "wishes": {
      const says = t().wishes.says(waiting.lines, money(waiting.amount, waiting.currency));
      return { title: waiting.title, says, act: t().wishes.act, href: `/sharings/${waiting.id}` };
    }
    case "settle": {
      const says = t().settle.says(money(waiting.over, waiting.currency), money(waiting.amount, waiting.currency));
      return { title: waiting.title, says, act: t().settle.act, href: `/sharings/${waiting.id}` };
    }
    case "adopt": {
      const says = t().adopt.says(common().receivers(waiting.people, waiting.structures), money(waiting.amount, waiting.currency));
      return { title: waiting.title, says, act: t().adopt.act, href: `/sharings/${waiting.id}` };
    }
    case "pledge": {
      const { left, commodity } = waiting;
      const says = t().pledge.says(commodity === "points" ? t().points(left) : money(left, commodity));
      return { title: waiting.title, says, act: t().pledge.act, href: `/rounds/${waiting.id}` };
    }
    case "vote":
      return { title: waiting.title, ...t().vote, href: `/rounds/${waiting.id}` };
    case "decide": {
      const { says, act } = t().decide;
      return { title: waiting.title, says: says(longDay(waiting.untilOn)), act, href: `/decisions/${waiting.id}` };
    }
    case "review": {
      const { says, act } = t().review;
      return { title: waiting.title, says: says(listed(waiting.names)), act, href: `/reviews/${waiting.id}` };
    }
    case "voted": {
      const { says, act } = t().voted;
      return { title: waiting.title, says: says(longDay(waiting.untilOn)), act, href: `/rounds/${waiting.id}` };
    }
    case "question":
      return {
        title: t().question.title,
        says: t().question.says(waiting.note),
        act: t().question.act,
        href: `/contributions/${waiting.id}`,
      };
  }
}

interface TreasuryLine {
  readonly says: string;
  readonly href: string;
}

/** What is owed, the lines of all bank accounts together, and a year that is over: a line for each that there is. */
function treasuryLines(waiting: readonly OfTreasury[]): TreasuryLine[] {
  const texts = t().treasury;
  const owed = waiting.find((each) => each.kind === "owed");
  const banks = waiting.filter((each) => each.kind === "bank-lines");
  const year = waiting.find((each) => each.kind === "year");
  const lines: TreasuryLine[] = [];
  if (owed) {
    const amount = listed(owed.sums.map((sum) => money(sum.amount, sum.currency)));
    lines.push({ says: texts.owed(owed.shares, owed.bills, amount), href: "/treasury/payments" });
  }
  const [since] = banks.map(({ sinceOn }) => sinceOn).sort();
  if (since) {
    const count = banks.reduce((sum, each) => sum + each.lines, 0);
    lines.push({ says: texts.bankLines(count, longDay(since)), href: "/treasury/bank" });
  }
  if (year) lines.push({ says: texts.year(yearName(year)), href: `/treasury/years/${year.startsOn}` });
  return lines;
}

function Treasury({ lines }: { lines: readonly TreasuryLine[] }) {
  const here = useHere();
  return (
    <Section title={t().treasury.title}>
      <ul class="card waits plain-list ruled ways">
        {lines.map(({ says, href }) => (
          <li key={href}>
            <a href={here.home + href}>{says}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The envelopes of my circles; all of them where I am in none. */
function OwnEnvelopes({ envelopes, hasMore }: { envelopes: Home["envelopes"]; hasMore: boolean }) {
  const here = useHere();
  const mayOpen = here.isAdmin || here.isTreasurer || here.pilotOf.length > 0;
  return (
    <Section title={t().envelopes}>
      {envelopes.length === 0 && (
        <Empty title={t().noEnvelopes.title}>
          <p class="muted">{t().noEnvelopes.lead}</p>
          <div class="row">
            {mayOpen && <ButtonLink href={`${here.home}/envelopes/new`}>{t().noEnvelopes.act}</ButtonLink>}
            {here.isAdmin && <ButtonLink href={`${here.home}/members`}>{t().noEnvelopes.invite}</ButtonLink>}
          </div>
        </Empty>
      )}
      {envelopes.map(({ id, name, currency, ...figures }) => (
        <EnvelopeCard key={id} envelope={{ id, name, currency, figures }} home={here.home} />
      ))}
      {hasMore && <a href={`${here.home}/envelopes`}>{t().allEnvelopes}</a>}
    </Section>
  );
}

const pageOf: Readonly<Record<string, string>> = {
  sharing: "sharings",
  round: "rounds",
  decision: "decisions",
  contribution: "contributions",
  import: "imports",
  review_period: "reviews",
  retrospective: "retrospectives",
  meeting: "meetings",
  member: "members",
  charter: "charters",
  tension: "tensions",
};

/** What others did that concerns me, the latest first. */
function News({ news }: { news: Home["news"] }) {
  const here = useHere();
  return (
    <Section title={t().news}>
      {news.length === 0 ? (
        <p class="muted">{t().noNews}</p>
      ) : (
        <ul class="plain-list ruled">
          {news.map(({ id, dayOn, what, subject, subjectId, by, title }) => {
            const text = t().notice(what, by ?? undefined);
            const page = pageOf[subject];
            return (
              <li key={id}>
                {page ? <a href={`${here.home}/${page}/${subjectId}`}>{text}</a> : text}
                {title && <span> {title}.</span>}
                <p class="muted small">{longDay(dayOn)}</p>
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}
