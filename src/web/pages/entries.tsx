/** The ledger: every entry with its lines, its reason and its origin; or one of them, with its place in the chain. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { Button, ButtonLink } from "../components/button.js";
import { SelectField, TextField } from "../components/fields.js";
import { Empty, Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { EntryCard, kindOf } from "../components/treasury/entry-card.js";
import { EntryPages } from "../components/treasury/entry-pages.js";
import { ReverseDialog } from "../components/treasury/reverse.js";
import en from "../i18n/en/entries.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/entries.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { type Envelope, useHere, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";
import { addressOf, askedOf, type EntryFilter, filterOf, noFilter } from "../treasury-entries.js";
import { type Entry, type Head, useLiveLedger } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function EntriesPage() {
  useLiveLedger();
  const here = useHere();
  const { query } = useLocation();
  const reversed = useSignal<string | undefined>(undefined);
  const nameOf = useNameOf();
  const onReverse = here.isTreasurer ? ({ id }: Entry) => (reversed.value = id) : undefined;
  return (
    <>
      {query.entry ? (
        <OneEntry key={query.entry} id={query.entry} nameOf={nameOf} onReverse={onReverse} />
      ) : (
        <Ledger nameOf={nameOf} onReverse={onReverse} />
      )}
      {reversed.value && <ReverseDialog entryId={reversed.value} onClose={() => (reversed.value = undefined)} />}
    </>
  );
}

interface Reading {
  nameOf: (id: string | null) => string;
  onReverse: ((entry: Entry) => void) | undefined;
}

function OneEntry({ id, ...props }: Reading & { id: string }) {
  const here = useHere();
  const reading = useReading<Entry>(`${here.api}/entries/${id}`);
  const entry = reading.value;
  return (
    <Page
      title={entry ? t().titleOne(entry.number, kindOf(entry.kind)) : treasury().ways.entries.name}
      back={{ href: `${here.home}/treasury/entries`, label: t().all }}
    >
      <Shown reading={reading}>
        {(one) => (
          <ul class="plain-list">
            <EntryCard entry={one} isAlone {...props} />
          </ul>
        )}
      </Shown>
    </Page>
  );
}

function Ledger(props: Reading) {
  const here = useHere();
  const { query, route } = useLocation();
  const filter = filterOf(query);
  const head = useReading<Head>(`${here.api}/ledger/head`).value;
  const asked = askedOf(filter);
  const set = (change: Partial<EntryFilter>) => route(`${here.home}/treasury/entries${addressOf({ ...filter, ...change })}`, true);
  return (
    <Page
      title={head ? t().title(Number(head.position)) : treasury().ways.entries.name}
      lead={t().lead}
      back={{ href: `${here.home}/treasury`, label: treasury().name }}
    >
      {head?.position === "0" ? (
        <Empty title={t().empty.title}>
          <p>{t().empty.lead}</p>
          {here.isTreasurer && <ButtonLink href={`${here.home}/treasury/money-in`}>{t().empty.act}</ButtonLink>}
        </Empty>
      ) : (
        <>
          <Filters filter={filter} onChange={set} />
          <EntryPages key={asked} asked={asked} {...props} />
        </>
      )}
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: EntryFilter; onChange: (change: Partial<EntryFilter>) => void }) {
  const here = useHere();
  const envelopes = useList<Envelope>(`${here.api}/envelopes?state=all`).value ?? [];
  const isSet = addressOf(filter) !== "";
  return (
    <details class="no-print" open={isSet}>
      <summary>{t().filters.title}</summary>
      <div class="stack">
        <div class="pair">
          <SelectField
            label={t().filters.kind}
            value={filter.kind}
            options={[
              { value: "", label: t().filters.anyKind },
              ...Object.entries(treasury().kinds).map(([value, label]) => ({ value, label })),
            ]}
            onValue={(kind) => onChange({ kind })}
          />
          <SelectField
            label={t().filters.envelope}
            value={filter.envelope}
            options={[{ value: "", label: t().filters.anyEnvelope }, ...envelopes.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(envelope) => onChange({ envelope })}
          />
        </div>
        <div class="pair">
          <TextField type="date" label={t().filters.from} value={filter.from} onValue={(from) => onChange({ from })} />
          <TextField type="date" label={t().filters.until} value={filter.until} onValue={(until) => onChange({ until })} />
        </div>
        {isSet && <Button onPress={() => onChange(noFilter)}>{t().filters.clear}</Button>}
      </div>
    </details>
  );
}
