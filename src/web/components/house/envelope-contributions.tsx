/** Contributions for an envelope with what is wished for them, and the questions that are open on some of them. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { contribution, contributionPage } from "../../../features/contributions/contributions.schema.js";
import { money, quantity, shortDay } from "../../format.js";
import row_en from "../../i18n/en/contribution-row.js";
import en from "../../i18n/en/envelopes.js";
import row_fr from "../../i18n/fr/contribution-row.js";
import fr from "../../i18n/fr/envelopes.js";
import { type Envelope, nameIn, useCollective, useHere, useKinds, useNameOf } from "../../place.js";
import { useList, useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Amount, Pill } from "../figures.js";
import { Section } from "../page.js";
import { Shown } from "../reading.js";

const t = speak({ fr, en });
const row = speak({ fr: row_fr, en: row_en });
type Contribution = z.output<typeof contribution>;
const firstPage = 8;
const toneOf: Partial<Record<Contribution["life"], "green" | "wheat">> = { questioned: "wheat", carried: "wheat", paid: "green" };

export function EnvelopeContributions({ envelope }: { envelope: Envelope }) {
  const here = useHere();
  const isWhole = useSignal(false);
  const path = `${here.api}/contributions?envelope=${envelope.id}&status=counted`;
  const first = useReading<z.output<typeof contributionPage>>(`${path}&limit=${firstPage}`);
  const all = useList<Contribution>(isWhole.value ? `${path}&limit=200` : null);
  return (
    <Section title={t().contributions.title}>
      <Shown reading={first}>
        {({ items, nextCursor }) => {
          const shown = all.value ?? items;
          const isCut = nextCursor !== null && !all.value;
          if (items.length === 0) return <p class="muted">{t().contributions.empty}</p>;
          return (
            <>
              <p class="muted">{t().contributions.says(shown.length, !isCut)}</p>
              <ContributionList contributions={shown} currency={envelope.currency} />
              {isCut && (
                <Button
                  isBusy={isWhole.value}
                  onPress={() => {
                    isWhole.value = true;
                  }}
                >
                  {t().contributions.more}
                </Button>
              )}
            </>
          );
        }}
      </Shown>
    </Section>
  );
}

function ContributionList({ contributions, currency }: { contributions: readonly Contribution[]; currency: string }) {
  const here = useHere();
  const texts = t().contributions;
  const member = useNameOf();
  const kind = nameIn(useKinds());
  const ownCurrency = useCollective()?.currency ?? currency;
  return (
    <ul class="plain-list ruled card">
      {contributions.map(({ id, memberId, loggedBy, note, dayOn, kindId, unit, quantity: given, amount, claim, life }) => (
        <li key={id} class="row between baseline">
          <span class="grow">
            <a href={`${here.home}/contributions/${id}`}>{member(memberId)}</a>{" "}
            {life !== "declared" && <Pill tone={toneOf[life]}>{row().life[life]}</Pill>}
            <span class="muted small meaning note">
              {note} · {shortDay(dayOn)}
              {loggedBy !== memberId && ` · ${row().loggedBy(member(loggedBy))}`}
            </span>
          </span>
          <span class="num">
            {claim !== null && <Amount value={claim} currency={currency} />}
            <span class={claim === null ? "meaning" : "muted small meaning"}>
              {given !== null ? quantity(given, unit) : amount !== null ? money(amount, ownCurrency) : kind(kindId)}
            </span>
            {claim === null && <span class="muted small meaning">{texts.unclaimed}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function OpenQuestions({ envelope }: { envelope: Envelope }) {
  const here = useHere();
  const member = useNameOf();
  const questioned = useList<Contribution>(`${here.api}/contributions?envelope=${envelope.id}&status=questioned&limit=50`).value ?? [];
  if (questioned.length === 0) return null;
  return (
    <div class="card waits">
      <h2>{t().questions.title(questioned.length)}</h2>
      <ul class="plain-list ruled">
        {questioned.map(({ id, memberId, note }) => (
          <li key={id}>
            <a href={`${here.home}/contributions/${id}`}>{t().questions.of(member(memberId), note)}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
