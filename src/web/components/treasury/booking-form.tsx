/**
 * The frame of every form that books money: how much, on which day, through which account, by which document; what it will
 * write, asked of the posting rules; and, once it is written, a way back.
 *
 * On a slow connection it may be pressed before the balances are here by which the rules are asked: it is written as soon as they are.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { formatAmount, parseAmount } from "../../../domain/money.js";
import type { Posting } from "../../../domain/postings.js";
import type { Refusal } from "../../../domain/refusals.js";
import { type Problem, write } from "../../api.js";
import { money } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/treasury.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { refreshReadings } from "../../readings.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, type Effect, type Owner, PageBooks, type ShownBalance } from "../../treasury-figures.js";
import { type Bank, useBalancesReading } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, readDecimal, typedDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Booked } from "./booked.js";
import {
  AmountField,
  BankField,
  bankMeant,
  DayField,
  DocumentField,
  focusTitle,
  NoteField,
  useUnwritten,
  type Written,
  writtenBody,
} from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

/** What would be written, or why the rules say no; nothing while something is still to be typed or chosen. */
export interface BookingPlan {
  readonly total?: string;
  readonly effects?: readonly Effect[];
  readonly refusal?: Refusal;
}

/** What the fields around it need to know of a form. */
export interface BookingState {
  readonly isTried: boolean;
  readonly problem: Problem | undefined;
  readonly refusal: Refusal | undefined;
}

interface FrameProps {
  currency: string;
  /** The accounts it may go through; left out where no money of the bank moves. */
  banks?: readonly Bank[];
  /** The route that writes it, after the collective’s own, and what it takes beside day, account, document and words. */
  path: string;
  body: object;
  plan: (balances: readonly ShownBalance[], bank: Owner) => BookingPlan;
  texts: { readonly confirm: (amount: string) => string; readonly incomplete: string; readonly done: (amount: string) => string };
  document?: { label?: string; hint?: string; isOptional?: boolean };
  /** The one thing to do on its page. */
  isFirst?: boolean;
  onDone?: () => void;
  onCancel?: () => void;
}

type Around = (state: BookingState) => ComponentChildren;

/** Any amounts: `children` stand above, `amount` beside the day. */
export function BookingFrame({
  currency,
  banks,
  path,
  body,
  plan,
  texts,
  document,
  isFirst,
  onDone,
  onCancel,
  amount,
  children,
}: FrameProps & { amount?: Around; children?: Around }) {
  const here = useHere();
  const { value: balances, problem: unread } = useBalancesReading();
  const unwritten = useUnwritten();
  const written = useSignal<Written>(unwritten);
  const isTried = useSignal(false);
  const isAwaited = useSignal(false);
  const bank = banks && bankMeant(banks, currency, written.value.bankId);
  // Where the first account is still to be opened, the service opens it.
  const planned = balances ? plan(balances.items, bank ?? { id: "first", name: t().fields.bank }) : {};
  const { total, effects, refusal } = planned;
  const sending = useSending((_: undefined, key: string) =>
    write<{ entry: { id: string } }>("POST", here.api + path, { ...body, ...writtenBody(written.value, bank) }, key),
  );
  const { problem } = sending;
  const submit = async () => {
    isTried.value = true;
    isAwaited.value = !balances;
    if (!balances && unread) refreshReadings();
    if (total === undefined) return;
    const done = await sending.run(undefined);
    if (!done) return;
    written.value = unwritten;
    isTried.value = false;
    onDone?.();
    tellPosted(here.api, done.entry.id, texts.done(money(total, currency)));
    focusTitle();
  };
  const again = useRef(submit);
  again.current = submit;
  // What could not be read is said, and pressed anew by whoever still wants it.
  useEffect(() => {
    if (!isAwaited.value) return;
    isAwaited.value = false;
    if (balances) void again.current();
  }, [balances === undefined, unread]);
  const change = (fields: Partial<Written>) => {
    written.value = { ...written.value, ...fields };
  };
  const state = { isTried: isTried.value, problem, refusal };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children?.(state)}
      <div class="pair">
        {amount?.(state)}
        <DayField value={written.value.datedOn} fault={faultAt(problem, "datedOn")} onValue={(datedOn) => change({ datedOn })} />
        {banks && (
          <BankField
            banks={banks}
            currency={currency}
            value={bank?.id ?? ""}
            fault={faultAt(problem, "bankId")}
            onValue={(bankId) => change({ bankId })}
          />
        )}
      </div>
      <DocumentField
        {...document}
        value={written.value.document}
        fault={faultAt(problem, "document")}
        onValue={(value) => change({ document: value })}
      />
      <NoteField value={written.value.note} onValue={(note) => change({ note })} />
      <Booked effects={effects} />
      <ProblemNote problem={problem ?? (balances ? undefined : unread)} onRetry={() => void submit()} />
      <Button rank={isFirst ? "first" : "second"} isWide isSubmit isBusy={sending.isBusy || isAwaited.value}>
        {total === undefined ? texts.incomplete : texts.confirm(money(total, currency))}
      </Button>
      {onCancel && (
        <Button isWide onPress={onCancel}>
          {common().cancel}
        </Button>
      )}
    </form>
  );
}

interface FormProps extends Omit<FrameProps, "plan"> {
  /** What is written for an amount; undefined while something is not chosen yet. */
  rule: (books: PageBooks, amountMinor: bigint, bank: Owner) => Posting | undefined;
  /** The amount it begins with. */
  begins?: string;
  hint?: (amount: string | undefined) => string | undefined;
  children?: Around;
}

/** One amount. */
export function BookingForm({ rule, begins = "", hint, body, onDone, ...frame }: FormProps) {
  const typed = useSignal(typedDecimal(begins));
  const { currency } = frame;
  const amount = readDecimal(typed.value);
  const plan = (balances: readonly ShownBalance[], bank: Owner): BookingPlan => {
    const { value, refusal } = attempt(() => {
      if (amount === undefined) return {};
      const books = new PageBooks(balances);
      const amountMinor = parseAmount(amount, currency);
      const posting = rule(books, amountMinor, bank);
      return posting ? { total: formatAmount(amountMinor, currency), effects: books.effects(posting) } : {};
    });
    return refusal ? { refusal } : (value ?? {});
  };
  return (
    <BookingFrame
      {...frame}
      plan={plan}
      body={{ ...body, amount }}
      onDone={() => {
        typed.value = "";
        onDone?.();
      }}
      amount={({ isTried, problem, refusal }) => (
        <AmountField
          currency={currency}
          isTried={isTried}
          hint={hint?.(amount)}
          fault={refusal ? sayRefusal(refusal) : faultAt(problem, "amount")}
          value={typed.value}
          onValue={(value) => {
            typed.value = value;
          }}
        />
      )}
    />
  );
}
