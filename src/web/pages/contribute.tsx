/** Déclarer: one line for what somebody gave; then field by field, for who wants to; then what one logged last. */
import { useSignal } from "@preact/signals";
import type { LoggedAnswer } from "../../features/contributions/contributions.schema.js";
import type { Contribution } from "../components/contribution-row.js";
import { Empty, Page, Section } from "../components/page.js";
import { QuickEntry } from "../components/quick-entry.js";
import { Loading, Shown } from "../components/reading.js";
import { month, today } from "../format.js";
import en from "../i18n/en/contribute.js";
import fr from "../i18n/fr/contribute.js";
import { useLater } from "../later.js";
import { useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function ContributePage() {
  const here = useHere();
  const now = today();
  const Fields = useLater(async () => (await import("../components/contribution-fields.js")).ContributionFields);
  // What was logged is below the line that is typed: it may come after it.
  const Row = useLater(async () => (await import("../components/contribution-row.js")).ContributionRow);
  const warned = useSignal<LoggedAnswer | undefined>(undefined);
  const spent = useSignal<string | undefined>(undefined);
  const latest = useReading<{ items: Contribution[] }>(`${here.api}/contributions?member=${here.me}&status=counted&limit=8`);
  const ofMonth = useList<Contribution>(`${here.api}/contributions?member=${here.me}&status=counted&from=${now.slice(0, 7)}-01&limit=200`);
  return (
    <Page title={ofMonth.value ? t().title(ofMonth.value.length, month(now).split(" ")[0] ?? "") : t().titleWaiting} lead={t().lead}>
      <QuickEntry
        onSaved={(saved) => {
          warned.value = saved.warnings.length > 0 ? saved : undefined;
          spent.value = saved.settlement === null ? undefined : saved.id;
        }}
      >
        {({ place, understanding, answer }) => (
          <details>
            <summary>{t().more}</summary>
            <div class="stack">
              <p class="muted">{t().moreHint}</p>
              {Fields ? <Fields values={understanding.values} place={place} faults={understanding.faults} onValue={answer} /> : <Loading />}
            </div>
          </details>
        )}
      </QuickEntry>
      {warned.value && <Warned saved={warned.value} />}
      {spent.value && <Proof key={spent.value} id={spent.value} />}
      <Examples />
      <Section title={t().latest}>
        <Shown reading={latest}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t().none.title}>
                <p>{t().none.lead}</p>
              </Empty>
            ) : Row ? (
              <ul class="plain-list ruled">
                {items.map((contribution) => (
                  <Row key={contribution.id} contribution={contribution} />
                ))}
              </ul>
            ) : (
              <Loading />
            )
          }
        </Shown>
        <p>
          <a href={`${here.home}/mine`}>{t().all}</a>
        </p>
      </Section>
    </Page>
  );
}

/** An expense that was just saved asks for its receipt, while the ticket is in the hand. */
function Proof({ id }: { id: string }) {
  const Card = useLater(async () => (await import("../components/receipt-card.js")).ReceiptCard);
  return Card ? <Card id={id} /> : null;
}

/** What looks amiss in what was just saved is rare, and comes when it is said. */
function Warned({ saved }: { saved: LoggedAnswer }) {
  const Notice = useLater(async () => (await import("../components/contribution-warned.js")).ContributionWarned);
  return Notice ? <Notice saved={saved} /> : null;
}

function Examples() {
  const here = useHere();
  const Lines = useLater(async () => (await import("../components/contribute-examples.js")).ContributeExamples);
  return (
    <div>
      <details>
        <summary>{t().examples}</summary>
        {Lines ? <Lines /> : <Loading />}
      </details>
      <p>
        <a href={`${here.home}/contribute/table`}>{t().table}</a>
      </p>
    </div>
  );
}
