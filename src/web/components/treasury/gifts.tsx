/** Gifts of money that were declared and are not linked to money in: what they are, and linking them to what came already. */
import { useSignal } from "@preact/signals";
import type { Gift, LinkedGifts } from "../../../features/envelopes/money-in.schema.js";
import { write } from "../../api.js";
import { longDay, money, shortDay } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/money-in.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/money-in.js";
import { useHere, useNameOf } from "../../place.js";
import { useReading } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { restOf } from "../../treasury-figures.js";
import { sumOfGifts } from "../../treasury-money-in.js";
import type { Entry, EntryPage } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { SelectField } from "../fields.js";
import { Amount } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";
import { GiftChecks, giftsThatAre, usePromisedGifts } from "./gift-choices.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function PromisedGifts() {
  const here = useHere();
  const gifts = usePromisedGifts();
  const nameOf = useNameOf();
  const isLinking = useSignal(false);
  const close = () => {
    isLinking.value = false;
  };
  const received = useReading<EntryPage>(here.isTreasurer && gifts.length > 0 ? `${here.api}/entries?kind=money-in&limit=50` : null);
  const entries = received.value?.items.filter((entry) => giftsOf(entry, gifts).length > 0) ?? [];
  if (gifts.length === 0) return null;
  return (
    <Section title={t().gifts.title}>
      <p class="muted">{t().record.giftsHint}</p>
      <ul class="card plain-list ruled">
        {gifts.map(({ id, memberId, amount, currency, dayOn, note }) => (
          <li key={id} class="stack tight">
            <div class="with-figure">
              <span>{nameOf(memberId)}</span>
              <Amount value={amount} currency={currency} />
            </div>
            <span class="muted small">
              <a href={`${here.home}/contributions/${id}`}>{note || t().gifts.declared}</a> · {longDay(dayOn)}
            </span>
          </li>
        ))}
      </ul>
      {entries.length > 0 && <Button onPress={() => (isLinking.value = true)}>{t().gifts.act}</Button>}
      {isLinking.value && <LinkDialog entries={entries} onClose={close} />}
    </Section>
  );
}

const bankLine = ({ lines }: Entry) => lines.find((line) => line.class === "bank");
/** The line that brings it in, and says under what nature; those of levies follow. */
const envelopeLine = ({ lines }: Entry) => lines.find((line) => line.class === "envelope");
/** Of these gifts, those that the money of an entry may be. */
function giftsOf(entry: Entry | undefined, gifts: readonly Gift[]): readonly Gift[] {
  const into = entry?.kind === "money-in" && entry.reversedById === null ? envelopeLine(entry) : undefined;
  return into ? giftsThatAre(gifts, { currency: into.commodity, nature: into.nature ?? "", memberId: entry?.origin.member }) : [];
}

/** From the entry of some money: the gifts that it is. */
export function LinkGifts({ entry }: { entry: Entry }) {
  const here = useHere();
  const gifts = giftsOf(entry, usePromisedGifts());
  const isLinking = useSignal(false);
  if (!here.isTreasurer || gifts.length === 0) return null;
  return (
    <>
      <Button onPress={() => (isLinking.value = true)}>{t().gifts.act}</Button>
      {isLinking.value && <LinkDialog entries={[entry]} onClose={() => (isLinking.value = false)} />}
    </>
  );
}

function LinkDialog({ entries, onClose }: { entries: readonly Entry[]; onClose: () => void }) {
  const here = useHere();
  const entryId = useSignal(entries[0]?.id ?? "");
  const chosen = useSignal<readonly string[]>([]);
  const entry = entries.find(({ id }) => id === entryId.value);
  const { commodity: currency = "EUR", amount: received = "0" } = (entry && bankLine(entry)) ?? {};
  const linked = useReading<LinkedGifts>(entry ? `${here.api}/entries/${entry.id}/gifts` : null).value?.linked;
  const left = restOf(received, linked, currency);
  const offered = giftsOf(entry, usePromisedGifts());
  const gifts = offered.filter(({ id }) => chosen.value.includes(id));
  const sum = sumOfGifts(
    gifts.map(({ amount }) => amount),
    currency,
  );
  const linking = useSending((giftIds: readonly string[], key: string) =>
    write<object>("POST", `${here.api}/entries/${entryId.value}/gifts`, { giftIds }, key),
  );
  const submit = async () => {
    if (gifts.length === 0) return;
    const said = money(sum, currency);
    if (!(await linking.run(gifts.map(({ id }) => id)))) return;
    onClose();
    tell(t().gifts.done(said));
    focusTitle();
  };
  return (
    <Dialog title={t().gifts.dialog} onClose={onClose}>
      <p>{t().gifts.says}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SelectField
          label={t().gifts.received}
          value={entryId.value}
          options={entries.map((each) => ({ value: each.id, label: saidEntry(each) }))}
          onValue={(id) => {
            entryId.value = id;
            chosen.value = [];
          }}
        />
        <GiftChecks
          gifts={offered}
          chosen={chosen.value}
          problem={linking.problem}
          onChosen={(ids) => {
            chosen.value = ids;
          }}
        />
        <p role="status">
          {t().gifts.sum(money(sum, currency), money(received, currency))}
          {left !== undefined && left !== received && ` ${t().gifts.linked(money(linked ?? "0", currency), money(left, currency))}`}
        </p>
        <ProblemNote problem={linking.problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={linking.isBusy} isOff={gifts.length === 0}>
          {gifts.length === 0 ? t().gifts.incomplete : t().gifts.confirm(money(sum, currency))}
        </Button>
        <Button isWide onPress={onClose}>
          {common().cancel}
        </Button>
      </form>
    </Dialog>
  );
}

/** The day, how much, into which envelope, by which document. */
function saidEntry(entry: Entry): string {
  const { datedOn, document } = entry;
  const bank = bankLine(entry);
  const envelope = envelopeLine(entry)?.name;
  return [shortDay(datedOn), bank && money(bank.amount, bank.commodity), envelope, document].filter(Boolean).join(", ");
}
