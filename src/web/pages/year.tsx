/** One fiscal year: what came in, went out and is left, what to look at before it closes, and its files for the accountant. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import type { z } from "zod";
import type { year as yearSchema } from "../../features/ledger/years.schema.js";
import { type BarRow, Bars } from "../charts/bars.js";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { CloseYear } from "../components/treasury/close-year.js";
import { type Checks, ClosingChecks } from "../components/treasury/closing-checks.js";
import { Download } from "../components/treasury/download.js";
import { TableDownloads } from "../components/treasury/table-downloads.js";
import { money, quantity, yearName } from "../format.js";
import { isNothing } from "../house-figures.js";
import treasury_en from "../i18n/en/treasury.js";
import en from "../i18n/en/year.js";
import treasury_fr from "../i18n/fr/treasury.js";
import fr from "../i18n/fr/year.js";
import { useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { language, speak } from "../speech.js";
import { type CircleRow, circleRows, type PurseRow, purseRows, type YearReport as Report } from "../year-figures.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Year = z.output<typeof yearSchema>;
export default function YearPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Report>(`${here.api}/years/${params.start}/report`);
  return <Shown reading={reading}>{(report) => <OneYear report={report} />}</Shown>;
}

function OneYear({ report }: { report: Report }) {
  const here = useHere();
  const { currency, inflow, outflow, result, isProvisional } = report;
  const shown = (amount: string) => money(amount.replace(/^-/, ""), currency);
  const texts = t();
  const title = isNothing(result)
    ? texts.titleEven(yearName(report))
    : result.startsWith("-")
      ? texts.titleLess(yearName(report), shown(result))
      : texts.title(yearName(report), shown(result));
  return (
    <Page
      title={title}
      lead={texts.lead(money(inflow, currency), money(outflow, currency))}
      back={{ href: `${here.home}/treasury/years`, label: texts.back }}
      actions={
        <>
          <Pill tone={isProvisional ? "wheat" : undefined}>{isProvisional ? texts.provisional : texts.closed}</Pill>
          <Button rank="link" onPress={() => print()}>
            {texts.print}
          </Button>
        </>
      }
      isWide
    >
      <div class="columns">
        <div class="stack loose">
          {isProvisional && <ChecksBefore report={report} />}
          <Flows report={report} />
        </div>
        <div class="stack loose">
          <Files report={report} />
        </div>
      </div>
      <Circles report={report} />
      <Purses report={report} />
      <Kinds report={report} />
      <Members report={report} />
    </Page>
  );
}

/** What a flow is called. */
function flowName({ side, nature }: Report["flows"][number]): string {
  const name = treasury().natures[nature] ?? nature;
  if (side === "share") return t().flows.share(name);
  if (side === "waived") return nature === "other" ? t().flows.waivedPay : t().flows.waived(name);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function Flows({ report: { flows, inflow, outflow, currency } }: { report: Report }) {
  const texts = t().flows;
  const isIn = ({ side }: Report["flows"][number]) => side === "in" || side === "waived";
  const bar = (flow: Report["flows"][number]): BarRow => ({
    name: flowName(flow),
    says: money(flow.amount, currency),
    amount: flow.amount,
    tone: isIn(flow) ? "work" : flow.side === "share" ? "expense" : "fund",
  });
  const [into, out] = [flows.filter(isIn), flows.filter((flow) => !isIn(flow))];
  return (
    <Section title={texts.title}>
      {flows.length === 0 ? (
        <p>{texts.nothing}</p>
      ) : (
        <>
          <Bars
            title={texts.picture(money(inflow, currency), money(outflow, currency))}
            currency={currency}
            rows={[...into, ...out].map(bar)}
          />
          <table>
            <caption class="visually-hidden">{texts.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t().nature}</th>
                <th scope="col" class="num">
                  {texts.in}
                </th>
                <th scope="col" class="num">
                  {texts.out}
                </th>
              </tr>
            </thead>
            <tbody>
              {flows.map((flow) => (
                <tr key={`${flow.side} ${flow.nature}`}>
                  <th scope="row">{flowName(flow)}</th>
                  <td class="num figure">{isIn(flow) ? money(flow.amount, currency) : ""}</td>
                  <td class="num figure">{isIn(flow) ? "" : money(flow.amount, currency)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t().together}</th>
                <td class="num figure">{money(inflow, currency)}</td>
                <td class="num figure">{money(outflow, currency)}</td>
              </tr>
            </tfoot>
          </table>
        </>
      )}
    </Section>
  );
}

/** What to look at before the year closes; where nothing is in the way, a treasurer closes it here. */
function ChecksBefore({ report }: { report: Report }) {
  const here = useHere();
  const isClosing = useSignal(false);
  const items = useReading<{ items: Checks }>(`${here.api}/years/${report.startsOn}/checks`).value?.items;
  const entries = useList<Year>(`${here.api}/years`).value?.find(({ startsOn }) => startsOn === report.startsOn)?.entries;
  if (!items) return null;
  const mayClose = here.isTreasurer && entries !== undefined && items.every(({ isInTheWay }) => !isInTheWay);
  return (
    <section class={items.length === 0 ? "card" : "card waits"}>
      <h2>{t().checks.title}</h2>
      <ClosingChecks items={items} currency={report.currency} />
      {mayClose && (
        <Button label={`${t().close} ${yearName(report)}`} onPress={() => (isClosing.value = true)}>
          {t().close}
        </Button>
      )}
      {isClosing.value && <CloseYear year={report} entries={entries ?? 0} onClose={() => (isClosing.value = false)} />}
    </section>
  );
}

const tables = ["report", "trial-balance"] as const;
const files = ["fec", "hledger", "ledger", "beancount"] as const;

function Files({ report: { startsOn, isProvisional } }: { report: Report }) {
  const here = useHere();
  const texts = t().files;
  const year = `/api/v1${here.api}/years/${startsOn}`;
  const named = (what: (typeof tables)[number] | (typeof files)[number]) => (
    <span class="stack tight grow">
      <span class="strong">{texts[what].name}</span>
      <span class="muted small">{texts[what].what}</span>
    </span>
  );
  return (
    <section class="card no-print">
      <h2>{texts.title}</h2>
      <p class="muted">{texts.lead}</p>
      <p class="muted small">{isProvisional ? texts.provisional : texts.kept}</p>
      <ul class="plain-list ruled">
        {tables
          .filter((what) => what === "report" || here.isTreasurer)
          .map((what) => (
            <li key={what} class="row between">
              {named(what)}
              <TableDownloads
                href={what === "report" ? `${year}/report/file` : `${year}/files/${what}`}
                labelOf={(format) => texts.format(texts[what].name, format)}
              />
            </li>
          ))}
        {here.isTreasurer &&
          files.map((what) => (
            <li key={what} class="row between">
              {named(what)}
              <Download href={`${year}/files/${what}?dialect=${language.value}`} label={texts.download(texts[what].name)}>
                {texts.get}
              </Download>
            </li>
          ))}
      </ul>
      {!here.isTreasurer && <p>{texts.treasurerOnly}</p>}
      <p>
        <a href={`${here.home}/treasury/accounts`}>{texts.chart}</a>
      </p>
    </section>
  );
}

interface Column<Row> {
  readonly name: string;
  readonly value: (row: Row) => string;
}

/** A table of figures under its picture; on a phone each row is a card. */
function Figures<Row extends { id: string; name: string }>({
  title,
  picture,
  currency,
  rows,
  first,
  columns,
  barOf,
  link,
}: {
  title: string;
  picture: string;
  currency: string;
  rows: readonly Row[];
  first: string;
  columns: readonly Column<Row>[];
  barOf: (row: Row) => Pick<BarRow, "amount" | "tone">;
  link?: (row: Row) => { href: string; label: string } | undefined;
}) {
  if (rows.length === 0) return null;
  const bars = rows.map((row) => ({ name: row.name, ...barOf(row) })).filter(({ amount }) => !isNothing(amount) && !amount.startsWith("-"));
  return (
    <Section title={title}>
      {bars.length > 1 && (
        <Bars title={picture} currency={currency} rows={bars.map((bar) => ({ ...bar, says: money(bar.amount, currency) }))} />
      )}
      <div class="table-scroll">
        <table class="stacked">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {columns.map(({ name }) => (
                <th scope="col" class="num" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const to = link?.(row);
              return (
                <tr key={row.id}>
                  <th scope="row">
                    {to ? (
                      <a href={to.href} aria-label={to.label}>
                        {row.name}
                      </a>
                    ) : (
                      row.name
                    )}
                  </th>
                  {columns.map(({ name, value }) => (
                    <td class="num figure" key={name} data-label={name}>
                      {value(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Purses({ report }: { report: Report }) {
  const here = useHere();
  const texts = t().purses;
  const { currency } = report;
  const column = (what: "before" | "received" | "transferred" | "billed" | "shared" | "after") => ({
    name: texts[what],
    value: (row: PurseRow) => (isNothing(row[what]) ? "" : money(row[what], currency)),
  });
  return (
    <Figures
      title={texts.title}
      picture={texts.picture}
      currency={currency}
      rows={purseRows(report, t().circles.rounds)}
      first={texts.name}
      columns={[column("before"), column("received"), column("transferred"), column("billed"), column("shared"), column("after")]}
      barOf={({ after, class: of }) => ({ amount: after, tone: of === "fund" ? "fund" : "work" })}
      link={({ id, name, class: of }) =>
        of === "envelope" ? { href: `${here.home}/envelopes/${id}/report`, label: texts.report(name) } : undefined
      }
    />
  );
}

function Circles({ report }: { report: Report }) {
  const texts = t().circles;
  const { circles, currency } = report;
  if (circles.length < 2) return null;
  return (
    <Figures
      title={texts.title}
      picture={texts.picture}
      currency={currency}
      rows={circleRows(report, texts)}
      first={texts.name}
      columns={(["before", "received", "transferred", "spent", "after"] as const).map((what) => ({
        name: texts[what],
        value: (row: CircleRow) => (isNothing(row[what]) ? "" : money(row[what], currency)),
      }))}
      barOf={({ spent }) => ({ amount: spent, tone: "expense" })}
    />
  );
}

function Kinds({ report: { kinds, currency } }: { report: Report }) {
  const texts = t().kinds;
  const given = ({ quantity: much, amount, count, unit }: Report["kinds"][number]): string =>
    [much === null ? [] : [quantity(much, unit)], amount === null ? [] : [money(amount, currency)]].flat().join(" · ") ||
    texts.words(count);
  return (
    <Figures
      title={texts.title}
      picture={texts.picture}
      currency={currency}
      rows={kinds}
      first={texts.name}
      columns={[
        { name: texts.given, value: given },
        { name: texts.people, value: ({ people }) => texts.count(people) },
        { name: texts.paid, value: ({ paid }) => (isNothing(paid) ? "" : money(paid, currency)) },
      ]}
      barOf={({ paid }) => ({ amount: paid, tone: "work" })}
    />
  );
}

function Members({ report: { members, currency } }: { report: Report }) {
  const texts = t().members;
  return (
    <Figures
      title={texts.title}
      picture={texts.picture}
      currency={currency}
      rows={members}
      first={texts.name}
      columns={(["work", "rights", "expenses", "waived", "paid"] as const)
        .filter((what) => members.some((row) => !isNothing(row[what])))
        .map((what) => ({
          name: texts[what],
          value: (row: Report["members"][number]) => (isNothing(row[what]) ? "" : money(row[what], currency)),
        }))}
      barOf={({ work }) => ({ amount: work, tone: "work" })}
    />
  );
}
