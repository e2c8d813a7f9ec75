/** Entries, a page at a time, the latest first. */
import { useSignal } from "@preact/signals";
import en from "../../i18n/en/entries.js";
import fr from "../../i18n/fr/entries.js";
import { useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import type { Entry, EntryPage } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Shown } from "../reading.js";
import { EntryCard } from "./entry-card.js";

const t = speak({ fr, en });

interface PagesProps {
  /** The query of the first page. */
  asked: string;
  nameOf: (id: string | null) => string;
  onReverse: ((entry: Entry) => void) | undefined;
}

export function EntryPages({ asked, ...props }: PagesProps) {
  const here = useHere();
  return <OnePage path={`${here.api}/entries?${asked}`} {...props} />;
}

/** A page of entries and, once asked for, those before it. */
function OnePage({ path, cursor, ...props }: Omit<PagesProps, "asked"> & { path: string; cursor?: string }) {
  const isMoreAsked = useSignal(false);
  const reading = useReading<EntryPage>(cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);
  return (
    <Shown reading={reading}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 ? (
            <p>{t().none}</p>
          ) : (
            <ul class="plain-list stack">
              {items.map((entry) => (
                <EntryCard key={entry.id} entry={entry} {...props} />
              ))}
            </ul>
          )}
          {nextCursor !== null && isMoreAsked.value && <OnePage path={path} cursor={nextCursor} {...props} />}
          {nextCursor !== null && !isMoreAsked.value && (
            <Button isWide onPress={() => (isMoreAsked.value = true)}>
              {t().more}
            </Button>
          )}
        </>
      )}
    </Shown>
  );
}
