/** One bill: what is left of it, what was paid and given back, and what can be done with it. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { longDay, money, shortDay } from "../../format.js";
import en from "../../i18n/en/bills.js";
import receipts_en from "../../i18n/en/receipts.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/bills.js";
import receipts_fr from "../../i18n/fr/receipts.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useLater } from "../../later.js";
import { useHere } from "../../place.js";
import { speak } from "../../speech.js";
import type { Bill } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Amount, Bar, Pill } from "../figures.js";

const t = speak({ fr, en });
const receipts = speak({ fr: receipts_fr, en: receipts_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export interface BillActs {
  readonly onPay: (bill: Bill) => void;
  readonly onRefund: (bill: Bill) => void;
  readonly onTakeBack: (bill: Bill) => void;
}

const isSome = (amount: string): boolean => /[1-9]/.test(amount);

export function BillCard({
  bill,
  today,
  thirdParty,
  envelope,
  isMeant,
  onPay,
  onRefund,
  onTakeBack,
}: BillActs & { bill: Bill; today: string; thirdParty: string; envelope: string; isMeant: boolean }) {
  const here = useHere();
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isMeant) card.current?.scrollIntoView({ block: "center" });
  }, [isMeant]);
  const { currency } = bill;
  const isReversed = bill.reversedAt !== null;
  const isDue = !isReversed && isSome(bill.left);
  return (
    <li class={isDue && bill.dueOn !== null && bill.dueOn < today ? "card settle" : "card"} ref={card}>
      <h3 class="with-figure">
        <span>{bill.label}</span>
        <Amount value={isDue ? bill.left : bill.amount} currency={currency} />
      </h3>
      <p class="muted small">
        {thirdParty} · {bill.document} · {longDay(bill.billedOn)} · <a href={`${here.home}/envelopes/${bill.envelopeId}`}>{envelope}</a> ·{" "}
        {treasury().natures[bill.nature] ?? bill.nature}
      </p>
      {isDue && isSome(bill.paid) && (
        <>
          <Bar
            whole={bill.amount}
            parts={[{ tone: "green", value: bill.paid }]}
            says={t().left(money(bill.left, currency), money(bill.amount, currency))}
          />
          <p class="muted small">{t().left(money(bill.left, currency), money(bill.amount, currency))}</p>
        </>
      )}
      <div class="row">
        {isReversed && <Pill>{t().reversed}</Pill>}
        {!isReversed && !isDue && <Pill tone="green">{t().paid}</Pill>}
        {isSome(bill.refunded) && <Pill>{t().refunded(money(bill.refunded, currency))}</Pill>}
        {isDue && bill.dueOn !== null && (
          <Pill tone={bill.dueOn < today ? "brick" : "wheat"}>
            {bill.dueOn < today ? t().due(longDay(bill.dueOn)) : t().dueOn(longDay(bill.dueOn))}
          </Pill>
        )}
        {bill.warnings.length > 0 && <Pill tone="wheat">{t().outside}</Pill>}
        {here.isTreasurer && !isReversed && (
          <>
            {isDue && (
              <Button label={`${t().pay} ${thirdParty}, ${bill.label}`} onPress={() => onPay(bill)}>
                {t().pay}
              </Button>
            )}
            {isSome(bill.paid) && bill.paid !== bill.refunded && (
              <Button rank="link" label={`${t().refund} ${bill.label}`} onPress={() => onRefund(bill)}>
                {t().refund}
              </Button>
            )}
            {!isSome(bill.paid) && (
              <Button rank="link" label={`${t().takeBack} ${bill.label}`} onPress={() => onTakeBack(bill)}>
                {t().takeBack}
              </Button>
            )}
          </>
        )}
      </div>
      {bill.settlements.length > 0 && (
        <details open={isMeant}>
          <summary>{t().settlements}</summary>
          <ul class="plain-list ruled">
            {bill.settlements.map(({ entryId, how, amount, datedOn }) => {
              const isBack = amount.startsWith("-") === (how === "paid");
              const said = isBack ? t().how[`${how}Back`] : t().how[how];
              return (
                <li key={entryId} class="row between baseline">
                  <a href={`${here.home}/treasury/entries?entry=${entryId}`}>
                    {shortDay(datedOn)}, {said}
                  </a>
                  <span class="amount">{money(amount.replace("-", ""), currency)}</span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
      <BillReceipts id={bill.id} />
    </li>
  );
}

/** Asked for once somebody opens it: a list of bills asks for none. */
function BillReceipts({ id }: { id: string }) {
  const isOpen = useSignal(false);
  return (
    <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>{receipts().section}</summary>
      {isOpen.value && <OpenReceipts id={id} />}
    </details>
  );
}

function OpenReceipts({ id }: { id: string }) {
  const Receipts = useLater(async () => (await import("../receipts.js")).Receipts);
  return Receipts ? <Receipts of={`bills/${id}`} /> : null;
}
