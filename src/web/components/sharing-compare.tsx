/**
 * «Et avec une autre règle ?»: the same contributions under several keys, as a picture and as a table, with who gains and
 * who loses. The service computes each with the very rule that would settle it.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Problem, write } from "../api.js";
import { DotPicture } from "../charts/dots.js";
import { ShapeKey, seriesMax } from "../charts/shapes.js";
import { listed, number } from "../format.js";
import {
  type Compared,
  type Comparison,
  comparedWith,
  type Extreme,
  extremesOf,
  isNegative,
  isWish,
  isZero,
  type SharingTable,
  size,
} from "../sharing-figures.js";
import { type Key, type KeyMaterial, type RuleName, ruleKey, rulesFor } from "../sharing-keys.js";
import { CheckField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { Loading } from "./reading.js";
import { common, type Meeting, t } from "./sharing-meeting.js";

const usual = 3;
const settlingMs = 350;

export function Rules({ meeting, material }: { meeting: Meeting; material: KeyMaterial }) {
  const { table } = meeting;
  const offered = rulesFor(table.lines.some(isWish), material);
  const chosen = useSignal<readonly RuleName[]>(offered.slice(0, usual));
  const { answer, problem } = useComparison(meeting, [
    { title: ownTitle(table) },
    ...chosen.value.map((rule) => ({ title: t().compare.rules[rule], key: ruleKey(rule, table.key, material) })),
  ]);
  const isFull = chosen.value.length >= seriesMax - 1;
  return (
    <>
      {answer ? <Picture meeting={meeting} compared={comparedWith(answer, table)} /> : !problem && <Loading />}
      <ProblemNote problem={problem} />
      <details class="no-print">
        <summary>{t().compare.choose}</summary>
        {isFull && <p class="muted small">{t().compare.limit(seriesMax)}</p>}
        {offered.map((rule) => (
          <CheckField
            key={rule}
            label={t().compare.rules[rule]}
            isChecked={chosen.value.includes(rule)}
            onChecked={(isChecked) => {
              if (isChecked && isFull) return;
              chosen.value = offered.filter((each) => (each === rule ? isChecked : chosen.value.includes(each)));
            }}
          />
        ))}
      </details>
    </>
  );
}

/**
 * Asks anew whenever the sharing or the keys change, once one stops changing them; what stood before stays until the
 * answer is there. Null asks nothing.
 */
export function useComparison({ table, api }: Meeting, keys: readonly { title: string; key?: Key }[] | null) {
  const answer = useSignal<Comparison | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const asked = JSON.stringify(keys);
  useEffect(() => {
    if (keys === null) return;
    let isCurrent = true;
    const ask = () =>
      write<Comparison>("POST", `${api}/comparison`, { keys }).then(
        (value) => {
          if (!isCurrent) return;
          answer.value = value;
          problem.value = undefined;
        },
        (error: unknown) => {
          if (!(error instanceof Problem)) throw error;
          if (isCurrent) problem.value = error;
        },
      );
    const waiting = setTimeout(ask, answer.peek() ? settlingMs : 0);
    return () => {
      isCurrent = false;
      clearTimeout(waiting);
    };
  }, [asked, table]);
  return { answer: answer.value, problem: problem.value };
}

export const ownTitle = ({ result, lines, asksFor }: SharingTable): string =>
  result === null && asksFor.wishes && lines.some(isWish) ? t().compare.kept : t().compare.own;

export function Picture({ meeting, compared }: { meeting: Meeting; compared: Compared }) {
  const { name } = meeting;
  const { series, people } = compared;
  const titles = series.map((each) => (each.isKept ? t().compare.kept : each.title));
  const rows = people
    .filter(({ amounts }) => amounts.some((amount) => amount !== null && !isZero(amount)))
    .map(({ memberId, amounts }) => ({ id: memberId, name: name(memberId), amounts }));
  return (
    <>
      <DotPicture title={t().compare.picture(listed(titles))} rows={rows} tick={number} />
      <ul class="plain-list series">
        {series.map((each, place) => (
          <li key={each.title} class="series-row">
            <ShapeKey series={place} />
            <span>
              <strong>{titles[place]}</strong> <span class="muted small">{saysOf(meeting, compared, place)}</span>
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{common().table}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard too */}
        <section class="table-scroll" aria-label={common().table} tabIndex={0}>
          <ComparedTable meeting={meeting} compared={compared} titles={titles} />
        </section>
      </details>
    </>
  );
}

/** Who gains and who loses under a rule, in a sentence. */
function saysOf({ name, money, receivers }: Meeting, compared: Compared, place: number): string {
  const { refusal, isKept } = compared.series[place] ?? { refusal: null, isKept: false };
  if (refusal !== null && !isKept) return `${t().compare.refused} ${refusal}`;
  if (place === 0) return isKept && refusal !== null ? refusal : t().compare.first;
  if (compared.people.every(({ differences }) => differences[place] == null)) return "";
  const { gains, loses } = extremesOf(compared, place);
  if (!gains && !loses) return t().compare.same;
  const saidOf = ({ memberIds }: Extreme) =>
    [memberIds.length < 4 ? listed(memberIds.map(name)) : receivers(memberIds), memberIds.length] as const;
  const unchanged = compared.people.filter(
    ({ amounts, differences }) => isZero(differences[place] ?? "1") && !isZero(amounts[place] ?? "0"),
  );
  return `${listed([
    ...(gains ? [t().compare.gains(...saidOf(gains), money(gains.difference))] : []),
    ...(loses ? [t().compare.loses(...saidOf(loses), money(size(loses.difference)))] : []),
    ...(unchanged.length > 0 && unchanged.length < 4
      ? [t().compare.unchanged(listed(unchanged.map(({ memberId }) => name(memberId))))]
      : []),
  ])}.`;
}

function ComparedTable({ meeting, compared, titles }: { meeting: Meeting; compared: Compared; titles: readonly string[] }) {
  const { name, money } = meeting;
  const changed = (difference: string | null | undefined, place: number) => {
    if (!difference || place === 0 || isZero(difference)) return null;
    return (
      <span class="muted small">
        {isNegative(difference) ? "−" : "+"}
        {"\u00a0"}
        {money(size(difference))}
      </span>
    );
  };
  return (
    <table class="stacked">
      <caption>{t().compare.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t().compare.who}</th>
          {titles.map((title) => (
            <th scope="col" class="num wraps" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {compared.people.map(({ memberId, amounts, differences }) => (
          <tr key={memberId}>
            <th scope="row">{name(memberId)}</th>
            {amounts.map((amount, place) => (
              <td class="num" key={titles[place]} data-label={titles[place]}>
                <span class="kept-cell">
                  {amount === null ? t().compare.none : money(amount)}
                  {changed(differences[place], place)}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
