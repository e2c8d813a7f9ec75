/** How an envelope is funded, and what that funding accepts and asks for. */
import { listed, shortDay, today } from "../../format.js";
import { daysUntil } from "../../house-figures.js";
import en from "../../i18n/en/envelopes.js";
import fr from "../../i18n/fr/envelopes.js";
import { type Envelope, nameIn, useHere, useKinds } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { Pill } from "../figures.js";
import { Section } from "../page.js";

const t = speak({ fr, en });
const soonDays = 60;

export function Funding({ envelope }: { envelope: Envelope }) {
  const here = useHere();
  const texts = t().funding;
  const funder = nameIn(useList<{ id: string; name: string }>(`${here.api}/third-parties?limit=200&archived=all`).value);
  const kind = nameIn(useKinds());
  const { funding, funderId, agreement, eligibleFromOn: from, eligibleUntilOn: until, eligibleKindIds: kindIds, reportDueOn } = envelope;
  const facts = [
    funding && { name: texts.kind, value: texts.kinds[funding] },
    funderId && { name: texts.funder, value: funder(funderId) },
    agreement && { name: texts.agreement, value: agreement },
    (from || until) && { name: texts.days, value: daysSay(from, until) },
    (kindIds.length > 0 || funding) && { name: texts.eligible, value: kindIds.length > 0 ? listed(kindIds.map(kind)) : texts.every },
  ].filter((fact) => !!fact);
  return (
    <Section title={texts.title}>
      {facts.length === 0 && !reportDueOn ? (
        <p class="muted">{texts.empty}</p>
      ) : (
        <dl class="facts card">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {reportDueOn && <ReportDue day={reportDueOn} />}
        </dl>
      )}
      {(from || until || kindIds.length > 0) && <p class="muted small">{texts.warned}</p>}
    </Section>
  );
}

function daysSay(from: string | null, until: string | null): string {
  const texts = t().funding;
  if (from && until) return texts.between(shortDay(from), shortDay(until));
  return from ? texts.since(shortDay(from)) : texts.till(shortDay(until as string));
}

function ReportDue({ day }: { day: string }) {
  const texts = t().funding;
  const days = daysUntil(day, today());
  return (
    <div>
      <dt>{texts.report}</dt>
      <dd>
        {texts.reportOn(shortDay(day))} {days < 0 && <Pill tone="brick">{texts.late}</Pill>}
        {days >= 0 && days <= soonDays && <Pill tone="wheat">{texts.soon(days)}</Pill>}
      </dd>
    </div>
  );
}
