/** Home: what waits for me, one line to log a contribution, my envelopes, and what happened. */

import { ButtonLink } from "../components/button.js";
import { Amount, Bar, Pill } from "../components/figures.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { dayAt, longDay, money } from "../format.js";
import en from "../i18n/en/home.js";
import fr from "../i18n/fr/home.js";
import { useLater } from "../later.js";
import { type Envelope, useCircles, useCollective, useHere } from "../place.js";
import { useList, useReading, useReadings } from "../readings.js";
import { speak } from "../speech.js";
import { isNothing, type OpenSharing, type Questioned, type RunningRound, type Waiting, waitingFor } from "../waiting.js";

const t = speak({ fr, en });

export default function HomePage() {
  const here = useHere();
  const me = useReading<{ name: string }>(`${here.api}/members/${here.me}`);
  const waiting = useWaiting();
  if (me.value === undefined || waiting === undefined) return <Shown reading={{ ...me, value: undefined }}>{() => null}</Shown>;
  return (
    <Page title={t().title(me.value.name, waiting.length)} isWide>
      <div class="columns">
        <div class="stack loose">
          {waiting.length > 0 && (
            <div class="stack">
              {waiting.map((each) => (
                <WaitingCard key={keyOf(each)} waiting={each} />
              ))}
            </div>
          )}
          <Section title={t().contribute}>
            <LaterQuickEntry />
          </Section>
        </div>
        <OwnEnvelopes />
      </div>
      <News />
    </Page>
  );
}

/** The line one types, with all it understands, comes after what waits is on the screen; until then a way to its page stands there. */
function LaterQuickEntry() {
  const here = useHere();
  const Entry = useLater(async () => (await import("../components/quick-entry.js")).QuickEntry);
  return Entry ? (
    <Entry compact />
  ) : (
    <ButtonLink href={`${here.home}/contribute`} isWide>
      {t().contribute}
    </ButtonLink>
  );
}

/** Undefined until all of it is read. */
function useWaiting(): Waiting[] | undefined {
  const here = useHere();
  const sharings = useList<{ id: string; status: string }>(`${here.api}/sharings?limit=200`).value;
  const open = sharings?.filter(({ status }) => status === "open").map(({ id }) => `${here.api}/sharings/${id}`);
  const tables = useReadings<OpenSharing>(open ?? []);
  const rounds = useList<RunningRound>(`${here.api}/rounds?limit=200`).value;
  const questioned = useList<Questioned>(`${here.api}/contributions?member=${here.me}&status=questioned`).value;
  if (!sharings || !rounds || !questioned || tables.some(({ value }) => value === undefined)) return undefined;
  return waitingFor(here.me, { sharings: tables.flatMap(({ value }) => value ?? []), rounds, questioned });
}

function keyOf(waiting: Waiting): string {
  if ("sharing" in waiting) return waiting.sharing.id;
  return "round" in waiting ? waiting.round.id : waiting.contribution.id;
}

function WaitingCard({ waiting }: { waiting: Waiting }) {
  const here = useHere();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const card = cardOf(waiting, timeZone);
  return (
    <section class={waiting.kind === "settle" ? "card settle" : "card waits"}>
      <div class="row between">
        <h2 class="grow">{card.title}</h2>
        {card.until && <Pill tone="wheat">{t().until(longDay(card.until))}</Pill>}
      </div>
      <p>{card.says}</p>
      <ButtonLink href={here.home + card.href} rank="first" isWide>
        {card.act}
      </ButtonLink>
    </section>
  );
}

interface Card {
  readonly title: string;
  readonly says: string;
  readonly act: string;
  readonly href: string;
  readonly until?: string | null;
}

function cardOf(waiting: Waiting, timeZone: string): Card {
  switch (waiting.kind) {
    case "wishes": {
      const { sharing, lines } = waiting;
      const says = t().wishes.says(lines, money(sharing.budget.amount, sharing.currency));
      return { title: sharing.title, says, act: t().wishes.act, href: `/sharings/${sharing.id}`, until: sharing.closesOn };
    }
    case "settle": {
      const { sharing } = waiting;
      const says = t().settle.says(money(sharing.budget.over, sharing.currency), money(sharing.budget.amount, sharing.currency));
      return { title: sharing.title, says, act: t().settle.act, href: `/sharings/${sharing.id}`, until: sharing.closesOn };
    }
    case "pledge": {
      const { round } = waiting;
      const says = t().pledge.says(money(round.own?.left ?? "0", round.commodity));
      const until = dayAt(round.pledgesUntil, timeZone);
      return { title: round.title, says, act: t().pledge.act, href: `/rounds/${round.id}`, until };
    }
    case "vote": {
      const { round } = waiting;
      const until = dayAt(round.pledgesUntil, timeZone);
      return { title: round.title, says: t().vote.says, act: t().vote.act, href: `/rounds/${round.id}`, until };
    }
    case "question": {
      const { contribution } = waiting;
      const says = t().question.says(contribution.note);
      return { title: t().question.title, says, act: t().question.act, href: `/contributions/${contribution.id}` };
    }
  }
}

/** The envelopes of the circles I am in; all of them where I am in none, or none of mine has any. */
function OwnEnvelopes() {
  const here = useHere();
  const envelopes = useList<Envelope>(`${here.api}/envelopes`);
  const circles = useCircles();
  return (
    <Section title={t().envelopes}>
      <Shown reading={envelopes}>
        {(all) => {
          const open = all.filter(({ closedAt }) => closedAt === null);
          const mine = new Set(circles?.filter(({ members }) => members.some(({ memberId }) => memberId === here.me)).map(({ id }) => id));
          const own = open.filter(({ circleId }) => mine.has(circleId));
          const shown = own.length > 0 ? own : open;
          if (shown.length === 0) {
            return (
              <Empty title={t().noEnvelopes.title}>
                <p class="muted">{t().noEnvelopes.lead}</p>
                {(here.isAdmin || here.isTreasurer || here.pilotOf.length > 0) && (
                  <ButtonLink href={`${here.home}/envelopes/new`}>{t().noEnvelopes.act}</ButtonLink>
                )}
              </Empty>
            );
          }
          return (
            <>
              {shown.map((envelope) => (
                <EnvelopeCard key={envelope.id} envelope={envelope} />
              ))}
              {shown.length < open.length && <a href={`${here.home}/envelopes`}>{t().allEnvelopes}</a>}
            </>
          );
        }}
      </Shown>
    </Section>
  );
}

/** What is left of an envelope, and how much of it is wished for. */
export function EnvelopeCard({ envelope }: { envelope: Envelope }) {
  const here = useHere();
  const { figures, currency } = envelope;
  const tone = figures.colour === "red" ? "brick" : figures.colour === "orange" ? "wheat" : "green";
  const says = t().wished(
    isNothing(figures.wished) ? null : money(figures.wished, currency),
    figures.colour,
    money(figures.left, currency),
  );
  return (
    <a class="card" href={`${here.home}/envelopes/${envelope.id}`}>
      <span class="row between baseline">
        <span class="strong grow">{envelope.name}</span>
        <Amount value={figures.left} currency={currency} />
      </span>
      <Bar whole={figures.left} parts={[{ tone, value: figures.colour === "red" ? figures.left : figures.wished }]} says={says} />
      <span class={figures.colour === "red" ? "small danger" : "small muted"}>{says}</span>
    </a>
  );
}

interface Notice {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly subject: string;
  readonly subjectId: string;
  readonly byId: string | null;
}

const newsShown = 5;
const pageOf: Readonly<Record<string, string>> = { sharing: "sharings", round: "rounds", contribution: "contributions", import: "imports" };

/** What others did that concerns me, the latest first. */
function News() {
  const here = useHere();
  const notices = useReading<{ items: Notice[] }>(`${here.api}/notices?limit=${newsShown}`);
  const names = useList<{ id: string; name: string }>(`${here.api}/members?limit=200`).value;
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  return (
    <Section title={t().news}>
      <Shown reading={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="muted">{t().noNews}</p>
          ) : (
            <ul class="plain-list ruled">
              {items.map((notice) => {
                const by = names?.find(({ id }) => id === notice.byId)?.name;
                const text = t().notice(notice.what, by);
                const page = pageOf[notice.subject];
                return (
                  <li key={notice.id}>
                    {page ? <a href={`${here.home}/${page}/${notice.subjectId}`}>{text}</a> : text}
                    <span class="muted small"> {longDay(dayAt(notice.at, timeZone))}</span>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Shown>
    </Section>
  );
}
