/** The text of a charter: its articles with the roles, the dates, the split and the signatures in them. On paper, two pages. */
import type { ComponentChildren } from "preact";
import { type Article, articles, type Charter, type CharterVersion } from "../../charter-place.js";
import { atTime, dayAt, fullDay, money, percent, shortDay } from "../../format.js";
import en from "../../i18n/en/charters.js";
import fr from "../../i18n/fr/charters.js";
import { useTimeZone } from "../../round-place.js";
import { speak } from "../../speech.js";

const t = speak({ fr, en });

/** Which text it is: a sheet that was signed says so, and is told by it from what was written after. */
export const useTextMark = (): ((version: CharterVersion) => string) => {
  const timeZone = useTimeZone();
  return ({ number, changedAt }) => t().text.version(number, `${fullDay(dayAt(changedAt, timeZone))} ${atTime(changedAt, timeZone)}`);
};

export function CharterText({ charter, version }: { charter: Charter; version: CharterVersion }) {
  const markOf = useTextMark();
  const { articles: texts, parties, startsOn, endsOn } = version;
  const parts: Partial<Record<Article, ComponentChildren>> = {
    roles: parties.length > 0 && (
      <dl class="sheet">
        {parties.map(({ id, name, role }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{role || "—"}</dd>
          </div>
        ))}
      </dl>
    ),
    dates: startsOn && <p>{endsOn ? t().text.between(shortDay(startsOn), shortDay(endsOn)) : t().text.from(shortDay(startsOn))}</p>,
    split: <SplitTable charter={charter} version={version} />,
    signatures: <Signatures version={version} />,
  };
  return (
    <article class="charter-text stack">
      <p class="muted small">{markOf(version)}</p>
      {articles.map((article, place) => (
        <section key={article} class="stack tight">
          <h2>{t().numbered(place + 1, t().articles[article])}</h2>
          {texts[article] !== "" && <p class="pre-line">{texts[article]}</p>}
          {parts[article]}
        </section>
      ))}
    </article>
  );
}

function SplitTable({ charter: { currency }, version: { lines, total } }: { charter: Charter; version: CharterVersion }) {
  const words = t().split;
  if (lines.length === 0) return <p class="muted">{words.none}</p>;
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>{words.label}</th>
          <th>{words.party}</th>
          <th>{words.deliverables}</th>
          <th class="num">{words.percent}</th>
          <th class="num">{words.amount}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, label, party, deliverables, percent: written, amount }) => (
          <tr key={id}>
            <th>{label}</th>
            <td data-label={words.party}>{party.name}</td>
            <td data-label={words.deliverables}>{deliverables || "—"}</td>
            <td class="num" data-label={words.percent}>
              {written === null ? "—" : percent(written)}
            </td>
            <td class="num" data-label={words.amount}>
              {amount === null ? "—" : money(amount, currency)}
            </td>
          </tr>
        ))}
      </tbody>
      {total !== null && (
        <tfoot>
          <tr>
            <th colSpan={4}>{words.total}</th>
            <td class="num">{money(total, currency)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Signatures({ version: { signatures, missing } }: { version: CharterVersion }) {
  return (
    <ul class="plain-list ruled signatures">
      {signatures.map(({ party, name, words, how, signedOn }) => (
        <li key={party.id}>
          {t().text.signed(name ?? party.name, words, shortDay(signedOn))}
          {name !== null && name !== party.name && <span class="muted"> {t().text.for(party.name)}</span>}
          {how === "paper" && <span class="muted"> {t().text.paper}</span>}
        </li>
      ))}
      {missing.map(({ id, name }) => (
        <li key={id}>
          <span class="muted">{t().text.unsigned(name)}</span>
        </li>
      ))}
    </ul>
  );
}
