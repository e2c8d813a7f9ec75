/** One contribution: what it says, the questions about it, the sharings it is in, and its history. */
import type { ComponentChildren } from "preact";
import { useRoute } from "preact-iso/router";
import type { ContributionStory } from "../../features/contributions/contributions.schema.js";
import { ContributionAmend } from "../components/contribution-amend.js";
import { ContributionQuestions } from "../components/contribution-questions.js";
import { LifePill, measureOf } from "../components/contribution-row.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { saidOfStory, shortlySaid } from "../components/said-contribution.js";
import { changesOf, type FieldChange } from "../contribution-story.js";
import { dayAt, longDay, money, quantity } from "../format.js";
import contribute_en from "../i18n/en/contribute.js";
import en from "../i18n/en/contribution.js";
import receipts_en from "../i18n/en/receipts.js";
import contribute_fr from "../i18n/fr/contribute.js";
import fr from "../i18n/fr/contribution.js";
import receipts_fr from "../i18n/fr/receipts.js";
import { useLater } from "../later.js";
import { type Member, nameIn, useCircles, useCollective, useHere, useKinds } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const words = speak({ fr: contribute_fr, en: contribute_en });
const receipts = speak({ fr: receipts_fr, en: receipts_en });

export default function ContributionPage() {
  const here = useHere();
  const { id } = useRoute().params;
  const reading = useReading<ContributionStory>(`${here.api}/contributions/${id}`);
  return <Shown reading={reading}>{(story) => <Story story={story} />}</Shown>;
}

/** The names of everything a contribution points at. */
function useNames() {
  return {
    kinds: useKinds() ?? [],
    circles: useCircles() ?? [],
    envelopes: useList<{ id: string; name: string; circleId: string }>(`${useHere().api}/envelopes?state=all`).value ?? [],
    // Who has left is still who gave, and who said so.
    members: useList<Member>(`${useHere().api}/members?limit=200&presence=all`).value ?? [],
    currency: useCollective()?.currency ?? "EUR",
    timeZone: useCollective()?.timeZone ?? "Europe/Paris",
  };
}

function Story({ story }: { story: ContributionStory }) {
  const here = useHere();
  const names = useNames();
  const said = saidOfStory(story, names);
  const giver = nameIn(names.members)(story.memberId);
  const isQuality = measureOf(story, names.currency) === "";
  const what = isQuality ? t().quality(said.kind) : shortlySaid(said);
  const title =
    story.status === "withdrawn" ? t().titleWithdrawn(what) : story.memberId === here.me ? t().titleMine(what) : t().title(giver, what);
  return (
    <Page title={title} lead={t().lead(said)} back={{ href: `${here.home}/contribute`, label: t().back }}>
      <div class="card">
        <div class="row between">
          <p class="grow strong">{story.note}</p>
          <LifePill life={story.life} />
        </div>
        <Facts story={story} names={names} />
      </div>
      {story.settlement !== null && <ReceiptsOf id={story.id} />}
      <ContributionQuestions story={story} />
      <ContributionAmend story={story} what={what} wished={story.claim === null ? "" : money(story.claim, names.currency)} />
      <Sharings story={story} names={names} />
      <History story={story} names={names} />
    </Page>
  );
}

function ReceiptsOf({ id }: { id: string }) {
  const Receipts = useLater(async () => (await import("../components/receipts.js")).Receipts);
  return <Section title={receipts().section}>{Receipts && <Receipts of={`contributions/${id}`} />}</Section>;
}

type Names = ReturnType<typeof useNames>;

function Facts({ story, names }: { story: ContributionStory; names: Names }) {
  const here = useHere();
  const { claim, settlement, paidTo, evidence, tags, loggedBy, createdAt, isVolunteered, receivedEntryId } = story;
  const who = nameIn(names.members);
  const facts = t().facts;
  return (
    <dl class="facts">
      {settlement === null && (story.unit !== null || claim !== null) && (
        <Fact name={facts.claim}>
          {claim === null ? (
            isVolunteered ? (
              facts.volunteered
            ) : (
              facts.noClaim
            )
          ) : (
            <span class="figure amount">{money(claim, names.currency)}</span>
          )}
        </Fact>
      )}
      {settlement !== null && <Fact name={facts.settlement}>{words().settlement(settlement)}</Fact>}
      {evidence !== null && <Fact name={facts.evidence}>{evidence}</Fact>}
      {paidTo !== null && <Fact name={facts.paidTo}>{who(paidTo)}</Fact>}
      {tags.length > 0 && <Fact name={facts.tags}>{tags.map((tag) => `#${tag}`).join(" ")}</Fact>}
      {receivedEntryId !== null && (
        <Fact name={facts.received}>
          <a href={`${here.home}/treasury/entries#${receivedEntryId}`}>{facts.entry}</a>
        </Fact>
      )}
      <Fact name={facts.loggedBy}>
        {who(loggedBy)}, {facts.on(longDay(dayAt(createdAt, names.timeZone)))}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sharings({ story, names }: { story: ContributionStory; names: Names }) {
  const here = useHere();
  const titles = useList<{ id: string; title: string }>(story.sharings.length > 0 ? `${here.api}/sharings` : null).value;
  const amount = (value: string | null) => (value === null ? "" : money(value, names.currency));
  return (
    <Section title={t().sharings.section}>
      {story.sharings.length === 0 ? (
        <p class="muted">{story.envelopeId === null && story.status !== "withdrawn" ? t().sharings.noEnvelope : t().sharings.none}</p>
      ) : (
        <ul class="plain-list ruled">
          {story.sharings.map(({ sharingId, state, isCarried, asked, kept, paid }) => (
            <li key={`${sharingId} ${isCarried}`}>
              <a class="entry" href={`${here.home}/sharings/${sharingId}`}>
                <span>{titles?.find(({ id }) => id === sharingId)?.title ?? t().sharings.untitled}</span>
                <span class="muted small">
                  {[
                    t().sharings.states[state] ?? state,
                    isCarried ? t().sharings.carried : "",
                    t().sharings.line(amount(asked), amount(kept), amount(paid)),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function History({ story, names }: { story: ContributionStory; names: Names }) {
  const who = nameIn(names.members);
  const when = (at: string) => longDay(dayAt(at, names.timeZone));
  const kind = names.kinds.find(({ id }) => id === story.kindId);
  const shown = ({ field, ...change }: FieldChange, side: "before" | "after"): string => {
    const value = change[side];
    if (value === null || value === undefined || value === false) return "";
    if (value === true) return t().yes;
    if (Array.isArray(value)) return value.join(", ");
    const text = String(value);
    if (field === "amount" || field === "claim") return money(text, names.currency);
    if (field === "quantity") return quantity(text, kind?.unit ?? null);
    if (field === "dayOn" || field === "untilOn") return longDay(text);
    if (field === "settlement") return words().settlement(text);
    const things = {
      memberId: names.members,
      paidTo: names.members,
      kindId: names.kinds,
      circleId: names.circles,
      envelopeId: names.envelopes,
    };
    return field in things ? nameIn(things[field as keyof typeof things])(text) : text;
  };
  return (
    <Section title={t().history.section}>
      <ol class="plain-list ruled">
        <li>{t().history.logged(who(story.loggedBy), when(story.createdAt))}</li>
        {story.history.map(({ version, change, changedBy, changedAt, reason }, index) => (
          <li key={version} class="stack tight">
            <span>{t().history.change(who(changedBy), t().history.changes[change] ?? change, when(changedAt))}</span>
            {reason && <span>«{reason}»</span>}
            {changesOf(story, index).map((field) => (
              <span key={field.field} class="muted small">
                {t().history.field(field.field, shown(field, "before"), shown(field, "after"))}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}
