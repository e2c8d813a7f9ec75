/** What a version that is prepared changes in the one in force: shown where one signs. */
import { changesBetween, type Piece } from "../../charter-changes.js";
import { articles, type CharterVersion } from "../../charter-place.js";
import { money, percent, shortDay } from "../../format.js";
import en from "../../i18n/en/charters.js";
import fr from "../../i18n/fr/charters.js";
import { speak } from "../../speech.js";

const t = speak({ fr, en });

const passagesOf = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== "");

/** A version as its reader sees it, piece by piece. */
function piecesOf({ articles: texts, startsOn, endsOn, parties, total, lines }: CharterVersion, currency: string): Piece[] {
  const days =
    startsOn === null ? [] : [endsOn ? t().text.between(shortDay(startsOn), shortDay(endsOn)) : t().text.from(shortDay(startsOn))];
  return articles.flatMap((article) => {
    const name = t().articles[article];
    const passages = [...passagesOf(texts[article]), ...(article === "dates" ? days : [])];
    const own: Piece[] = [{ key: article, name, passages }];
    if (article === "roles") own.push(...parties.map(({ id, name, role }) => ({ key: `party ${id}`, name, passages: passagesOf(role) })));
    if (article === "split") {
      own.push({ key: "total", name: t().split.total, passages: total === null ? [] : [money(total, currency)] });
      for (const { id, label, party, deliverables, percent: written, amount } of lines)
        own.push({
          key: `line ${id}`,
          name: label,
          passages: [
            party.name,
            ...passagesOf(deliverables),
            ...(written === null ? [] : [percent(written)]),
            ...(amount === null ? [] : [money(amount, currency)]),
          ],
        });
    }
    return own;
  });
}

export function CharterChanges({ from, to, currency }: { from: CharterVersion; to: CharterVersion; currency: string }) {
  const words = t().changes;
  const changes = changesBetween(piecesOf(from, currency), piecesOf(to, currency));
  return (
    <section class="card no-print">
      <h2>{words.title(to.number)}</h2>
      {changes.length === 0 && <p class="muted">{words.none(from.number)}</p>}
      <ul class="plain-list ruled">
        {changes.map(({ key, name, kind, before, after }) => (
          <li key={key} class="stack tight">
            <span class="row between">
              <span class="strong">{name}</span>
              {kind !== "changed" && <span class={kind === "added" ? "pill green" : "pill brick"}>{words[kind]}</span>}
            </span>
            {before.length > 0 && (
              <p>
                <span class="visually-hidden">{words.before} </span>
                <del>{before.join(" · ")}</del>
              </p>
            )}
            {after.length > 0 && (
              <p>
                <span class="visually-hidden">{words.after} </span>
                <ins>{after.join(" · ")}</ins>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
