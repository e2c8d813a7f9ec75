/** What each payee was paid in a calendar year, for who keeps the accounts; and the board’s months. */
import { useSignal } from "@preact/signals";
import type { PayeeAnswer, Statement } from "../../features/payment-batches/payees.schema.js";
import { Button } from "../components/button.js";
import { Amount, Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { TableDownloads } from "../components/treasury/table-downloads.js";
import { money, month as monthSaid, shortDay } from "../format.js";
import members_en from "../i18n/en/members.js";
import en from "../i18n/en/payees.js";
import treasury_en from "../i18n/en/treasury.js";
import members_fr from "../i18n/fr/members.js";
import fr from "../i18n/fr/payees.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";
import { useCurrency, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });
const members = speak({ fr: members_fr, en: members_en });

const natureSaid = (nature: string): string => treasury().natures[nature] ?? nature;

export default function PayeesPage() {
  const here = useHere();
  const thisYear = Number(useToday().slice(0, 4));
  const year = useSignal(thisYear);
  const reading = useReading<Statement>(`${here.api}/payees/${year.value}`);
  const title = reading.value ? t().title(year.value, reading.value.payees.length) : treasury().ways.payees.name;
  return (
    <Page title={title} lead={t().lead} back={{ href: `${here.home}/treasury`, label: treasury().name }}>
      <div class="row no-print">
        {[thisYear, thisYear - 1, thisYear - 2]
          .filter((each) => each !== year.value)
          .map((each) => (
            <Button key={each} onPress={() => (year.value = each)}>
              {t().previous(each)}
            </Button>
          ))}
        <TableDownloads href={`/api/v1${here.api}/payees/${year.value}/file`} labelOf={t().download} />
      </div>
      <Shown reading={reading}>{(statement) => <Told statement={statement} />}</Shown>
    </Page>
  );
}

function Told({ statement: { payees, threshold, board } }: { statement: Statement }) {
  const currency = useCurrency();
  return (
    <>
      {threshold && <p class="notice">{t().threshold(money(threshold.amount, "EUR"), threshold.source)}</p>}
      <ul class="plain-list stack">
        {payees.map((payee) => (
          <Payee key={`${payee.id} ${payee.currency}`} payee={payee} />
        ))}
      </ul>
      {board.length > 0 && (
        <Section title={t().board.title}>
          <p class="muted small">{t().board.lead}</p>
          <ul class="card plain-list ruled">
            {board.flatMap(({ memberId, name, months }) =>
              months.map(({ month, total, threshold: most, isAbove }) => (
                <li key={`${memberId} ${month}`} class="stack tight">
                  <span class="with-figure">
                    <span>
                      {name} <span class="muted small">{monthSaid(`${month}-01`)}</span>
                    </span>
                    <Amount value={total} currency={currency} />
                  </span>
                  <span class="row">
                    {most && <span class="muted small">{t().board.threshold(money(most, currency))}</span>}
                    {isAbove && <Pill tone="brick">{t().board.above}</Pill>}
                  </span>
                </li>
              )),
            )}
          </ul>
        </Section>
      )}
    </>
  );
}

function Payee({ payee }: { payee: PayeeAnswer }) {
  const { currency } = payee;
  const footings = payee.footings.map((footing) => members().footing.kinds[footing]);
  const about = [payee.siret && t().siret(payee.siret), ...footings, payee.kind === "person" && footings.length === 0 && t().noFooting];
  return (
    <li class="card">
      <h2 class="with-figure">
        <span>{payee.name}</span>
        <Amount value={payee.total} currency={currency} />
      </h2>
      <p class="muted small">{about.filter(Boolean).join(" · ")}</p>
      <p class="row">
        <span class="grow">
          {payee.natures.map(({ nature, amount }) => `${natureSaid(nature)} ${money(amount, currency)}`).join(" · ")}
        </span>
        {payee.isAbove && <Pill tone="wheat">{t().above}</Pill>}
      </p>
      {/[1-9]/.test(payee.fees) && <p class="muted small">{t().fees(money(payee.fees, currency))}</p>}
      <details>
        <summary>{t().payments(payee.payments.length)}</summary>
        <ul class="plain-list ruled">
          {payee.payments.map(({ entryId, datedOn, nature, amount, footings: held }, index) => (
            <li key={`${entryId} ${index}`} class="with-figure">
              <span>
                {shortDay(datedOn)}{" "}
                <span class="muted small">{[natureSaid(nature), ...held.map((one) => members().footing.kinds[one])].join(" · ")}</span>
              </span>
              <span class="amount">{money(amount, currency)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
