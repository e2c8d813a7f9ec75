/** One payee and what they are owed: shares to tick, bills to pay one by one. */
import { longDay, money } from "../../format.js";
import en from "../../i18n/en/payments.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/payments.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { speak } from "../../speech.js";
import type { Owed, OwedItem } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Amount, Pill } from "../figures.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

interface Acts {
  readonly isChosen: (id: string) => boolean;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onPayBill: (id: string) => void;
  readonly onWaive: (id: string) => void;
}

export function OwedCard({ owed, nameOf, today, ...acts }: Acts & { owed: Owed; nameOf: (id: string | null) => string; today: string }) {
  const here = useHere();
  const isMember = owed.payee === "member";
  return (
    <li class="card">
      <h3 class="with-figure">
        <span>{isMember ? <a href={`${here.home}/members/${owed.id}`}>{owed.name}</a> : owed.name}</span>
        <Amount value={owed.left} currency={owed.currency} />
      </h3>
      <ul class="plain-list ruled">
        {owed.items.map((item) => (
          <li key={item.id}>
            <Item owed={owed} item={item} nameOf={nameOf} today={today} {...acts} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Item({
  owed,
  item,
  nameOf,
  today,
  isChosen,
  onChoose,
  onPayBill,
  onWaive,
}: Acts & { owed: Owed; item: OwedItem; nameOf: (id: string | null) => string; today: string }) {
  const here = useHere();
  const isShare = item.what === "share";
  const isMine = isShare && (owed.id === here.me || item.forMemberId === here.me);
  const nature = treasury().natures[item.nature] ?? item.nature;
  const origin = isShare ? `${here.home}/sharings/${item.originId}` : `${here.home}/treasury/bills?bill=${item.id}`;
  const left = money(item.left, owed.currency);
  const said = (
    <span class="stack tight grow">
      <span class="with-figure">
        <span>{nature}</span>
        <span class="amount">{left}</span>
      </span>
      {item.left !== item.amount && <span class="muted small">{t().ofWhole(money(item.amount, owed.currency))}</span>}
    </span>
  );
  return (
    <div class="stack tight">
      {isShare && here.isTreasurer ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={isChosen(item.id)}
            aria-label={t().choose(`${owed.name}, ${nature}, ${item.label}`, left)}
            onChange={(event) => onChoose(item.id, event.currentTarget.checked)}
          />
          {said}
        </label>
      ) : (
        said
      )}
      <div class={isShare && here.isTreasurer ? "row between under-choice" : "row between"}>
        <span class="muted small grow">
          <a href={origin}>{item.label}</a>
          {isShare && item.forMemberId !== owed.id && ` ${t().forMember(nameOf(item.forMemberId))}`}
        </span>
        {item.dueOn && (
          <Pill tone={item.dueOn < today ? "brick" : "wheat"}>
            {item.dueOn < today ? t().due(longDay(item.dueOn)) : t().dueOn(longDay(item.dueOn))}
          </Pill>
        )}
        {item.doubts.map((doubt) => (
          <Pill tone="wheat" key={doubt}>
            {t().doubts[doubt].pill}
          </Pill>
        ))}
        {!isShare && here.isTreasurer && (
          <Button label={`${t().payBill} ${owed.name}, ${item.label}`} onPress={() => onPayBill(item.id)}>
            {t().payBill}
          </Button>
        )}
        {isMine && (
          <Button rank="link" onPress={() => onWaive(item.id)}>
            {t().waive.act}
          </Button>
        )}
      </div>
    </div>
  );
}
