/** What a share is paid for, to whom, what of it is paid by now; and leaving a part of one’s own to the commons. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { money, shortDay } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/share.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/share.js";
import { useFunds, useHere } from "../place.js";
import { useSending } from "../sending.js";
import { type Explanation, isZero, minus, type SharingTable, totalOf } from "../sharing-figures.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { DecimalField, faultAt, readDecimal, SelectField, typedDecimal } from "./fields.js";
import { Section } from "./page.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type Name = (id: string | null | undefined) => string;
type Share = SharingTable["shares"][number];

const natureOf = (nature: string): string => (t().paid.as as Readonly<Record<string, string>>)[nature] ?? nature;

export function PaidCard({ table, why, name }: { table: SharingTable; why: Explanation; name: Name }) {
  const here = useHere();
  const show = (amount: string) => money(amount, why.currency);
  const shares = table.shares.filter(({ memberId }) => memberId === why.memberId);
  const sum = (pick: (share: Share) => string) => totalOf(shares.map(pick), why.currency);
  const [paid, waived] = [sum((share) => share.paid), sum((share) => share.waived)];
  const left = minus(
    sum((share) => share.amount),
    totalOf([paid, waived], why.currency),
    why.currency,
  );
  const who = name(why.memberId);
  const said = why.paidFor.map(({ payeeId, nature, amount }) => t().paid.to(show(amount), natureOf(nature), name(payeeId)));
  return (
    <div class="card soft">
      <div class="row between baseline">
        <h3 class="grow">{why.isFinal ? t().paid.title(who) : t().paid.preview(who)}</h3>
        <span class="figure amount">{show(why.amount)}</span>
      </div>
      {said.length > 0 && <p>{said.join(" ; ")}.</p>}
      {shares.length > 0 && (
        <p class="small">
          {[
            ...(isZero(paid) ? [] : [t().paid.settled(show(paid))]),
            ...(isZero(waived) ? [] : [t().paid.waived(show(waived))]),
            ...(isZero(left) ? [] : [t().paid.left(show(left))]),
          ].join(" ")}
        </p>
      )}
      {why.memberId === here.me && !isZero(left) && <Waiver shares={shares} currency={why.currency} />}
    </div>
  );
}

const leftOf = ({ amount, paid, waived }: Share, currency: string): string => minus(amount, totalOf([paid, waived], currency), currency);

/** «Laisser au commun»: one leaves what one is still to receive, or a part of it, to a fund. */
function Waiver({ shares, currency }: { shares: readonly Share[]; currency: string }) {
  const isOpen = useSignal(false);
  const share = shares.find((each) => !isZero(leftOf(each, currency)));
  if (!share) return null;
  return (
    <>
      <Button
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {t().waive.act}
      </Button>
      {isOpen.value && (
        <WaiverDialog
          share={share}
          left={leftOf(share, currency)}
          currency={currency}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}

function WaiverDialog({ share, left, currency, onClose }: { share: Share; left: string; currency: string; onClose: () => void }) {
  const here = useHere();
  const funds = useFunds()?.filter((fund) => fund.currency === currency && !fund.isArchived) ?? [];
  const typed = useSignal(typedDecimal(left));
  const fundId = useSignal("");
  const amount = readDecimal(typed.value);
  const send = useSending((_: undefined, key: string) =>
    write("POST", `${here.api}/shares/${share.id}/waiver`, { fundId: fundId.value || funds[0]?.id, amount }, key),
  );
  const submit = async () => {
    if (amount === undefined || (await send.run(undefined)) === undefined) return;
    tell(t().waive.done(money(amount, currency)));
    onClose();
  };
  return (
    <Dialog title={t().waive.title} onClose={onClose}>
      <p>{t().waive.says(money(left, currency))}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DecimalField
          label={t().waive.amount}
          value={typed.value}
          fault={amount === undefined ? t().waive.unread : faultAt(send.problem, "amount")}
          onValue={(value) => {
            typed.value = value;
          }}
        />
        <SelectField
          label={t().waive.fund}
          value={fundId.value}
          options={funds.map(({ id, name }) => ({ value: id, label: name }))}
          onValue={(value) => {
            fundId.value = value;
          }}
        />
        <ProblemNote problem={send.problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={send.isBusy}>
          {t().waive.submit}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

export function PaidFor({ why, name }: { why: Explanation; name: Name }) {
  const here = useHere();
  if (why.paidFor.length === 0) return null;
  return (
    <Section title={t().paid.for}>
      {why.paidFor.map(({ payeeId, nature, amount, contributions }) => (
        <div class="card" key={`${payeeId} ${nature}`}>
          <p class="strong">{t().paid.to(money(amount, why.currency), natureOf(nature), name(payeeId))}</p>
          {contributions.length === 0 && <p class="muted">{t().paid.none}</p>}
          <ul class="plain-list ruled">
            {contributions.map((each) => (
              <li key={each.line} class="row between baseline">
                <span class="grow">
                  <a href={`${here.home}/contributions/${each.contributionId}`}>{each.note}</a>{" "}
                  <span class="muted small">{shortDay(each.dayOn)}</span>
                </span>
                <span class="figure amount">{money(each.amount, why.currency)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
