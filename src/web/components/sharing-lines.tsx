/** The settlement table: a line a contribution, with what is wished, kept and paid; on a phone each line is a small card. */
import { quantity, shortDay } from "../format.js";
import { isWish, isZero, linesByPerson, mayWish, minus, type PersonLines, type SettlementLine } from "../sharing-figures.js";
import { Pill } from "./figures.js";
import { Contest, KeptForAnother, OwnKept } from "./sharing-kept.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { TotalBar } from "./sharing-total.js";
import { OwnWish } from "./sharing-wish.js";

export function LinesCard({ meeting }: { meeting: Meeting }) {
  const { table, money, here } = meeting;
  const { present, waiting } = linesByPerson(table);
  if (table.lines.length === 0) {
    return (
      <div class="card">
        <h2>{t().table.empty.title}</h2>
        <p>{t().table.empty.lead}</p>
        <p>
          <a href={`${here.home}/contribute`}>{t().table.empty.act}</a>
        </p>
      </div>
    );
  }
  const hasPaid = table.result !== null;
  const asks = table.asksFor.wishes;
  return (
    <section class="card meeting-table" aria-labelledby="lines">
      <h2 id="lines" class="visually-hidden">
        {t().table.caption}
      </h2>
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{t().table.contribution}</th>
            <th scope="col" class="num">
              {t().table.given}
            </th>
            {asks && (
              <>
                <th scope="col" class="num">
                  {t().table.asked}
                </th>
                <th scope="col" class="num">
                  {t().table.kept}
                </th>
              </>
            )}
            {hasPaid && (
              <th scope="col" class="num">
                {t().table.paid}
              </th>
            )}
          </tr>
        </thead>
        {present.map((person) => (
          <PersonRows key={person.memberId} meeting={meeting} person={person} />
        ))}
        {(asks || hasPaid) && (
          <tfoot>
            <tr>
              <th scope="row">{t().table.total}</th>
              <td class="num" />
              {asks && (
                <>
                  <td class="num" data-label={t().table.asked}>
                    {money(table.budget.asked)}
                  </td>
                  <td class="num" data-label={t().table.kept}>
                    <span class="figure">{money(table.budget.kept)}</span>
                  </td>
                </>
              )}
              {hasPaid && (
                <td class="num" data-label={t().table.paid}>
                  <span class="figure">{money(table.budget.paid ?? "0")}</span>
                </td>
              )}
            </tr>
          </tfoot>
        )}
      </table>
      {(asks || hasPaid) && <TotalBar meeting={meeting} />}
      {!asks && table.refusal !== null && <p class="muted">{table.refusal.detail}</p>}
      {waiting.length > 0 && <Waiting meeting={meeting} people={waiting} />}
    </section>
  );
}

/** Own wishes are said while they are open. */
const saysWish = ({ table, here }: Meeting, line: SettlementLine): boolean =>
  table.status === "open" && line.memberId === here.me && mayWish(line);

/** A figure with something to do below it has a row of its own on a phone. */
const hasActs = ({ table, here, isFacilitator }: Meeting, line: SettlementLine): boolean =>
  isWish(line) && table.status === "open" && (isFacilitator || line.memberId === here.me);

function PersonRows({ meeting, person }: { meeting: Meeting; person: PersonLines }) {
  const { everybody, here } = meeting;
  const isStructure = everybody?.find(({ id }) => id === person.memberId)?.kind === "structure";
  const isVolunteer = person.lines.every(({ standing }) => standing === "volunteered");
  return (
    <tbody id={person.memberId === here.me ? "mine" : undefined} class={person.memberId === here.me ? "mine" : undefined}>
      {person.lines.map((line, place) => (
        <tr key={line.line} class={place === 0 ? "first" : "next"}>
          <th scope="row">
            <span class={place === 0 ? "strong" : "strong person-again"}>
              {meeting.name(person.memberId)}
              {place === 0 && isStructure && <span class="muted small"> {t().table.structure}</span>}
              {place === 0 && isVolunteer && (
                <>
                  {" "}
                  <Pill tone="green">{t().table.volunteered}</Pill>
                </>
              )}
            </span>
            <span class="muted small note">
              {line.note}
              <LineMarks line={line} />
            </span>
          </th>
          <LineFigures meeting={meeting} line={line} />
        </tr>
      ))}
    </tbody>
  );
}

/** What is unusual about a line, in a word. */
function LineMarks({ line }: { line: SettlementLine }) {
  const marks = [
    ...(line.carriedId !== null ? [t().table.carried] : []),
    ...(line.hasWaited ? [t().table.hasWaited] : []),
    ...(line.status === "questioned" ? [t().table.questioned] : []),
  ];
  return (
    <>
      {marks.map((mark) => (
        <span key={mark}>
          {" "}
          <Pill tone="wheat">{mark}</Pill>
        </span>
      ))}
    </>
  );
}

function LineFigures({ meeting, line }: { meeting: Meeting; line: SettlementLine }) {
  const { table, money } = meeting;
  const asked = askedWord(line, money);
  return (
    <>
      <td class="num" data-label={t().table.given}>
        {line.quantity !== null ? quantity(line.quantity, line.unit) : line.amount !== null ? money(line.amount) : line.kind}
        <span class="visually-hidden"> {daysOf(line)}</span>
      </td>
      {table.asksFor.wishes && (
        <>
          <td class={saysWish(meeting, line) ? "num editing" : "num"} data-label={t().table.asked}>
            {saysWish(meeting, line) ? (
              <OwnWish meeting={meeting} line={line} said={asked} />
            ) : (
              <span class={isZero(line.asked ?? "0") ? "muted wraps" : ""}>{asked}</span>
            )}
          </td>
          <td class={hasActs(meeting, line) ? "num editing" : "num"} data-label={t().table.kept}>
            <KeptCell meeting={meeting} line={line} />
          </td>
        </>
      )}
      {table.result !== null && (
        <td class="num" data-label={t().table.paid}>
          {line.paid === null ? "" : <span class={isZero(line.paid) ? "muted" : "figure"}>{money(line.paid)}</span>}
        </td>
      )}
    </>
  );
}

function askedWord(line: SettlementLine, money: (amount: string) => string): string {
  if (line.standing === "reimbursed") return t().table.refunded;
  if (line.standing === "gift") return t().table.gift;
  if (line.standing === "volunteered") return t().table.volunteered;
  return line.asked === null || isZero(line.asked) ? t().table.unasked : money(line.asked);
}

/** The day of a contribution, as it reads everywhere; several have their last beside it. */
const daysOf = ({ dayOn, lastOn }: SettlementLine): string => [...new Set([dayOn, lastOn])].map(shortDay).join("–");

const isEdited = ({ table, here }: Meeting, line: SettlementLine): boolean =>
  table.status === "open" && line.memberId === here.me && isWish(line) && !isZero(line.asked);

function KeptCell({ meeting, line }: { meeting: Meeting; line: SettlementLine }) {
  const { table, here, name, money, isFacilitator } = meeting;
  const canContest = table.forYou.includes(line.line);
  if (!isWish(line)) {
    return <span class="muted">{line.standing === "reimbursed" ? money(line.amount ?? "0") : money("0")}</span>;
  }
  const less = minus(line.asked, line.kept ?? "0", table.currency);
  return (
    <span class="kept-cell">
      {isEdited(meeting, line) ? (
        <OwnKept meeting={meeting} line={line} />
      ) : (
        <>
          <span class="figure">{money(line.kept ?? "0")}</span>
          {!isZero(less) && <span class="muted small">{t().table.rest[line.remainder ?? "unsaid"](money(less))}</span>}
        </>
      )}
      {line.keptIs === "agreement" && !canContest && <span class="muted small">{t().table.agreed(name(line.saidBy))}</span>}
      {line.contested !== null && <span class="danger small">{t().table.contested(money(line.contested))}</span>}
      {line.fairMedian !== null && <span class="muted small">{t().table.median(money(line.fairMedian), line.fair.length)}</span>}
      {canContest && <Contest meeting={meeting} line={line} />}
      {table.status === "open" && isFacilitator && line.memberId !== here.me && !isZero(line.asked) && (
        <KeptForAnother meeting={meeting} line={line} />
      )}
    </span>
  );
}

function Waiting({ meeting, people }: { meeting: Meeting; people: readonly PersonLines[] }) {
  const { name, money } = meeting;
  return (
    <details>
      <summary>{t().table.waiting(people.length)}</summary>
      <ul class="plain-list ruled">
        {people.flatMap(({ memberId, lines }) =>
          lines.map((line) => (
            <li key={line.line} class="row between">
              <span>
                <span class="strong">{name(memberId)}</span> <span class="muted small">{line.note}</span>
              </span>
              <span class="muted">{askedWord(line, money)}</span>
            </li>
          )),
        )}
      </ul>
    </details>
  );
}
