/** The financial report of an envelope: planned beside realised, what was given without pay, what lies outside of its funding. */
import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso/router";
import type { z } from "zod";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { plannedNatures } from "../../domain/report.js";
import type { envelopeReport } from "../../features/reports/reports.schema.js";
import { write } from "../api.js";
import { Bars } from "../charts/bars.js";
import { Button } from "../components/button.js";
import { DaysFields } from "../components/days-fields.js";
import { Dialog } from "../components/dialog.js";
import { faultAt, SelectField, TextField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { TableDownloads } from "../components/treasury/table-downloads.js";
import { money, quantity, shortDay } from "../format.js";
import { isNothing } from "../house-figures.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/envelope-report.js";
import treasury_en from "../i18n/en/treasury.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/envelope-report.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { type Envelope, useHere } from "../place.js";
import { useChosen, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Report = z.output<typeof envelopeReport>;
type Side = "in" | "out";

const natureName = (nature: string): string => {
  const name = treasury().natures[nature] ?? nature;
  return name.charAt(0).toUpperCase() + name.slice(1);
};
export default function EnvelopeReportPage() {
  const { id = "" } = useRoute().params;
  return <EnvelopeReport key={id} id={id} />;
}

function EnvelopeReport({ id }: { id: string }) {
  const here = useHere();
  const { query } = useLocation();
  const asked = new URLSearchParams({
    ...(query.from ? { fromOn: query.from } : {}),
    ...(query.until ? { untilOn: query.until } : {}),
  });
  const reading = useChosen<Report, string>(`${asked}`, (days) => `${here.api}/envelopes/${id}/report?${days}`);
  return <Shown reading={reading}>{([report]) => <OneReport report={report} />}</Shown>;
}

function OneReport({ report }: { report: Report }) {
  const here = useHere();
  const { envelopeId, name, currency, fromOn, untilOn, after } = report;
  const circleId = useReading<Envelope>(`${here.api}/envelopes/${envelopeId}`).value?.circleId;
  const mayPlan = here.isTreasurer || here.isAdmin || (circleId !== undefined && here.pilots(circleId));
  return (
    <Page
      title={t().title(name, money(after, currency))}
      lead={t().lead(shortDay(fromOn), shortDay(untilOn))}
      back={{ href: `${here.home}/envelopes/${envelopeId}`, label: t().back }}
      actions={
        <>
          <Button onPress={() => print()}>{t().print}</Button>
          <TableDownloads
            href={`/api/v1${here.api}/envelopes/${envelopeId}/report/file?fromOn=${fromOn}&untilOn=${untilOn}`}
            labelOf={t().download}
          />
        </>
      }
      isWide
    >
      <Choosing report={report} />
      <div class="columns">
        <div class="stack loose">
          <Plan report={report} mayPlan={mayPlan} />
          <Volunteering report={report} />
        </div>
        <div class="stack loose">
          <Money report={report} />
          <About report={report} />
          <Outside report={report} />
        </div>
      </div>
    </Page>
  );
}

function Choosing({ report: { envelopeId, fromOn, untilOn } }: { report: Report }) {
  const here = useHere();
  const { route, query } = useLocation();
  return (
    <div class="pair no-print">
      <DaysFields
        days={{ from: query.from || fromOn, until: query.until || untilOn }}
        labels={{ from: t().from, until: t().until }}
        onDays={({ from, until }) => route(`${here.home}/envelopes/${envelopeId}/report?from=${from}&until=${until}`, true)}
      />
    </div>
  );
}

function Money({ report }: { report: Report }) {
  const texts = t().money;
  const rows = (["before", "received", "transferred", "billed", "shared", "after"] as const).filter(
    (what) => what === "after" || !isNothing(report[what]),
  );
  return (
    <section class="card">
      <h2>{texts.title}</h2>
      <dl class="facts">
        {rows.map((what) => (
          <div key={what}>
            <dt>{texts[what]}</dt>
            <dd class="figure">{money(report[what], report.currency)}</dd>
          </div>
        ))}
      </dl>
      {report.funding === "grant" && <p class="muted small">{texts.dedicated}</p>}
    </section>
  );
}

function About({ report: { funder, funding, agreement, eligibleFromOn: from, eligibleUntilOn: until, reportDueOn } }: { report: Report }) {
  const texts = t().about;
  const days =
    from && until
      ? texts.eligibleDays(shortDay(from), shortDay(until))
      : from
        ? texts.eligibleFrom(shortDay(from))
        : until
          ? texts.eligibleUntil(shortDay(until))
          : null;
  const rows = [
    [texts.funder, funder],
    [texts.funding, funding && natureName(funding)],
    [texts.agreement, agreement],
    [texts.eligible, days],
    [texts.due, reportDueOn && shortDay(reportDueOn)],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  if (rows.length === 0) return null;
  return (
    <section class="card">
      <h2>{texts.title}</h2>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Plan({ report, mayPlan }: { report: Report; mayPlan: boolean }) {
  const texts = t().plan;
  const isEditing = useSignal(false);
  const { plan, currency, lines } = report;
  const realised = plan.filter((line) => !isNothing(line.realised) && !line.realised.startsWith("-"));
  return (
    <Section title={texts.title}>
      {lines.length === 0 && <p class="muted">{texts.none}</p>}
      {realised.length > 1 && (
        <Bars
          title={texts.picture}
          currency={currency}
          rows={realised.map((line) => ({
            name: natureName(line.nature),
            says: money(line.realised, currency),
            amount: line.realised,
            tone: line.side === "in" ? "work" : "expense",
          }))}
        />
      )}
      {(["in", "out"] as const).map((side) => (
        <PlanTable key={side} side={side} report={report} />
      ))}
      {mayPlan && (
        <div class="row no-print">
          <Button onPress={() => (isEditing.value = true)}>{lines.length === 0 ? texts.write : texts.change}</Button>
        </div>
      )}
      {isEditing.value && <PlanDialog report={report} onClose={() => (isEditing.value = false)} />}
    </Section>
  );
}

function PlanTable({ side, report: { plan, currency } }: { side: Side; report: Report }) {
  const texts = t().plan;
  const rows = plan.filter((line) => line.side === side);
  if (rows.length === 0) return null;
  const total = (what: "planned" | "realised") =>
    money(
      formatAmount(
        rows.reduce((sum, row) => sum + parseAmount(row[what], currency), 0n),
        currency,
      ),
      currency,
    );
  return (
    <table>
      <caption>{texts[side]}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.nature}</th>
          <th scope="col" class="num">
            {texts.planned}
          </th>
          <th scope="col" class="num">
            {texts.realised}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ nature, labels, planned, realised }) => (
          <tr key={nature}>
            <th scope="row">
              {natureName(nature)}
              {labels.length > 0 && <span class="muted small"> {labels.join(", ")}</span>}
            </th>
            <td class="num figure">{labels.length > 0 ? money(planned, currency) : <span class="muted small">{texts.unplanned}</span>}</td>
            <td class="num figure">{money(realised, currency)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{texts.total}</th>
          <td class="num figure">{total("planned")}</td>
          <td class="num figure">{total("realised")}</td>
        </tr>
      </tfoot>
    </table>
  );
}

interface Draft {
  readonly side: Side;
  readonly nature: string;
  readonly label: string;
  readonly amount: string;
}
const emptyLine: Draft = { side: "out", nature: "work", label: "", amount: "" };

function PlanDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const here = useHere();
  const texts = t().editing;
  const lines = useSignal<readonly Draft[]>(report.lines.length > 0 ? report.lines : [emptyLine]);
  const saving = useSending((body: object, key: string) =>
    write<object>("PUT", `${here.api}/envelopes/${report.envelopeId}/plan`, body, key),
  );
  const change = (place: number, changed: Partial<Draft>) => {
    lines.value = lines.value.map((line, index) => (index === place ? { ...line, ...changed } : line));
  };
  const save = async () => {
    const kept = lines.value.filter(({ label, amount }) => label.trim() !== "" || amount.trim() !== "");
    const body = { lines: kept.map((line) => ({ ...line, amount: line.amount.replace(/\s/g, "").replace(",", ".") })) };
    if (!(await saving.run(body))) return;
    onClose();
    tell(texts.saved);
  };
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p class="muted">{texts.lead}</p>
        {lines.value.map((line, place) => (
          <fieldset key={`line ${place + 1}`} class="card">
            <legend>{texts.line(place + 1)}</legend>
            <div class="pair">
              <SelectField
                label={texts.side}
                value={line.side}
                options={(["in", "out"] as const).map((value) => ({ value, label: texts.sides[value] }))}
                onValue={(value) => change(place, { side: value as Side, nature: plannedNatures[value as Side][0] })}
              />
              <SelectField
                label={texts.nature}
                value={line.nature}
                options={plannedNatures[line.side].map((value) => ({ value, label: natureName(value) }))}
                onValue={(nature) => change(place, { nature })}
              />
              <TextField
                label={texts.label}
                value={line.label}
                fault={faultAt(saving.problem, `lines[${place}].label`)}
                onValue={(label) => change(place, { label })}
              />
              <TextField
                label={texts.amount}
                value={line.amount}
                fault={faultAt(saving.problem, `lines[${place}].amount`)}
                onValue={(amount) => change(place, { amount })}
              />
            </div>
            <Button
              rank="link"
              onPress={() => {
                lines.value = lines.value.filter((_, index) => index !== place);
              }}
            >
              {texts.remove(place + 1)}
            </Button>
          </fieldset>
        ))}
        <Button
          isWide
          onPress={() => {
            lines.value = [...lines.value, emptyLine];
          }}
        >
          {texts.add}
        </Button>
        <ProblemNote problem={saving.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {texts.save}
        </Button>
        <Button isWide onPress={onClose}>
          {common().cancel}
        </Button>
      </form>
    </Dialog>
  );
}

function Volunteering({ report: { volunteering, currency } }: { report: Report }) {
  const texts = t().volunteering;
  if (volunteering.length === 0) return null;
  return (
    <section class="card">
      <h2>{texts.title}</h2>
      <p class="muted">{texts.says}</p>
      <dl class="facts">
        {volunteering.map(({ valuedAs, hours, value, isRateMissing }) => (
          <div key={valuedAs}>
            <dt>
              {texts.names[valuedAs]} {isRateMissing && <span class="muted small">{texts.rateMissing}</span>}
            </dt>
            <dd class="figure">{texts.value(valuedAs === "time" ? quantity(hours, "h") : "", money(value, currency))}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Outside({ report: { outside, currency } }: { report: Report }) {
  const texts = t().outside;
  if (outside.length === 0) return null;
  return (
    <section class="card waits">
      <h2>{texts.title}</h2>
      <p>{texts.says(outside.length)}</p>
      <ul class="plain-list ruled">
        {outside.map(({ id, label, dayOn, amount, kind }) => (
          <li key={id} class="row between baseline">
            <span class="grow">
              {label} <span class="muted small">{kind === null ? texts.day(shortDay(dayOn)) : texts.kind(kind)}</span>
            </span>
            <span class="figure">{money(amount, currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
