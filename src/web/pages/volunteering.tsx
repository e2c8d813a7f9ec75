/** What people gave without pay: in hours, person-days and euros; what kinds are worth; and the sheets to sign (`?sheet`). */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import type { z } from "zod";
import type { valuationList, volunteering, volunteeringSheet } from "../../features/volunteering/volunteering.schema.js";
import { write } from "../api.js";
import { Bars } from "../charts/bars.js";
import { Button, ButtonLink } from "../components/button.js";
import { DaysFields } from "../components/days-fields.js";
import { Dialog } from "../components/dialog.js";
import { faultAt, SelectField, TextField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { TableDownloads } from "../components/treasury/table-downloads.js";
import { money, number, quantity, shortDay, unitOfOne } from "../format.js";
import { isNothing, sumOf } from "../house-figures.js";
import common_en from "../i18n/en/common.js";
import treasury_en from "../i18n/en/treasury.js";
import en from "../i18n/en/volunteering.js";
import common_fr from "../i18n/fr/common.js";
import treasury_fr from "../i18n/fr/treasury.js";
import fr from "../i18n/fr/volunteering.js";
import { useHere } from "../place.js";
import { useChosen, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { useCurrency, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Report = z.output<typeof volunteering>;
type Sheet = z.output<typeof volunteeringSheet>;
type Valuation = z.output<typeof valuationList>["items"][number];

interface Days {
  readonly from: string;
  readonly until: string;
}

export default function VolunteeringPage() {
  const { query } = useLocation();
  const year = useToday().slice(0, 4);
  const days = { from: query.from || `${year}-01-01`, until: query.until || `${year}-12-31` };
  return query.sheet === undefined ? <Told days={days} /> : <Sheets days={days} />;
}

const queryOf = ({ from, until }: Days): string => `fromOn=${from}&untilOn=${until}`;
function Told({ days }: { days: Days }) {
  const here = useHere();
  const currency = useCurrency();
  const reading = useChosen<Report, Days>(days, (each) => `${here.api}/volunteering?${queryOf(each)}`);
  const titleOf = ({ totals }: Report): string => {
    const time = totals.find(({ valuedAs }) => valuedAs === "time");
    const hours = time ? quantity(time.hours, "h") : "";
    if (time) return isNothing(time.value) ? t().titleHours(hours) : t().title(hours, money(time.value, currency));
    return totals[0] ? t().titleValue(money(totals[0].value, currency)) : t().titleNone;
  };
  return (
    <Shown reading={reading}>
      {([report, told]) => (
        <Page title={titleOf(report)} lead={t().lead} back={{ href: `${here.home}/treasury`, label: treasury().name }} isWide>
          <Choosing days={days} />
          <div class="columns">
            <div class="stack loose">
              <Totals totals={report.totals} currency={currency} />
              <Lines lines={report.lines} currency={currency} />
              {report.lines.length > 0 && (
                <div class="row no-print">
                  <ButtonLink rank="first" href={`${here.home}/treasury/volunteering?sheet&from=${told.from}&until=${told.until}`}>
                    {t().sheet.open}
                  </ButtonLink>
                  <TableDownloads
                    href={`/api/v1${here.api}/exports/volunteering?from=${told.from}&until=${told.until}`}
                    labelOf={t().file}
                  />
                </div>
              )}
            </div>
            <div class="stack loose">
              {report.paidToo.length > 0 && (
                <section class="card waits">
                  <h2>{t().paidToo.title}</h2>
                  <p>{t().paidToo.says}</p>
                  <ul>
                    {report.paidToo.map(({ memberId, envelopeId, member, envelope }) => (
                      <li key={`${memberId} ${envelopeId}`}>{t().paidToo.line(member, envelope)}</li>
                    ))}
                  </ul>
                </section>
              )}
              <Kinds currency={currency} />
            </div>
          </div>
        </Page>
      )}
    </Shown>
  );
}

function Choosing({ days }: { days: Days }) {
  const here = useHere();
  const { route } = useLocation();
  return (
    <div class="pair no-print">
      <DaysFields
        days={days}
        labels={t().period}
        onDays={({ from, until }) => route(`${here.home}/treasury/volunteering?from=${from}&until=${until}`, true)}
      />
    </div>
  );
}

function Totals({ totals, currency }: { totals: Report["totals"]; currency: string }) {
  const texts = t().totals;
  return (
    <>
      {totals.map((total) => (
        <section class="card" key={total.valuedAs}>
          <h2>{texts.names[total.valuedAs]}</h2>
          <dl class="facts">
            {total.valuedAs === "time" && (
              <>
                <div>
                  <dt>{texts.hours}</dt>
                  <dd class="figure">{quantity(total.hours, "h")}</dd>
                </div>
                <div>
                  <dt>
                    {texts.days} <span class="muted small">{texts.daysHint}</span>
                  </dt>
                  <dd class="figure">{number(total.personDays)}</dd>
                </div>
              </>
            )}
            <div>
              <dt>{texts.value}</dt>
              <dd class="figure">{money(total.value, currency)}</dd>
            </div>
          </dl>
          <p class="muted small">{texts.given(total.people, total.account, total.givenAccount)}</p>
          {total.isRateMissing && <p class="small">{texts.rateMissing}</p>}
        </section>
      ))}
    </>
  );
}

function Lines({ lines, currency }: { lines: Report["lines"]; currency: string }) {
  const texts = t().lines;
  if (lines.length === 0) return null;
  return (
    <Section title={texts.title}>
      {lines.some(({ value }) => !isNothing(value)) && lines.length > 1 && (
        <Bars
          title={texts.picture}
          currency={currency}
          rows={lines.map(({ circle, kind, value }) => ({
            name: `${circle}, ${kind}`,
            says: money(value, currency),
            amount: value,
            tone: "work",
          }))}
        />
      )}
      <div class="table-scroll">
        <table class="stacked">
          <caption class="visually-hidden">{texts.title}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.circle}</th>
              <th scope="col">{texts.kind}</th>
              <th scope="col" class="num">
                {texts.much}
              </th>
              <th scope="col" class="num">
                {texts.people}
              </th>
              <th scope="col" class="num">
                {texts.value}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ circleId, kindId, circle, kind, unit, quantity: much, people, value }) => (
              <tr key={`${circleId} ${kindId}`}>
                <th scope="row">{circle}</th>
                <td data-label={texts.kind}>{kind}</td>
                <td class="num figure" data-label={texts.much}>
                  {quantity(much, unit)}
                </td>
                <td class="num" data-label={texts.people}>
                  {t().totals.people(people)}
                </td>
                <td class="num figure" data-label={texts.value}>
                  {money(value, currency)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

// What kinds are worth -----------------------------------------------------------------------------------------------

function Kinds({ currency }: { currency: string }) {
  const here = useHere();
  const items = useReading<{ items: Valuation[] }>(`${here.api}/volunteering/kinds`).value?.items ?? [];
  const setting = useSignal<Valuation | undefined>(undefined);
  const mayWrite = here.isTreasurer || here.isAdmin;
  const texts = t().kinds;
  const shown = mayWrite ? items : items.filter(({ valuedAs }) => valuedAs !== "none");
  if (shown.length === 0) return null;
  return (
    <Section title={texts.title}>
      <p class="muted">{texts.lead}</p>
      <ul class="plain-list stack">
        {shown.map((kind) => (
          <KindCard key={kind.kindId} kind={kind} currency={currency} onSet={mayWrite ? () => (setting.value = kind) : undefined} />
        ))}
      </ul>
      {setting.value && <RateDialog kind={setting.value} onClose={() => (setting.value = undefined)} />}
    </Section>
  );
}

function KindCard({ kind, currency, onSet }: { kind: Valuation; currency: string; onSet: (() => void) | undefined }) {
  const here = useHere();
  const texts = t().kinds;
  const valuing = useSending((valuedAs: string, key: string) =>
    write<object>("PUT", `${here.api}/volunteering/kinds/${kind.kindId}`, { valuedAs }, key),
  );
  const dropping = useSending((fromOn: string, key: string) =>
    write<object>("DELETE", `${here.api}/volunteering/kinds/${kind.kindId}/rates/${fromOn}`, undefined, key),
  );
  const isTime = ["h", "min", "day"].includes(kind.unit);
  const choices = (["time", "lent", "given", "none"] as const).filter((each) => each !== "time" || isTime);
  return (
    <li class="card">
      <h3>{kind.kind}</h3>
      {onSet && (
        <SelectField
          label={texts.as}
          value={kind.valuedAs}
          options={choices.map((value) => ({ value, label: texts.choices[value] ?? value }))}
          onValue={(value) => void valuing.run(value)}
        />
      )}
      {kind.valuedAs !== "none" && (
        <ul class="plain-list small">
          {kind.rates.map(({ fromOn, rate, source }) => (
            <li key={fromOn} class="row between baseline">
              <span class="grow">{texts.rate(money(rate, currency), unitOfOne(kind.unit), shortDay(fromOn), source)}</span>
              {onSet && (
                <Button rank="link" label={texts.dropOf(kind.kind, shortDay(fromOn))} onPress={() => void dropping.run(fromOn)}>
                  {texts.drop}
                </Button>
              )}
            </li>
          ))}
          {kind.rates.length === 0 && kind.unit !== currency && <li class="muted">{texts.noRate}</li>}
        </ul>
      )}
      <ProblemNote problem={valuing.problem ?? dropping.problem} />
      {onSet && kind.valuedAs !== "none" && kind.unit !== currency && (
        <Button label={texts.setOf(kind.kind)} onPress={onSet}>
          {texts.set}
        </Button>
      )}
    </li>
  );
}

function RateDialog({ kind, onClose }: { kind: Valuation; onClose: () => void }) {
  const here = useHere();
  const texts = t().kinds;
  const today = useToday();
  const rate = useSignal("");
  const from = useSignal(`${today.slice(0, 4)}-01-01`);
  const source = useSignal("");
  const saving = useSending((body: object, key: string) =>
    write<object>("PUT", `${here.api}/volunteering/kinds/${kind.kindId}/rates/${from.value}`, body, key),
  );
  const save = async () => {
    if (!(await saving.run({ rate: rate.value.replace(",", ".").trim(), source: source.value }))) return;
    onClose();
    tell(texts.saved);
  };
  return (
    <Dialog title={texts.setOf(kind.kind)} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={texts.value(unitOfOne(kind.unit))}
          value={rate.value}
          fault={faultAt(saving.problem, "rate")}
          onValue={(value) => (rate.value = value)}
        />
        <TextField type="date" label={texts.from} value={from.value} onValue={(value) => (from.value = value)} />
        <TextField
          label={texts.source}
          hint={texts.sourceHint}
          value={source.value}
          fault={faultAt(saving.problem, "source")}
          onValue={(value) => (source.value = value)}
        />
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

// Sheets to sign -----------------------------------------------------------------------------------------------------

function Sheets({ days }: { days: Days }) {
  const here = useHere();
  const texts = t().sheet;
  const reading = useReading<Sheet>(`${here.api}/volunteering/sheet?${queryOf(days)}`);
  return (
    <Shown reading={reading}>
      {({ items }) => {
        const people = [...new Set(items.map(({ memberId }) => memberId))];
        return (
          <Page
            title={texts.title}
            lead={texts.lead(shortDay(days.from), shortDay(days.until))}
            back={{ href: `${here.home}/treasury/volunteering?from=${days.from}&until=${days.until}`, label: texts.back }}
            actions={<Button onPress={() => print()}>{texts.print}</Button>}
          >
            {people.map((id) => (
              <OneSheet key={id} days={days} items={items.filter(({ memberId }) => memberId === id)} />
            ))}
          </Page>
        );
      }}
    </Shown>
  );
}

/** How much in all, a unit at a time: a sheet may hold hours and kilograms. */
function inAll(items: Sheet["items"]): string {
  const given = items.filter(({ quantity: much }) => much !== null);
  const units = [...new Set(given.map(({ unit }) => unit))];
  const ofUnit = (unit: string) => sumOf(given.filter((each) => each.unit === unit).map(({ quantity: much }) => much ?? "0"));
  return units.map((unit) => quantity(ofUnit(unit), unit)).join(", ");
}

/** It is handed over alone: it says whose collective it is, which days, and how much in all. */
function OneSheet({ items, days }: { items: Sheet["items"]; days: Days }) {
  const here = useHere();
  const texts = t().sheet;
  const currency = useCurrency();
  return (
    <section class="card one-sheet">
      <h2>{texts.of(items[0]?.member ?? "")}</h2>
      <p class="muted">{texts.where(here.name, shortDay(days.from), shortDay(days.until))}</p>
      <table>
        <caption class="visually-hidden">{texts.of(items[0]?.member ?? "")}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.day}</th>
            <th scope="col">{texts.what}</th>
            <th scope="col" class="num">
              {texts.much}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, dayOn, note, kind, circle, envelope, quantity: much, amount, unit }) => (
            <tr key={id}>
              <td>{shortDay(dayOn)}</td>
              <td>
                {note} <span class="muted small">{[kind, envelope ?? circle].join(", ")}</span>
              </td>
              <td class="num figure">{much === null ? (amount === null ? "" : money(amount, currency)) : quantity(much, unit)}</td>
            </tr>
          ))}
        </tbody>
        {items.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {texts.total}
              </th>
              <td class="num figure">{inAll(items)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      <p class="signature">{texts.signed}</p>
    </section>
  );
}
