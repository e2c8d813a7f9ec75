/** A transfer from one envelope or fund to another. */
import { useSignal } from "@preact/signals";
import { parseAmount } from "../../../domain/money.js";
import { transfer } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { money } from "../../format.js";
import en from "../../i18n/en/transfers.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/transfers.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, PageBooks } from "../../treasury-figures.js";
import { useBalances } from "../../treasury-place.js";
import { canGiveTo, canTakeFrom, namedPlace, type TransferPlace } from "../../treasury-transfers.js";
import { Button } from "../button.js";
import { Field, faultAt, readDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Booked } from "./booked.js";
import { AmountField, DayField, DocumentField, focusTitle, NoteField, useUnwritten, type Written } from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export function TransferForm({ places }: { places: readonly TransferPlace[] }) {
  const here = useHere();
  const unwritten = useUnwritten();
  const written = useSignal<Written>(unwritten);
  const fromId = useSignal("");
  const toId = useSignal("");
  const typed = useSignal("");
  const isTried = useSignal(false);
  const balances = useBalances();
  const froms = places.filter((place) => canTakeFrom(here, place));
  const from = froms.find(({ id }) => id === fromId.value);
  const tos = places.filter((place) => canGiveTo(here, place) && place.id !== from?.id && (!from || place.currency === from.currency));
  const to = tos.find(({ id }) => id === toId.value);
  const currency = from?.currency ?? to?.currency ?? places[0]?.currency ?? "EUR";
  const amount = readDecimal(typed.value);
  const { value: effects, refusal } = attempt(() => {
    if (amount === undefined || !from || !to || !balances) return undefined;
    const books = new PageBooks(balances.items);
    const amountMinor = parseAmount(amount, currency);
    return books.effects(
      transfer({ from: books.account(from.class, from, currency), to: books.account(to.class, to, currency), amountMinor }),
    );
  });
  const transferring = useSending((body: object, key: string) =>
    write<{ entry: { id: string } }>("POST", `${here.api}/transfers`, body, key),
  );
  const { problem } = transferring;
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || !from || !to || refusal) return;
    const { datedOn, document, note } = written.value;
    const done = await transferring.run({
      from: namedPlace(from),
      to: namedPlace(to),
      amount,
      datedOn,
      ...(document.trim() ? { document: document.trim() } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    });
    if (!done) return;
    typed.value = "";
    written.value = unwritten;
    isTried.value = false;
    tellPosted(here.api, done.entry.id, t().inside.done(money(amount, currency), to.name));
    focusTitle();
  };
  const change = (fields: Partial<Written>) => {
    written.value = { ...written.value, ...fields };
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PlaceField
        label={t().inside.from}
        places={froms}
        value={fromId.value}
        fault={isTried.value && !from ? treasury().missing : faultAt(problem, "from", "from.envelopeId", "from.fundId")}
        onValue={(id) => {
          fromId.value = id;
        }}
      />
      <PlaceField
        label={t().inside.to}
        places={tos}
        value={toId.value}
        fault={isTried.value && !to ? treasury().missing : faultAt(problem, "to", "to.envelopeId", "to.fundId")}
        onValue={(id) => {
          toId.value = id;
        }}
      />
      <div class="pair">
        <AmountField
          currency={currency}
          isTried={isTried.value}
          fault={refusal ? sayRefusal(refusal) : faultAt(problem, "amount")}
          value={typed.value}
          onValue={(value) => {
            typed.value = value;
          }}
        />
        <DayField value={written.value.datedOn} fault={faultAt(problem, "datedOn")} onValue={(datedOn) => change({ datedOn })} />
      </div>
      <DocumentField
        isOptional
        label={t().inside.document}
        hint={t().inside.documentHint}
        value={written.value.document}
        fault={faultAt(problem, "document")}
        onValue={(document) => change({ document })}
      />
      <NoteField value={written.value.note} onValue={(note) => change({ note })} />
      <Booked effects={effects} />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <Button rank="first" isWide isSubmit isBusy={transferring.isBusy}>
        {amount === undefined ? t().inside.incomplete : t().inside.confirm(money(amount, currency))}
      </Button>
    </form>
  );
}

function PlaceField({
  label,
  places,
  value,
  fault,
  onValue,
}: {
  label: string;
  places: readonly TransferPlace[];
  value: string;
  fault: string | undefined;
  onValue: (id: string) => void;
}) {
  const options = (placeClass: TransferPlace["class"]) =>
    places
      .filter((place) => place.class === placeClass)
      .map(({ id, name, left, currency }) => (
        <option key={id} value={id} selected={id === value}>
          {t().inside.option(name, money(left, currency))}
        </option>
      ));
  const [envelopes, funds] = [options("envelope"), options("fund")];
  return (
    <Field label={label} fault={fault}>
      {(wiring) => (
        <select {...wiring} value={value} required onChange={(event) => onValue(event.currentTarget.value)}>
          <option value="">{treasury().fields.choose}</option>
          {envelopes.length > 0 && <optgroup label={t().inside.envelopes}>{envelopes}</optgroup>}
          {funds.length > 0 && <optgroup label={t().inside.funds}>{funds}</optgroup>}
        </select>
      )}
    </Field>
  );
}
