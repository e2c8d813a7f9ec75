/** Fields that every form of the treasury has: how much, from which account, on which day, by which document. */
import { currencyMark } from "../../format.js";
import en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/treasury.js";
import { speak } from "../../speech.js";
import { type Bank, useToday } from "../../treasury-place.js";
import { DecimalField, LongTextField, readDecimal, SelectField, TextField } from "../fields.js";

const t = speak({ fr, en });

interface Typed {
  value: string;
  onValue: (value: string) => void;
  fault?: string | undefined;
}

export function AmountField({
  label = t().fields.amount,
  currency,
  hint,
  isTried,
  fault,
  ...typed
}: Typed & { label?: string; currency: string; hint?: string; isTried: boolean }) {
  const isUnread = isTried && readDecimal(typed.value) === undefined;
  return <DecimalField label={label} unit={currencyMark(currency)} hint={hint} fault={isUnread ? t().notAnAmount : fault} {...typed} />;
}

export function DayField({ label = t().fields.day, hint, ...typed }: Typed & { label?: string; hint?: string }) {
  return <TextField type="date" label={label} hint={hint} isRequired {...typed} />;
}

/** Asks for the bank account only where there is a choice. */
export function BankField({
  banks,
  currency,
  label = t().fields.bank,
  ...typed
}: Typed & { banks: readonly Bank[]; currency: string; label?: string }) {
  const options = banks.filter((bank) => bank.currency === currency);
  if (options.length < 2) return null;
  return <SelectField label={label} isRequired options={options.map(({ id, name }) => ({ value: id, label: name }))} {...typed} />;
}

/** The bank account that is meant: the one chosen, or the only one of the currency. */
export const bankMeant = (banks: readonly Bank[], currency: string, chosen: string): Bank | undefined => {
  const options = banks.filter((bank) => bank.currency === currency);
  return options.find(({ id }) => id === chosen) ?? options[0];
};

export function DocumentField({
  label = t().fields.document,
  hint = t().fields.documentHint,
  isOptional,
  ...typed
}: Typed & { label?: string; hint?: string; isOptional?: boolean }) {
  return (
    <TextField label={isOptional ? t().fields.optional(label) : label} hint={hint} isRequired={!isOptional} autocomplete="off" {...typed} />
  );
}

/** Words on an entry, for who has some. */
export function NoteField({ value, onValue }: Typed) {
  return (
    <details open={value !== ""}>
      <summary>{t().fields.addNote}</summary>
      <LongTextField label={t().fields.note} rows={2} value={value} onValue={onValue} />
    </details>
  );
}

/** Day, account, document and words: what an entry with money of the bank is written with. */
export interface Written {
  readonly datedOn: string;
  readonly bankId: string;
  readonly document: string;
  readonly note: string;
}

export const useUnwritten = (): Written => ({ datedOn: useToday(), bankId: "", document: "", note: "" });

/** What of it is sent: nothing for what was left empty. */
export const writtenBody = ({ datedOn, document, note }: Written, bank: Bank | undefined) => ({
  datedOn,
  ...(document.trim() ? { document: document.trim() } : {}),
  ...(bank ? { bankId: bank.id } : {}),
  ...(note.trim() ? { note: note.trim() } : {}),
});

/**
 * Brings who writes by keyboard or listens back to the title, when what they pressed is gone. A dialog that closes first
 * gives focus back to what opened it: this comes after.
 */
export const focusTitle = (): void => {
  setTimeout(() => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }));
};
