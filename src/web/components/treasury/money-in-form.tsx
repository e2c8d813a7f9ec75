/**
 * Recording money that came in: how much, into which envelope, from whom; the expected money and the gifts that it is.
 *
 * What was typed is kept on this device. It is recorded once all is here that it speaks of: before that, its levy, its gifts and
 * what was expected would be left out without a word.
 */
import { useSignal } from "@preact/signals";
import { fundings } from "../../../domain/envelope.js";
import { write } from "../../api.js";
import { envelopeMeant } from "../../envelope-meant.js";
import { money } from "../../format.js";
import en from "../../i18n/en/money-in.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/money-in.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { type Envelope, type Fund, useHere } from "../../place.js";
import { refreshReadings, useList } from "../../readings.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { restOf } from "../../treasury-figures.js";
import { goneGifts, isPercent, planMoneyIn } from "../../treasury-money-in.js";
import { type Bank, type Expected, useBalancesReading } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, readDecimal, SelectField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Booked } from "./booked.js";
import { EnvelopeField } from "./envelope-field.js";
import { isOpenExpected } from "./expected-money.js";
import { AmountField, BankField, bankMeant, DayField, DocumentField, focusTitle, NoteField, writtenBody } from "./fields.js";
import { GiftChoices, giftsThatAre, usePromisedGiftsReading } from "./gift-choices.js";
import { LevyFields } from "./levy-fields.js";
import type { MoneyInDraft } from "./money-in-draft.js";
import { tellPosted } from "./reverse.js";
import { isSourceGiven, SourceFields, sourceBody } from "./source-fields.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

interface FormProps {
  envelopes: readonly Envelope[];
  banks: readonly Bank[];
  draft: MoneyInDraft;
  onDraft: (change: Partial<MoneyInDraft>) => void;
  onDone: () => void;
}

export function MoneyInForm({ envelopes, banks, draft, onDraft, onDone }: FormProps) {
  const here = useHere();
  const isTried = useSignal(false);
  const balances = useBalancesReading();
  const fundsRead = useList<Fund>(`${here.api}/funds`);
  const funds = fundsRead.value ?? [];
  const envelope = envelopeMeant(envelopes, draft.envelopeId);
  const currency = (envelope ?? envelopes[0])?.currency ?? "EUR";
  const expectedRead = useList<Expected>(envelope ? `${here.api}/envelopes/${envelope.id}/expected-money?limit=200` : null);
  // What was chosen and came in meanwhile stays chosen: the service says so, instead of money that is recorded twice.
  const expected = (expectedRead.value ?? []).filter((each) => isOpenExpected(each) || each.id === draft.expectedId);
  const meant = expected.find((each) => each.id === draft.expectedId && isOpenExpected(each));
  const bank = bankMeant(banks, currency, draft.bankId);
  const amount = readDecimal(draft.amount);
  const levies = funds
    .filter((fund) => fund.currency === currency && (draft.levies[fund.id] ?? "").trim() !== "")
    .map((fund) => ({ fund, percent: readDecimal(draft.levies[fund.id] ?? "") }));
  const giftsRead = usePromisedGiftsReading();
  const missing = [balances, fundsRead, ...(envelope ? [expectedRead] : []), giftsRead].filter(({ value }) => value === undefined);
  const isHere = missing.length === 0;
  const unread = missing.find(({ problem }) => problem)?.problem;
  const plan = planMoneyIn({
    amount,
    currency,
    nature: draft.nature,
    envelope: isHere ? envelope : undefined,
    bank: bank ?? { id: "first", name: treasury().fields.bank },
    levies,
    balances: balances.value?.items ?? [],
  });
  const gifts = giftsThatAre(giftsRead.value ?? [], {
    currency,
    nature: draft.nature,
    memberId: draft.from === "member" ? draft.memberId : undefined,
  });
  const giftIds = gifts.map(({ id }) => id).filter((id) => draft.giftIds.includes(id));
  const gone = giftsRead.value ? goneGifts(draft.giftIds, giftsRead.value).length : 0;
  const rest = meant && restOf(meant.amount, amount, currency);
  const recording = useSending((_: undefined, key: string) =>
    write<{ entry: { id: string } }>(
      "POST",
      `${here.api}/envelopes/${envelope?.id}/money-in`,
      {
        amount,
        nature: draft.nature,
        ...sourceBody(draft),
        ...(draft.expectedId ? { expectedId: draft.expectedId } : {}),
        giftIds,
        levy: levies.map(({ fund, percent }) => ({ fundId: fund.id, percent })),
        ...writtenBody(draft, bank),
      },
      key,
    ),
  );
  const { problem } = recording;
  const submit = async () => {
    isTried.value = true;
    if (amount === undefined || !envelope || !plan.effects || !isSourceGiven(draft)) return;
    const done = await recording.run(undefined);
    if (!done) return;
    isTried.value = false;
    onDone();
    tellPosted(here.api, done.entry.id, t().record.done(money(amount, currency), envelope.name));
    focusTitle();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <EnvelopeField
        label={t().record.envelope}
        envelopes={envelopes}
        value={envelope?.id ?? ""}
        isTried={isTried.value}
        fault={faultAt(problem, "envelope")}
        onValue={(envelopeId) => onDraft({ envelopeId, expectedId: "" })}
      />
      <div class="pair">
        <AmountField
          currency={currency}
          isTried={isTried.value}
          hint={rest !== undefined && /[1-9]/.test(rest) ? t().record.restStays(money(rest, currency)) : undefined}
          fault={plan.refusal ? sayRefusal(plan.refusal) : faultAt(problem, "amount")}
          value={draft.amount}
          onValue={(typed) => onDraft({ amount: typed })}
        />
        <SelectField
          label={t().record.nature}
          value={draft.nature}
          options={[...fundings, "other"].map((nature) => ({ value: nature, label: treasury().natures[nature] ?? nature }))}
          onValue={(nature) => onDraft({ nature })}
        />
      </div>
      {expectedRead.value && (expected.length > 0 || draft.expectedId !== "") && (
        <SelectField
          label={t().record.expected}
          value={draft.expectedId}
          fault={faultAt(problem, "expectedId")}
          options={[
            { value: "", label: t().record.notExpected },
            ...expected.map((each) => ({ value: each.id, label: t().record.expectedOption(each.source, money(each.amount, currency)) })),
          ]}
          onValue={(expectedId) => onDraft({ envelopeId: envelope?.id ?? "", expectedId })}
        />
      )}
      <SourceFields draft={draft} onDraft={onDraft} isTried={isTried.value} problem={problem} />
      <div class="pair">
        <DayField value={draft.datedOn} fault={faultAt(problem, "datedOn")} onValue={(datedOn) => onDraft({ datedOn })} />
        <BankField
          banks={banks}
          currency={currency}
          value={bank?.id ?? ""}
          fault={faultAt(problem, "bankId")}
          onValue={(bankId) => onDraft({ bankId })}
        />
      </div>
      <DocumentField
        hint={t().record.documentHint}
        value={draft.document}
        fault={faultAt(problem, "document")}
        onValue={(document) => onDraft({ document })}
      />
      {gone > 0 && (
        <p class="notice" role="status">
          {t().record.giftsGone(gone)}
        </p>
      )}
      <GiftChoices gifts={gifts} chosen={giftIds} problem={problem} onChosen={(chosen) => onDraft({ giftIds: chosen })} />
      <LevyFields
        funds={funds.filter((fund) => fund.currency === currency && !fund.isArchived)}
        typed={draft.levies}
        faultOf={(typed) => (typed.trim() !== "" && !isPercent(readDecimal(typed)) ? t().record.levyHint : undefined)}
        onTyped={(change) => onDraft({ levies: { ...draft.levies, ...change } })}
      />
      <NoteField value={draft.note} onValue={(note) => onDraft({ note })} />
      <Booked effects={plan.effects} />
      <ProblemNote problem={problem} onRetry={() => void submit()} />
      <ProblemNote problem={unread} onRetry={refreshReadings} />
      <Button rank="first" isWide isSubmit isBusy={recording.isBusy || !isHere}>
        {amount === undefined ? t().record.incomplete : t().record.confirm(money(amount, currency))}
      </Button>
    </form>
  );
}
