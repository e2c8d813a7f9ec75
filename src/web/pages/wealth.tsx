/**
 * The matrix of wealth: who gave what in some days, kind by kind. A person is a card on a phone and a row of the table
 * beyond; each figure opens into its contributions (`?member=&kind=`).
 */
import { useLocation } from "preact-iso/router";
import type { z } from "zod";
import type { wealth } from "../../features/wealth/wealth.schema.js";
import { Button, ButtonLink } from "../components/button.js";
import { type Contribution, ContributionRow } from "../components/contribution-row.js";
import { DaysFields } from "../components/days-fields.js";
import { SelectField } from "../components/fields.js";
import { Empty, Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { TableDownloads } from "../components/treasury/table-downloads.js";
import { money, quantity, shortDay, today } from "../format.js";
import en from "../i18n/en/wealth.js";
import fr from "../i18n/fr/wealth.js";
import { nameIn, useCircles, useCollective, useHere, useKinds, useNameOf } from "../place.js";
import { useChosen, useList } from "../readings.js";
import { speak } from "../speech.js";
import { type Days, daysOf, queryOf, type Span, spanIn, spans } from "../wealth-period.js";

const t = speak({ fr, en });

type Wealth = z.output<typeof wealth>;
type Cell = Wealth["members"][number]["cells"][number];
type Column = Wealth["kinds"][number];

interface Asked extends Days {
  readonly span: Span;
  readonly circle: string | undefined;
}

export default function WealthPage() {
  const { query } = useLocation();
  const span = spanIn(query.span);
  const asked = { span, circle: query.circle, ...daysOf(span, today(), { from: query.from ?? "", until: query.until ?? "" }) };
  return query.member && query.kind ? <GivenBy asked={asked} member={query.member} kind={query.kind} /> : <Matrix asked={asked} />;
}

function daysSay({ from, until }: Days): string {
  const { both, from: since, until: to, all } = t().days;
  if (from && until) return both(shortDay(from), shortDay(until));
  return from ? since(shortDay(from)) : until ? to(shortDay(until)) : all;
}

const addressOf = ({ span, circle, from, until }: Asked, more: Readonly<Record<string, string>> = {}): string =>
  `/wealth?${queryOf({ span, circle, ...(span === "days" ? { from, until } : {}), ...more })}`;

function Matrix({ asked }: { asked: Asked }) {
  const here = useHere();
  const reading = useChosen<Wealth, Asked>(
    asked,
    ({ circle, from, until }) => `${here.api}/wealth?${queryOf({ circleId: circle, fromOn: from, untilOn: until })}`,
  );
  return (
    <Shown reading={reading}>
      {([{ kinds, members }, told]) => (
        <Page title={t().title(members.length, kinds.length)} lead={t().lead} isWide>
          <Choosing asked={asked} />
          {members.length === 0 ? (
            <Empty title={t().empty.title}>
              <p>{t().empty.says}</p>
              <ButtonLink rank="first" href={`${here.home}/contribute`}>
                {t().empty.act}
              </ButtonLink>
            </Empty>
          ) : (
            <>
              <WealthTable asked={told} kinds={kinds} members={members} />
              <div class="row no-print">
                <TableDownloads
                  href={`/api/v1${here.api}/exports/wealth?${queryOf({ circle: told.circle, from: told.from, until: told.until })}`}
                  labelOf={t().file}
                />
                <Button rank="link" onPress={() => print()}>
                  {t().print}
                </Button>
              </div>
            </>
          )}
        </Page>
      )}
    </Shown>
  );
}

function Choosing({ asked }: { asked: Asked }) {
  const here = useHere();
  const { route } = useLocation();
  const circles = useCircles();
  const go = (change: Partial<Asked>) => route(here.home + addressOf({ ...asked, ...change }), true);
  const { span, circle, from, until } = asked;
  return (
    <div class="pair no-print">
      <SelectField
        label={t().period}
        value={span}
        options={spans.map((value) => ({ value, label: t().spans[value] }))}
        onValue={(value) => go({ span: spanIn(value) })}
      />
      {circles && circles.length > 1 && (
        <SelectField
          label={t().circle}
          value={circle ?? ""}
          options={[{ value: "", label: t().everywhere }, ...circles.map(({ id, name }) => ({ value: id, label: name }))]}
          onValue={(value) => go({ circle: value || undefined })}
        />
      )}
      {span === "days" && <DaysFields days={{ from, until }} labels={{ from: t().from, until: t().until }} mayBeOpen onDays={go} />}
    </div>
  );
}

/** 9 h 45, 42,50 €, «3 mercis»: a quality has no number of its own. */
function figureOf(figures: Pick<Cell, "quantity" | "amount" | "count">, unit: string | null, currency: string): string {
  const counted = figures.quantity === null ? [] : [quantity(figures.quantity, unit)];
  const paid = figures.amount === null ? [] : [money(figures.amount, currency)];
  return [...counted, ...paid].join(" · ") || t().words(figures.count);
}

function WealthTable({ asked, kinds, members }: { asked: Asked } & Pick<Wealth, "kinds" | "members">) {
  const currency = useCollective()?.currency ?? "EUR";
  return (
    <div class="table-scroll">
      <table class="stacked">
        <caption>{t().caption(daysSay(asked))}</caption>
        <thead>
          <tr>
            <th scope="col">{t().member}</th>
            {kinds.map(({ id, name, unit }) => (
              <th scope="col" key={id} class={unit === null ? "" : "num"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}</th>
              {kinds.map((kind) => {
                const cell = member.cells.find(({ kindId }) => kindId === kind.id);
                return cell ? (
                  <FilledCell key={kind.id} asked={asked} kind={kind} cell={cell} member={member} currency={currency} />
                ) : (
                  <td key={kind.id} />
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t().together}</th>
            {kinds.map((kind) => (
              <td key={kind.id} class="num" data-label={kind.name}>
                <span>
                  <span class={kind.unit === null ? "" : "figure"}>{figureOf(kind, kind.unit, currency)}</span>{" "}
                  <span class="muted small">{t().givers(kind.givers)}</span>
                </span>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface FilledProps {
  asked: Asked;
  kind: Column;
  cell: Cell;
  member: Wealth["members"][number];
  currency: string;
}

function FilledCell({ asked, kind, cell, member, currency }: FilledProps) {
  const here = useHere();
  const figure = figureOf(cell, kind.unit, currency);
  const href = here.home + addressOf(asked, { member: member.id, kind: kind.id });
  if (kind.unit !== null) {
    return (
      <td class="num" data-label={kind.name}>
        <a class="figure" href={href} aria-label={t().see(member.name, kind.name, figure)}>
          {figure}
        </a>
      </td>
    );
  }
  const thanks = cell.words.filter(({ isThanks }) => isThanks).length;
  const says = thanks === cell.count ? t().thanks(thanks) : figure;
  const [shown, left] = [cell.words.slice(0, wordsShown), cell.count - Math.min(cell.words.length, wordsShown)];
  return (
    <td data-label={kind.name}>
      <a href={href} aria-label={t().see(member.name, kind.name, says)}>
        {says}
      </a>
      <ul class="plain-list small muted">
        {shown.map(({ contributionId, note, by, isThanks }) => (
          <li key={contributionId}>{isThanks ? t().said(note, by) : note}</li>
        ))}
        {left > 0 && <li>{t().more(left)}</li>}
      </ul>
    </td>
  );
}

/** Words that stand in a cell; the others are one tap away. */
const wordsShown = 3;

/** Where a figure comes from: the contributions behind it. */
function GivenBy({ asked, member, kind }: { asked: Asked; member: string; kind: string }) {
  const here = useHere();
  const { circle, from, until } = asked;
  const reading = useList<Contribution>(
    `${here.api}/contributions?${queryOf({ member, kind, circle, from, until, status: "counted", limit: "200" })}`,
  );
  const title = t().given.title(useNameOf()(member), nameIn(useKinds())(kind));
  return (
    <Shown reading={reading}>
      {(given) => (
        <Page
          title={title}
          lead={t().given.lead(daysSay(asked), given.length)}
          back={{ href: here.home + addressOf(asked), label: t().given.back }}
        >
          <ul class="plain-list ruled">
            {given.map((each) => (
              <ContributionRow key={each.id} contribution={each} />
            ))}
          </ul>
        </Page>
      )}
    </Shown>
  );
}
