/** The latest entries of one kind, beside the form that writes them: each opens, and can be undone. */
import { useSignal } from "@preact/signals";
import { longDay } from "../../format.js";
import en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import { movedBy, type SaidLine } from "../../treasury-figures.js";
import type { Entry, EntryPage } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Pill } from "../figures.js";
import { Section } from "../page.js";
import { commodity } from "./booked.js";
import { isReversible, ReverseDialog } from "./reverse.js";

const t = speak({ fr, en });
const shownAtOnce = 5;

/** Whose accounts an entry touched beside the bank, a few of them. */
function partners(lines: readonly SaidLine[]): string {
  const names = [...new Set(lines.filter((line) => line.class !== "bank").map(({ name }) => name))];
  const [first, second, ...others] = names;
  return [first, second].filter(Boolean).join(", ") + (others.length > 0 ? ` ${t().more(others.length)}` : "");
}

export function RecentEntries({ kind, title }: { kind: string; title: string }) {
  const here = useHere();
  const reversing = useSignal<string | undefined>(undefined);
  const page = useReading<EntryPage>(`${here.api}/entries?kind=${kind}&limit=${shownAtOnce}`).value;
  if (!page || page.items.length === 0) return null;
  return (
    <Section title={title}>
      <ul class="plain-list ruled">
        {page.items.map((entry) => (
          <Row key={entry.id} entry={entry} onReverse={here.isTreasurer ? () => (reversing.value = entry.id) : undefined} />
        ))}
      </ul>
      <p>
        <a href={`${here.home}/treasury/entries?kind=${kind}`}>{t().recent.all}</a>
      </p>
      {reversing.value && <ReverseDialog entryId={reversing.value} onClose={() => (reversing.value = undefined)} />}
    </Section>
  );
}

function Row({ entry, onReverse }: { entry: Entry; onReverse: (() => void) | undefined }) {
  const here = useHere();
  const moved = movedBy(entry.lines);
  return (
    <li class="stack tight">
      <div class="with-figure">
        <span class="strong">{partners(entry.lines) || t().kinds[entry.kind]}</span>
        <span class="figure amount">{commodity(moved.amount, moved.commodity)}</span>
      </div>
      <div class="row between baseline">
        <span class="muted small grow">
          {[longDay(entry.datedOn), entry.document].filter(Boolean).join(" · ")} ·{" "}
          <a href={`${here.home}/treasury/entries?entry=${entry.id}`}>{t().recent.entry(entry.number)}</a>
        </span>
        {entry.reversedById !== null && <Pill>{t().recent.reversed}</Pill>}
        {onReverse && isReversible(entry) && (
          <Button rank="link" label={`${t().reverse.act}, ${t().recent.entry(entry.number)}`} onPress={onReverse}>
            {t().reverse.act}
          </Button>
        )}
      </div>
    </li>
  );
}
