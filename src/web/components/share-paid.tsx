/** What a share is paid for, to whom, what of it is paid by now; leaving one’s own to the commons, and what was given back. */
import { useSignal } from "@preact/signals";
import { money, shortDay } from "../format.js";
import en from "../i18n/en/share.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/share.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { type Explanation, isZero, minus, type SharingTable, settledOf, totalOf } from "../sharing-figures.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Section } from "./page.js";
import { RefundShareDialog } from "./treasury/refund-dialog.js";
import { WaiveDialog } from "./treasury/waive-dialog.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Name = (id: string | null | undefined) => string;
type Share = SharingTable["shares"][number];

const natureOf = (nature: string): string => (t().paid.as as Readonly<Record<string, string>>)[nature] ?? nature;

export function PaidCard({ table, why, name }: { table: SharingTable; why: Explanation; name: Name }) {
  const show = (amount: string) => money(amount, why.currency);
  const shares = table.shares.filter(({ memberId }) => memberId === why.memberId);
  const { paid, waived, refunded, left } = settledOf(shares, why.currency);
  const who = name(why.memberId);
  const said = why.paidFor.map(({ payeeId, nature, amount }) => t().paid.to(show(amount), natureOf(nature), name(payeeId)));
  return (
    <div class="card soft">
      <div class="row between baseline">
        <h3 class="grow">{t().paid.title(who)}</h3>
        <span class="figure amount">{show(why.amount)}</span>
      </div>
      {said.length > 0 && <p>{said.join(" ; ")}.</p>}
      {shares.length > 0 && (
        <p class="small">
          {[
            ...(isZero(paid) ? [] : [t().paid.settled(show(paid))]),
            ...(isZero(refunded) ? [] : [t().paid.refunded(show(refunded))]),
            ...(isZero(waived) ? [] : [t().paid.waived(show(waived))]),
            ...(isZero(left) ? [] : [t().paid.left(show(left))]),
          ].join(" ")}
        </p>
      )}
      <Acts table={table} shares={shares} name={name} />
    </div>
  );
}

const leftOf = ({ amount, paid, waived }: Share, currency: string): string => minus(amount, totalOf([paid, waived], currency), currency);
const backable = ({ paid, refunded }: Share, currency: string): string => minus(paid, refunded, currency);

/** «Laisser au commun», by who it was given to or who is paid; and what a receiver gave back, noted by the treasurer. */
function Acts({ table, shares, name }: { table: SharingTable; shares: readonly Share[]; name: Name }) {
  const here = useHere();
  const acting = useSignal<{ what: "waive" | "refund"; share: Share } | undefined>(undefined);
  const close = () => {
    acting.value = undefined;
  };
  const { currency } = table;
  const payee = ({ payeeId }: Share) => ({ id: payeeId, name: name(payeeId) });
  const waivable = shares.find((share) => (share.memberId === here.me || share.payeeId === here.me) && !isZero(leftOf(share, currency)));
  const paid = here.isTreasurer ? shares.filter((share) => !isZero(backable(share, currency))) : [];
  if (!waivable && paid.length === 0) return null;
  const { what, share } = acting.value ?? {};
  return (
    <div class="row no-print">
      {waivable && <Button onPress={() => (acting.value = { what: "waive", share: waivable })}>{t().waive.act}</Button>}
      {paid.map((each) => {
        const act = paid.length > 1 ? t().refund.actOf(treasury().natures[each.nature] ?? each.nature) : t().refund.act;
        return (
          <Button
            key={each.id}
            rank="link"
            label={`${act} ${money(backable(each, currency), currency)}, ${name(each.payeeId)}`}
            onPress={() => (acting.value = { what: "refund", share: each })}
          >
            {act}
          </Button>
        );
      })}
      {what === "waive" && share && (
        <WaiveDialog share={{ ...share, payee: payee(share), currency, left: leftOf(share, currency) }} onClose={close} />
      )}
      {what === "refund" && share && <RefundShareDialog table={table} share={share} payee={payee(share)} onClose={close} />}
    </div>
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
