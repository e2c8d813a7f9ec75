/** The figures of an envelope, each of which opens into the reasons that add up to it. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { figureReasons, reason } from "../../../features/envelopes/envelopes.schema.js";
import { shortDay } from "../../format.js";
import type { Figures } from "../../house-figures.js";
import en from "../../i18n/en/envelopes.js";
import fr from "../../i18n/fr/envelopes.js";
import { type Envelope, useHere, useNameOf } from "../../place.js";
import { useList, useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Amount } from "../figures.js";
import { Shown } from "../reading.js";

const t = speak({ fr, en });

type Reason = z.output<typeof reason>;
type FigureName = z.output<typeof figureReasons>["figure"];

/** In the order in which one explains the next. */
const order = ["received", "billed", "shared", "balance", "left", "committed", "expected", "wished", "kept", "paid"] as const;
const sums: readonly FigureName[] = ["balance", "left"];

export function FigureRows({ envelope }: { envelope: Envelope }) {
  return (
    <ul class="plain-list ruled card">
      {order.map((figure) => (
        <FigureRow key={figure} envelope={envelope} figure={figure} />
      ))}
    </ul>
  );
}

function FigureRow({ envelope, figure }: { envelope: Envelope; figure: FigureName & keyof Figures }) {
  const isOpen = useSignal(false);
  return (
    <li>
      <details
        class="opens"
        onToggle={(event) => {
          isOpen.value = event.currentTarget.open;
        }}
      >
        <summary>
          <span class="grow">
            <span class={sums.includes(figure) ? "strong" : ""}>{t().figures.names[figure]}</span>
            <span class="muted small meaning">{t().figures.meanings[figure]}</span>
          </span>
          <Amount value={envelope.figures[figure]} currency={envelope.currency} />
        </summary>
        {isOpen.value && <Reasons envelope={envelope} figure={figure} />}
      </details>
    </li>
  );
}

const firstPage = 30;

function Reasons({ envelope, figure }: { envelope: Envelope; figure: FigureName }) {
  const here = useHere();
  const isWhole = useSignal(false);
  const path = `${here.api}/envelopes/${envelope.id}/figures/${figure}`;
  const first = useReading<z.output<typeof figureReasons>>(`${path}?limit=${firstPage}`);
  const all = useList<Reason>(isWhole.value ? `${path}?limit=200` : null);
  return (
    <Shown reading={first}>
      {({ items, total, currency, nextCursor }) => {
        const shown = all.value ?? items;
        const isCut = nextCursor !== null && !all.value;
        if (items.length === 0) return <p class="muted">{t().figures.none}</p>;
        return (
          <div class="stack tight">
            <ul class="plain-list ruled">
              {shown.map((each) => (
                <ReasonLine key={`${each.what} ${each.id}`} reason={each} currency={currency} envelope={envelope} />
              ))}
            </ul>
            {isCut && (
              <Button
                rank="link"
                isBusy={isWhole.value}
                onPress={() => {
                  isWhole.value = true;
                }}
              >
                {t().figures.all}
              </Button>
            )}
            <p class="row between strong">
              <span>{isCut ? t().figures.totalOfAll : t().figures.total(shown.length)}</span>
              <Amount value={total} currency={currency} />
            </p>
          </div>
        );
      }}
    </Shown>
  );
}

function ReasonLine({ reason: { what, id, dayOn, amount, kind, label, memberId, entryId }, currency, envelope }: ReasonLineProps) {
  const here = useHere();
  const member = useNameOf();
  const sharings = useList<{ id: string; entryId: string | null }>(`${here.api}/sharings?envelope=${envelope.id}`).value;
  const href = hrefOf({ what, id, memberId, entryId }, here.home, sharings);
  const words = label === "" ? (t().figures.reasons[kind] ?? kind) : label;
  const facts = [label === "" ? undefined : (t().figures.reasons[kind] ?? kind), member(memberId) || undefined, shortDay(dayOn)];
  return (
    <li class="row between baseline">
      <span class="grow">
        {href ? <a href={href}>{words}</a> : words}
        <span class="muted small meaning">{facts.filter(Boolean).join(" · ")}</span>
      </span>
      <Amount value={amount} currency={currency} />
    </li>
  );
}

interface ReasonLineProps {
  reason: Reason;
  currency: string;
  envelope: Envelope;
}

/** The page that tells more of a reason, where there is one. */
function hrefOf(
  { what, id, memberId, entryId }: Pick<Reason, "what" | "id" | "memberId" | "entryId">,
  home: string,
  sharings: readonly { id: string; entryId: string | null }[] | undefined,
): string | undefined {
  if (what === "sharing") return `${home}/sharings/${id}`;
  if (what === "contribution") return `${home}/contributions/${id}`;
  if (what === "bill") return `${home}/treasury/bills`;
  if (what === "settlement") return `${home}/treasury/payments`;
  const sharing = entryId && sharings?.find((each) => each.entryId === entryId);
  if (sharing) return what === "share" && memberId ? `${home}/sharings/${sharing.id}/shares/${memberId}` : `${home}/sharings/${sharing.id}`;
  return what === "entry" ? `${home}/treasury/entries#${id}` : undefined;
}
