/** The rate grid: each kind with its rates by date, the decision each comes from, and what was said of it. */
import { useSignal } from "@preact/signals";
import { Button, ButtonLink } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { type Decision, lastOf } from "../decision-figures.js";
import { useHasDecisions } from "../decisions-shown.js";
import { money, shortDay, today, unitOfOne } from "../format.js";
import { ratePeriods } from "../house-kinds.js";
import en from "../i18n/en/rates.js";
import fr from "../i18n/fr/rates.js";
import { type Kind, useCollective, useHere, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function RatesPage() {
  const here = useHere();
  const currency = useCollective()?.currency ?? "EUR";
  const reading = useList<Kind>(`${here.api}/kinds`);
  return (
    <Shown reading={reading}>
      {(all) => {
        // What is money already has no rate, and neither has a quality.
        const kinds = all.filter((kind) => !kind.isArchived && !kind.isQualitative && !kind.isExpense && kind.unit !== currency);
        const rated = kinds.filter(({ rate }) => rate !== null);
        return (
          <Page title={t().title(rated.length)} lead={t().lead} back={{ href: `${here.home}/kinds`, label: t().back }}>
            {kinds.map((kind) => (
              <KindRates key={kind.id} kind={kind} currency={currency} />
            ))}
          </Page>
        );
      }}
    </Shown>
  );
}

function KindRates({ kind: { id, name, unit, rates }, currency }: { kind: Kind; currency: string }) {
  const here = useHere();
  const hasDecisions = useHasDecisions(here);
  const decisionOf = new Map(rates.map(({ fromOn, decisionId }) => [fromOn, decisionId]));
  const periods = ratePeriods(rates, today()).reverse();
  return (
    <Section title={name}>
      <div class="card">
        {periods.length === 0 ? (
          <p class="muted">{t().none}</p>
        ) : (
          <table class="stacked">
            <caption class="visually-hidden">{t().caption(name)}</caption>
            <thead>
              <tr>
                <th scope="col">{t().from}</th>
                <th scope="col" class="num">
                  {t().rate}
                </th>
                <th scope="col">{t().by}</th>
              </tr>
            </thead>
            <tbody>
              {periods.map(({ fromOn, rate, when }) => (
                <tr key={fromOn}>
                  <th scope="row">
                    {shortDay(fromOn)} {when === "now" && <Pill tone="green">{t().now}</Pill>}
                    {when === "soon" && <Pill tone="wheat">{t().soon}</Pill>}
                  </th>
                  <td class="num" data-label={t().rate}>
                    <span class="figure">{t().per(money(rate, currency), unitOfOne(unit ?? ""))}</span>
                  </td>
                  <td data-label={t().by}>
                    <Origin decisionId={decisionOf.get(fromOn) ?? null} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {hasDecisions && (
          <div class="row no-print">
            <ButtonLink href={`${here.home}/decisions/new?kind=${id}`}>{t().proposeOf(name)}</ButtonLink>
          </div>
        )}
      </div>
    </Section>
  );
}

/** Who set a rate: a decision, with what was said of it; or the word of an admin. */
function Origin({ decisionId }: { decisionId: string | null }) {
  const here = useHere();
  const isShown = useSignal(false);
  const decision = useReading<Decision>(decisionId ? `${here.api}/decisions/${decisionId}` : null).value;
  if (!decisionId) return <>{t().word}</>;
  return (
    <div class="stack tight">
      <a href={`${here.home}/decisions/${decisionId}`}>{decision?.title ?? t().decision}</a>
      {decision && !isShown.value && (
        <Button
          rank="link"
          label={`${t().discussion} : ${decision.title}`}
          onPress={() => {
            isShown.value = true;
          }}
        >
          {t().discussion}
        </Button>
      )}
      {decision && isShown.value && <Discussion decision={decision} />}
    </div>
  );
}

/** The proposal in its words, and the arguments of those who gave one, of every attempt. */
function Discussion({ decision }: { decision: Decision }) {
  const nameOf = useNameOf();
  const { text } = lastOf(decision);
  const argued = decision.attempts.flatMap(({ number, ballots }) =>
    ballots.flatMap(({ voterId, choice, argument }) => (argument ? [{ mark: `${number} ${voterId}`, voterId, choice, argument }] : [])),
  );
  return (
    <ul class="plain-list stack tight small">
      {text && (
        <li class="pre-line">
          <span class="muted">{t().reason}</span>
          <br />
          {text}
        </li>
      )}
      {argued.length === 0 && <li class="muted">{t().noWords}</li>}
      {argued.map(({ mark, voterId, choice, argument }) => (
        <li key={mark} class="pre-line">
          <span class="muted">{t().says(nameOf(voterId), t().choices[choice])}</span>
          <br />
          {argument}
        </li>
      ))}
    </ul>
  );
}
