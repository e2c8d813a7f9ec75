/** What I gave and received: the year in a sentence, its months in a picture and a table, the payments and their reasons. */
import { useSignal } from "@preact/signals";
import type { ReceivedList } from "../../features/members/members.schema.js";
import { get } from "../api.js";
import { MonthRows, widthsOf } from "../charts/month-rows.js";
import { Button, ButtonLink } from "../components/button.js";
import { type Contribution, ContributionRow } from "../components/contribution-row.js";
import { SelectField } from "../components/fields.js";
import { Empty, Page, Section } from "../components/page.js";
import { PrivateHour } from "../components/private-hour.js";
import { ProblemNote } from "../components/problem.js";
import { Loading, Shown } from "../components/reading.js";
import { TableDownloads } from "../components/treasury/table-downloads.js";
import { longDay, money, month, number, quantity, today } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/mine.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/mine.js";
import {
  cameIn,
  hoursOf,
  type KindSum,
  type Month,
  monthsOf,
  type Received,
  receivedOf,
  volunteeredOf,
  waitingForEnvelope,
  yearsOf,
} from "../my-months.js";
import { nameIn, useCollective, useEnvelopes, useHere, useKinds, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

const isSome = (decimal: string): boolean => /[1-9]/.test(decimal);

export default function MinePage() {
  const here = useHere();
  const given = useList<Contribution>(`${here.api}/contributions?member=${here.me}&status=counted&limit=200`);
  const received = useReading<ReceivedList>(`${here.api}/members/${here.me}/received`);
  const currency = useCollective()?.currency;
  if (!given.value || !received.value || !currency) {
    return (
      <Page title={t().loading}>
        <Shown reading={given}>{() => <Shown reading={received}>{() => <Loading />}</Shown>}</Shown>
      </Page>
    );
  }
  return <Year given={given.value} received={received.value.items} currency={currency} />;
}

interface YearProps {
  given: readonly Contribution[];
  received: readonly Received[];
  currency: string;
}

function Year({ given, received, currency }: YearProps) {
  const here = useHere();
  const years = yearsOf(given, received, today());
  const year = useSignal(years[0] ?? today().slice(0, 4));
  const mine = given.filter(({ dayOn }) => dayOn.startsWith(year.value));
  const came = received.filter(({ datedOn }) => datedOn.startsWith(year.value));
  const hours = hoursOf(mine);
  const volunteered = volunteeredOf(mine);
  const { pay, expenses } = receivedOf(came, currency);
  const said = (amount: string) => (isSome(amount) ? money(amount, currency) : "");
  const saidHours = (count: string) => (isSome(count) ? quantity(count, "h") : "");
  const months = monthsOf(mine, came, currency);
  return (
    <Page
      title={t().title(year.value, saidHours(hours), said(pay))}
      lead={t().lead(mine.length, number(String(mine.length)), saidHours(volunteered), said(expenses))}
    >
      {years.length > 1 && (
        <SelectField
          label={t().year}
          value={year.value}
          options={years.map((each) => ({ value: each, label: each }))}
          onValue={(value) => {
            year.value = value;
          }}
        />
      )}
      <ButtonLink rank="first" isWide href={`${here.home}/contribute`}>
        {t().act}
      </ButtonLink>
      <WithoutEnvelope given={given} />
      {months.length === 0 && came.length === 0 ? (
        <Empty title={t().empty.title}>
          <p>{t().empty.lead}</p>
        </Empty>
      ) : (
        <>
          {months.length > 0 && <Months months={months} currency={currency} />}
          <Payments received={came.filter(cameIn)} currency={currency} />
          <LeftToFunds received={came.filter((each) => !cameIn(each))} currency={currency} />
          {mine.length > 0 && (
            <details>
              <summary>{t().list}</summary>
              <ul class="plain-list ruled">
                {mine.map((contribution) => (
                  <ContributionRow key={contribution.id} contribution={contribution} />
                ))}
              </ul>
            </details>
          )}
        </>
      )}
      <PrivateHour year={year.value} hours={hours} pay={pay} currency={currency} />
      <Exports />
    </Page>
  );
}

/** Of whatever year: what counts in no sharing until an envelope is chosen on its page. */
function WithoutEnvelope({ given }: Pick<YearProps, "given">) {
  const kinds = useKinds();
  const isThereOne = useEnvelopes()?.some(({ closedAt }) => closedAt === null) ?? false;
  const waiting = kinds && isThereOne ? waitingForEnvelope(given, kinds) : [];
  if (waiting.length === 0) return null;
  return (
    <section class="card waits">
      <h2>{t().without.title(waiting.length)}</h2>
      <p>{t().without.says}</p>
      <ul class="plain-list ruled">
        {waiting.map((contribution) => (
          <ContributionRow key={contribution.id} contribution={contribution} />
        ))}
      </ul>
    </section>
  );
}

function Months({ months, currency }: { months: readonly Month[]; currency: string }) {
  // A month of joy and goods alone has no bar: the table tells it.
  const drawn = months.filter((each) => isSome(each.hours) || isSome(each.pay));
  const hours = widthsOf(drawn.map((each) => each.hours));
  const pay = widthsOf(drawn.map((each) => each.pay));
  const most = drawn[hours.indexOf(Math.max(...hours))];
  const rows = drawn.map((each, index) => ({
    label: month(each.month),
    hours: hours[index] ?? 0,
    pay: pay[index] ?? 0,
    hoursSaid: isSome(each.hours) ? quantity(each.hours, "h") : "",
    paySaid: isSome(each.pay) ? money(each.pay, currency) : "",
  }));
  const isPaid = pay.some((width) => width > 0);
  if (rows.length === 0) {
    return (
      <Section title={t().months}>
        <MonthTable months={months} currency={currency} />
      </Section>
    );
  }
  return (
    <Section title={t().months}>
      <figure class="card">
        <MonthRows title={t().chart.title} rows={rows} />
        <figcaption class="stack tight">
          <span class="row">
            <span>
              <span class="key green" aria-hidden="true">
                ▬
              </span>{" "}
              {t().chart.hours}
            </span>
            {isPaid && (
              <span>
                <span class="key wheat" aria-hidden="true">
                  ◆
                </span>{" "}
                {t().chart.pay}
              </span>
            )}
          </span>
          {most && isSome(most.hours) && (
            <span>{t().chart.says(drawn.length, number(String(drawn.length)), month(most.month), quantity(most.hours, "h"))}</span>
          )}
        </figcaption>
        <details>
          <summary>{common().table}</summary>
          <MonthTable months={months} currency={currency} />
        </details>
      </figure>
    </Section>
  );
}

function MonthTable({ months, currency }: { months: readonly Month[]; currency: string }) {
  const kindName = nameIn(useKinds());
  const given = ({ quantity: count, amount, unit, count: times }: KindSum): string =>
    amount !== null ? money(amount, currency) : count !== null ? quantity(count, unit) : t().table.times(times, number(String(times)));
  return (
    <table class="stacked">
      <caption>{t().chart.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t().table.month}</th>
          <th scope="col">{t().table.kind}</th>
          <th scope="col" class="num">
            {t().table.given}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.flatMap((each) => [
          ...each.kinds.map((kind) => (
            <tr key={`${each.month} ${kind.kindId}`}>
              <th scope="row">{month(each.month)}</th>
              <td data-label={t().table.kind}>{kindName(kind.kindId)}</td>
              <td class="num" data-label={t().table.given}>
                {given(kind)}
              </td>
            </tr>
          )),
          ...[
            { name: t().table.pay, amount: each.pay },
            { name: t().table.expenses, amount: each.expenses },
          ]
            .filter(({ amount }) => isSome(amount))
            .map(({ name, amount }) => (
              <tr key={`${each.month} ${name}`}>
                <th scope="row">{month(each.month)}</th>
                <td>{name}</td>
                <td class="num" data-label={t().table.received}>
                  {money(amount, currency)}
                </td>
              </tr>
            )),
        ])}
      </tbody>
    </table>
  );
}

interface ReceivedProps {
  received: readonly Received[];
  currency: string;
}

function Payments(props: ReceivedProps) {
  const words = t().received;
  return (
    <Section title={words.section}>
      {props.received.length === 0 ? <p class="muted">{words.none}</p> : <ReceivedLines {...props} />}
    </Section>
  );
}

/** What was not paid because one left it to the commons. */
function LeftToFunds(props: ReceivedProps) {
  if (props.received.length === 0) return null;
  return (
    <Section title={t().received.left}>
      <ReceivedLines {...props} />
    </Section>
  );
}

function ReceivedLines({ received, currency }: ReceivedProps) {
  const here = useHere();
  const member = useNameOf();
  const words = t().received;
  return (
    <ul class="plain-list ruled">
      {received.map(({ entryId, sharingId, sharing, amount, nature, how, datedOn, payeeId, currency: paidIn }) => (
        <li key={`${entryId} ${sharingId} ${nature} ${how}`}>
          <a class="entry" href={`${here.home}/sharings/${sharingId}/shares/${here.me}`}>
            <span class="row between baseline">
              <span class="grow">{sharing}</span>
              <span class="figure amount">{money(amount, paidIn || currency)}</span>
            </span>
            <span class="muted small">
              {[
                words.hows[how],
                words.natures[nature] ?? nature,
                longDay(datedOn),
                payeeId === here.me ? "" : words.through(member(payeeId)),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <span class="good small">{words.why}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Exports() {
  const here = useHere();
  const saving = useSending(async (_: undefined) => {
    const record = await get<object>(`${here.api}/members/${here.me}/data`);
    saveFile(`moisson-${here.slug}.json`, JSON.stringify(record, null, 2));
    return record;
  });
  return (
    <Section title={t().exports.section}>
      <p class="muted">{t().exports.lead}</p>
      <ProblemNote problem={saving.problem} onRetry={() => void saving.run(undefined)} />
      <div class="row">
        <Button isBusy={saving.isBusy} onPress={() => void saving.run(undefined)}>
          {t().exports.record}
        </Button>
      </div>
      <div class="row between">
        {t().exports.contributions}
        <TableDownloads href={`/api/v1${here.api}/exports/contributions?member=${here.me}`} labelOf={t().exports.table} />
      </div>
    </Section>
  );
}

function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
