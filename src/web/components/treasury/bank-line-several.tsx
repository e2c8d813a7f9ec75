/**
 * One line that is several things: entries that are there and payments of what is owed are ticked, until their sum is the
 * line’s amount; then they are posted and matched at once, or not at all.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { formatAmount, parseAmount } from "../../../domain/money.js";
import { write } from "../../api.js";
import { type BankLine, type LineChoices, useChoices } from "../../bank-place.js";
import { money, shortDay } from "../../format.js";
import en from "../../i18n/en/bank.js";
import common_en from "../../i18n/en/common.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/bank.js";
import common_fr from "../../i18n/fr/common.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { Amount } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { Loading } from "../reading.js";
import { ReasonField, tellMatched } from "./bank-line-matched.js";
import { sharesFirst } from "./bank-line-request.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export function SeveralDialog({ line, onClose }: { line: BankLine; onClose: () => void }) {
  const choices = useChoices(line.id);
  return (
    <Dialog title={t().several.title(money(line.amount.replace("-", ""), line.currency))} onClose={onClose}>
      <p class="muted small wrap-anywhere">{[shortDay(line.datedOn), line.label].join(" · ")}</p>
      {choices ? <Choosing line={line} choices={choices} onClose={onClose} /> : <Loading />}
    </Dialog>
  );
}

interface ChoosingProps {
  line: BankLine;
  choices: LineChoices;
  onClose: () => void;
}

function Choosing({ line, choices: { entries, owed }, onClose }: ChoosingProps) {
  const here = useHere();
  const { currency } = line;
  const ticked = useSignal<ReadonlySet<string>>(new Set());
  const reasons = useSignal<Readonly<Record<string, string>>>({});
  const isTried = useSignal(false);
  const tick = (id: string, isTicked: boolean) => {
    const next = new Set(ticked.value);
    isTicked ? next.add(id) : next.delete(id);
    ticked.value = next;
  };
  const [linked, paid] = [entries, owed].map((things) => things.filter(({ id }) => ticked.value.has(id))) as [typeof entries, typeof owed];
  const sum = sumOf(line, linked, paid);
  const rest = parseAmount(line.amount, currency) - sum;
  const isDoubtful = paid.some(({ id, doubts }) => doubts.length > 0 && !reasons.value[id]?.trim());
  const sending = useSending((_: undefined, key: string) =>
    write<BankLine>(
      "POST",
      `${here.api}/bank-lines/${line.id}/matching`,
      {
        entryIds: linked.map(({ id }) => id),
        ...(paid.length === 0
          ? {}
          : {
              paying: {
                document: t().document(shortDay(line.datedOn), line.line),
                items: sharesFirst(paid).map(({ what, id, left }) => ({
                  what,
                  id,
                  amount: left,
                  reason: reasons.value[id]?.trim() || null,
                })),
              },
            }),
      },
      key,
    ),
  );
  const submit = async () => {
    isTried.value = true;
    if (rest !== 0n || isDoubtful || ticked.value.size === 0) return;
    const matched = await sending.run(undefined);
    if (!matched) return;
    onClose();
    tellMatched(here.api, line, { does: paid.length > 0 ? "pay" : "link", entries: matched.entries });
  };
  if (entries.length + owed.length === 0) return <p>{t().several.none}</p>;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {owed.length > 0 && (
        <fieldset class="field">
          <legend>{t().several.owed}</legend>
          <ul class="plain-list ruled">
            {owed.map((debt) => (
              <Tick
                key={debt.id}
                said={[debt.name, debt.label].join(" · ")}
                more={[treasury().natures[debt.nature] ?? debt.nature, debt.document].filter(Boolean).join(" · ")}
                amount={debt.left}
                currency={currency}
                isTicked={ticked.value.has(debt.id)}
                onTicked={(isTicked) => tick(debt.id, isTicked)}
              >
                {debt.doubts.length > 0 && ticked.value.has(debt.id) && (
                  <ReasonField
                    item={{ called: debt.name, nature: debt.nature, doubts: debt.doubts }}
                    isTried={isTried.value}
                    value={reasons.value[debt.id] ?? ""}
                    onValue={(reason) => {
                      reasons.value = { ...reasons.value, [debt.id]: reason };
                    }}
                  />
                )}
              </Tick>
            ))}
          </ul>
        </fieldset>
      )}
      {entries.length > 0 && (
        <fieldset class="field">
          <legend>{t().several.posted}</legend>
          <ul class="plain-list ruled">
            {entries.map(({ id, kind, number, called, datedOn, document, amount, reverses, reversedBy }) => (
              <Tick
                key={id}
                said={[t().does.link(treasury().kinds[kind] ?? "", number), called].filter(Boolean).join(" · ")}
                more={[
                  shortDay(datedOn),
                  document,
                  reverses && t().several.reverses(reverses),
                  reversedBy && t().several.reversedBy(reversedBy),
                ]
                  .filter(Boolean)
                  .join(" · ")}
                amount={amount}
                currency={currency}
                isTicked={ticked.value.has(id)}
                onTicked={(isTicked) => tick(id, isTicked)}
              />
            ))}
          </ul>
        </fieldset>
      )}
      <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
      <div class="at-hand">
        <p class="grow" role="status">
          {saidOfRest(line, sum, rest)}
        </p>
        <Button rank="first" isSubmit isOff={rest !== 0n || ticked.value.size === 0} isBusy={sending.isBusy}>
          {t().several.act}
        </Button>
      </div>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </form>
  );
}

/** Entries count as they move the bank; what is paid leaves it. */
function sumOf({ currency }: BankLine, linked: LineChoices["entries"], paid: LineChoices["owed"]): bigint {
  const posted = linked.reduce((before, { amount }) => before + parseAmount(amount, currency), 0n);
  return paid.reduce((before, { left }) => before - parseAmount(left, currency), posted);
}

/** How much is ticked, and what is left to reach or too much: 594.90 of 654.90, 60.00 missing. */
function saidOfRest({ amount, currency }: BankLine, sum: bigint, rest: bigint): string {
  const way = amount.startsWith("-") ? -1n : 1n;
  const shown = (minor: bigint) => money(formatAmount(minor < 0n ? -minor : minor, currency), currency);
  const ticked = way * sum < 0n ? `−${shown(sum)}` : shown(sum);
  if (rest === 0n) return t().several.reached(ticked);
  return way * rest > 0n ? t().several.left(ticked, shown(rest)) : t().several.over(ticked, shown(rest));
}

interface TickProps {
  said: string;
  more: string;
  amount: string;
  currency: string;
  isTicked: boolean;
  onTicked: (isTicked: boolean) => void;
  children?: ComponentChildren;
}

function Tick({ said, more, amount, currency, isTicked, onTicked, children }: TickProps) {
  return (
    <li class="stack tight">
      <label class="choice">
        <input type="checkbox" checked={isTicked} onChange={(event) => onTicked(event.currentTarget.checked)} />
        <span class="stack tight grow">
          <span class="with-figure">
            <span class="wrap-anywhere">{said}</span>
            <Amount value={amount} currency={currency} />
          </span>
          {more && <span class="muted small wrap-anywhere">{more}</span>}
        </span>
      </label>
      {children}
    </li>
  );
}
