/** One entry: why the money moved, by which document, from where to where, and what it comes from. */
import type { ComponentChildren } from "preact";
import { instant, longDay } from "../../format.js";
import en from "../../i18n/en/entries.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/entries.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useCollective, useHere } from "../../place.js";
import { speak } from "../../speech.js";
import { originsOf } from "../../treasury-entries.js";
import { movedBy } from "../../treasury-figures.js";
import type { Entry } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Pill } from "../figures.js";
import { commodity } from "./booked.js";
import { LinkGifts } from "./gifts.js";
import { isReversible } from "./reverse.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export const kindOf = (kind: string): string => treasury().kinds[kind] ?? kind;

interface EntryProps {
  entry: Entry;
  nameOf: (id: string | null) => string;
  onReverse: ((entry: Entry) => void) | undefined;
}

/** Whose accounts an entry moved, the first of them. */
function touched({ lines }: Entry): string {
  const names = [...new Set(lines.map(({ name }) => name))];
  const [first, second, ...others] = names;
  return [first, second].filter(Boolean).join(", ") + (others.length > 0 ? ` ${treasury().more(others.length)}` : "");
}

export function EntryCard({ entry, nameOf, onReverse, isAlone }: EntryProps & { isAlone?: boolean }) {
  const here = useHere();
  const moved = movedBy(entry.lines);
  return (
    <li class="card">
      <h2 class="with-figure title">
        <span>
          <a href={`${here.home}/treasury/entries?entry=${entry.id}`}>
            {kindOf(entry.kind)} <span class="muted small">{t().number(entry.number)}</span>
          </a>
        </span>
        <span class="figure amount">{commodity(moved.amount, moved.commodity)}</span>
      </h2>
      <p class="muted small">{[longDay(entry.datedOn), entry.document, entry.text].filter(Boolean).join(" · ")}</p>
      {isAlone ? (
        <Lines entry={entry} nameOf={nameOf} />
      ) : (
        <details>
          <summary>{touched(entry)}</summary>
          <Lines entry={entry} nameOf={nameOf} />
        </details>
      )}
      <div class="row between">
        <Ways entry={entry} />
        {entry.reversedById !== null && (
          <Pill>
            <a href={`${here.home}/treasury/entries?entry=${entry.reversedById}`}>{t().reversed(entry.reversedByNumber ?? 0)}</a>
          </Pill>
        )}
        {onReverse && isReversible(entry) && (
          <Button rank="link" label={`${treasury().reverse.act}, ${t().number(entry.number)}`} onPress={() => onReverse(entry)}>
            {treasury().reverse.act}
          </Button>
        )}
      </div>
      {isAlone && <LinkGifts entry={entry} />}
      {isAlone && <Chain entry={entry} author={nameOf(entry.postedBy)} />}
    </li>
  );
}

function Lines({ entry, nameOf }: Pick<EntryProps, "entry" | "nameOf">) {
  return (
    <table class="stacked lines">
      <caption class="visually-hidden">{t().lines(entry.lines.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{t().account}</th>
          <th scope="col" class="num">
            {t().debit}
          </th>
          <th scope="col" class="num">
            {t().credit}
          </th>
        </tr>
      </thead>
      <tbody>
        {entry.lines.map((line, index) => {
          const isDebit = !line.amount.startsWith("-");
          const amount = commodity(line.amount.replace("-", ""), line.commodity);
          const nature = line.nature && (treasury().natures[line.nature] ?? line.nature);
          return (
            // Two lines of an entry may say the same; their order is theirs.
            <tr key={index}>
              <th scope="row">
                {line.name}{" "}
                <span class="muted small">
                  {[t().classes[line.class], nature, line.forMemberId && t().forMember(nameOf(line.forMemberId))]
                    .filter(Boolean)
                    .join(", ")}
                </span>
              </th>
              <td class="num" data-label={t().debit}>
                {isDebit ? amount : null}
              </td>
              <td class="num" data-label={t().credit}>
                {isDebit ? null : amount}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** To what it comes from, and to what it reverses. */
function Ways({ entry }: { entry: Entry }) {
  const here = useHere();
  return (
    <span class="row small">
      {originsOf(entry).map(({ what, path }) => (
        <a key={path} href={here.home + path}>
          {t().origin[what]}
        </a>
      ))}
      {entry.reversesId !== null && <a href={`${here.home}/treasury/entries?entry=${entry.reversesId}`}>{t().seeReversed}</a>}
    </span>
  );
}

function Chain({ entry, author }: { entry: Entry; author: string }) {
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const rows: readonly [string, ComponentChildren][] = [
    [t().chain.position, entry.position],
    [t().chain.posted, `${instant(entry.postedAt, timeZone)}, ${entry.postedBy ? t().by(author) : t().byService}`],
    [t().chain.hash, <code key="hash">{entry.hash}</code>],
    [t().chain.previous, <code key="previous">{entry.previousHash}</code>],
  ];
  return (
    <details open>
      <summary>{t().chain.title}</summary>
      <div class="stack">
        <p class="muted small">{t().chain.says}</p>
        <ul class="plain-list stack tight">
          {rows.map(([name, value]) => (
            <li key={name} class="wrap-anywhere">
              <span class="muted small">{name}</span>
              <br />
              {value}
            </li>
          ))}
        </ul>
        {entry.kind === "sharing" && <p class="muted small">{t().notHere.sharing}</p>}
        {entry.origin.round !== undefined && <p class="muted small">{t().notHere.round}</p>}
      </div>
    </details>
  );
}
