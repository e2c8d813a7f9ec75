/** Who receives what, each amount one tap away from its reasons; and the rule that made it, in plain words. */

import key_en from "../i18n/en/sharing-key.js";
import key_fr from "../i18n/fr/sharing-key.js";
import { nameIn, useFunds, useKinds } from "../place.js";
import { compareAmounts, isZero, settledOf, shareIn } from "../sharing-figures.js";
import { sayKey } from "../sharing-words.js";
import { speak } from "../speech.js";
import { ButtonLink } from "./button.js";
import { Pill } from "./figures.js";
import { type Meeting, t } from "./sharing-meeting.js";

const keyTexts = speak({ fr: key_fr, en: key_en });

export function KeyCard({ meeting }: { meeting: Meeting }) {
  const { table, name, mayLead, home } = meeting;
  const kinds = useKinds();
  const funds = useFunds();
  const said = sayKey(table.key, { currency: table.currency, kind: nameIn(kinds), fund: nameIn(funds), member: name });
  const isOpen = table.status === "open" || table.status === "draft";
  return (
    <section class="card" aria-labelledby="key">
      <h2 id="key">{t().key.title}</h2>
      <ol class="steps">
        {said.map((sentence, place) => (
          <li key={place}>{sentence}</li>
        ))}
      </ol>
      <p class="muted small">{keyTexts().rest}</p>
      {isOpen && mayLead && (
        <p class="no-print">
          <ButtonLink href={`${home}/key`}>{t().key.change}</ButtonLink>
        </p>
      )}
    </section>
  );
}

export function ResultCard({ meeting }: { meeting: Meeting }) {
  const { table, money } = meeting;
  const funds = nameIn(useFunds());
  const { result } = table;
  if (!result) return null;
  const people = table.participants.filter(({ isOut }) => !isOut);
  const isPreview = table.documentHash === null;
  return (
    <section class="card" aria-labelledby="result">
      <h2 id="result">{t().result.title}</h2>
      {isPreview && <p class="muted small">{t().result.preview}</p>}
      <ul class="plain-list ruled">
        {people.map(({ memberId }) => (
          <PersonResult key={memberId} meeting={meeting} memberId={memberId} />
        ))}
        {result.funds.map(({ fund, amount }) => (
          <li key={fund} class="row between">
            <span>
              {funds(fund)} <span class="muted small">{t().result.fund}</span>
            </span>
            <span class="figure amount">{money(amount)}</span>
          </li>
        ))}
        <li class="row between muted">
          <span>{t().result.rest}</span>
          <span class="amount">{money(result.rest)}</span>
        </li>
      </ul>
    </section>
  );
}

function PersonResult({ meeting, memberId }: { meeting: Meeting; memberId: string }) {
  const { table, name, money, home, here } = meeting;
  const amount = shareIn(table.result, memberId);
  const carried = table.result?.carried.find(({ member }) => member === memberId)?.amount;
  const shares = table.shares.filter((share) => share.memberId === memberId);
  const { paid, waived, refunded, left } = settledOf(shares, table.currency);
  const payees = [...new Set(shares.map(({ payeeId }) => payeeId))].filter((payeeId) => payeeId !== memberId);
  const notes = [
    ...(carried ? [t().result.carried(money(carried))] : []),
    ...payees.map((payeeId) => t().result.through(name(payeeId))),
    ...(isZero(waived) ? [] : [t().result.waived(money(waived))]),
    ...(isZero(refunded) ? [] : [t().result.refunded(money(refunded))]),
    ...(isZero(left) || !compareAmounts(left, amount, table.currency) ? [] : [t().result.left(money(left))]),
  ];
  return (
    <li>
      <div class="row between baseline">
        <span class={memberId === here.me ? "strong" : ""}>
          {name(memberId)} {!isZero(paid) && isZero(left) && <Pill tone="green">{t().result.paid}</Pill>}
        </span>
        <span class="row baseline">
          {isZero(amount) ? <span class="muted">{t().result.nothing}</span> : <span class="figure amount">{money(amount)}</span>}
          <a class="no-print why" href={`${home}/shares/${memberId}`} aria-label={t().table.why(name(memberId))}>
            {t().result.why}
          </a>
        </span>
      </div>
      {notes.length > 0 && <p class="muted small">{notes.join(" · ")}</p>}
    </li>
  );
}
