/** Taking everything away: tables for a period and a spreadsheet, the head of the chain, and what was brought in. */
import { useSignal } from "@preact/signals";
import { Button } from "../components/button.js";
import { TextField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { ChainHead } from "../components/treasury/chain-head.js";
import { Download } from "../components/treasury/download.js";
import { Imports } from "../components/treasury/imports.js";
import en from "../i18n/en/exports.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/exports.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { language, speak } from "../speech.js";
import { fileAddress, isPeriod, type Period, type Spreadsheet, spreadsheets, tables } from "../treasury-exports.js";
import type { Head } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function ExportsPage() {
  const here = useHere();
  const head = useReading<Head>(`${here.api}/ledger/head`).value;
  const mayImport = here.isTreasurer || here.isAdmin || here.pilotOf.length > 0;
  const title = () => {
    if (!head) return treasury().ways.exports.name;
    return head.position === "0" ? t().titleEmpty : t().title(head.position);
  };
  return (
    <Page title={title()} lead={t().lead} back={{ href: `${here.home}/treasury`, label: treasury().name }} isWide>
      <div class="columns">
        <Exports />
        <div class="stack loose">
          <ChainHead />
          {mayImport && <Imports />}
        </div>
      </div>
    </Page>
  );
}

/** What is taken away from the page that explains it. */
const elsewhere = [
  ["years", "/treasury/years"],
  ["payees", "/treasury/payees"],
  ["volunteering", "/treasury/volunteering"],
  ["wealth", "/wealth"],
] as const;

function Exports() {
  const here = useHere();
  const period = useSignal<Period>({ from: "", until: "" });
  const wanted = useSignal<Spreadsheet>(language.value);
  const { format } = t()[wanted.value];
  const isReadable = isPeriod(period.value);
  return (
    <div class="stack loose">
      <PeriodFields
        period={period.value}
        onPeriod={(chosen) => {
          period.value = chosen;
        }}
      />
      <fieldset class="field">
        <legend>{t().spreadsheet}</legend>
        <div>
          {spreadsheets.map((each) => (
            <label class="choice" key={each}>
              <input
                type="radio"
                name="spreadsheet"
                checked={wanted.value === each}
                onChange={() => {
                  wanted.value = each;
                }}
              />
              <span class="stack tight">
                <span>{t()[each].name}</span>
                <span class="muted small">{t()[each].what}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <ul class="plain-list stack">
        {tables.map((table) => (
          <li class="card" key={table}>
            <div class="row between">
              <span class="stack tight grow">
                <span class="strong">{t().tables[table].name}</span>
                <span class="muted small">{t().tables[table].what}</span>
              </span>
              {isReadable && (
                <Download
                  href={fileAddress(here.api, table, wanted.value, language.value, period.value)}
                  label={t().download(format, t().tables[table].name)}
                >
                  {format}
                </Download>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p class="muted small">{t().rounds}</p>
      <div class="stack tight">
        <p>{t().elsewhere.says}</p>
        <ul>
          {elsewhere.map(([what, path]) => (
            <li key={what}>
              <a href={`${here.home}${path}`}>{t().elsewhere[what]}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function PeriodFields({ period, onPeriod }: { period: Period; onPeriod: (period: Period) => void }) {
  const here = useHere();
  const years = useList<{ startsOn: string; endsOn: string }>(`${here.api}/years`).value ?? [];
  return (
    <Section title={t().period}>
      <div class="row">
        <Button onPress={() => onPeriod({ from: "", until: "" })}>{t().whole}</Button>
        {years.slice(0, 3).map(({ startsOn, endsOn }) => (
          <Button key={startsOn} onPress={() => onPeriod({ from: startsOn, until: endsOn })}>
            {t().year(startsOn.slice(0, 4))}
          </Button>
        ))}
      </div>
      <div class="pair">
        <TextField type="date" label={t().from} value={period.from} onValue={(from) => onPeriod({ ...period, from })} />
        <TextField
          type="date"
          label={t().until}
          value={period.until}
          fault={isPeriod(period) ? undefined : t().reversed}
          onValue={(until) => onPeriod({ ...period, until })}
        />
      </div>
    </Section>
  );
}
