/** Decisions: those that wait for my word first, then what is being decided, then what was. */
import { useLocation } from "preact-iso/router";
import { ButtonLink } from "../components/button.js";
import { DecisionTile } from "../components/decision-tile.js";
import { SelectField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { type DecisionLine, type DecisionRules, sorted } from "../decision-figures.js";
import { listed } from "../format.js";
import en from "../i18n/en/decisions.js";
import fr from "../i18n/fr/decisions.js";
import { usePassing } from "../passing.js";
import { useCircles, useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function DecisionsPage() {
  const here = useHere();
  const { query } = useLocation();
  const of = query.circle ? `?circle=${query.circle}` : "";
  const lines = useList<DecisionLine>(`${here.api}/decisions${of}`);
  const rules = useReading<DecisionRules>(`${here.api}/decision-rules${of}`);
  return (
    <Shown reading={lines}>
      {(read) => <Shown reading={rules}>{(known) => <Decisions lines={read} rules={known} circle={query.circle} />}</Shown>}
    </Shown>
  );
}

function Decisions({ lines, rules, circle }: { lines: readonly DecisionLine[]; rules: DecisionRules; circle: string | undefined }) {
  const here = useHere();
  const { list } = t();
  const { mine, open, ended } = sorted(lines);
  usePassing(mine[0]?.closesAt ?? open[0]?.closesAt ?? null);
  const propose = rules.mayPropose && (
    <ButtonLink href={`${here.home}/decisions/new${circle ? `?circle=${circle}` : ""}`} rank={mine.length === 0 ? "first" : "second"}>
      {list.propose}
    </ButtonLink>
  );
  return (
    <Page title={list.title(mine.length)} lead={list.lead} actions={propose}>
      {!rules.mayPropose && (
        <p class="muted">{list.notProposing(listed(rules.proposing.map((standing) => t().standings[standing] ?? standing)))}</p>
      )}
      <CircleFilter chosen={circle} />
      {lines.length === 0 && (circle ? <p class="muted">{list.none}</p> : <Taught rules={rules} />)}
      <Tiles title={list.mine} lines={mine} />
      <Tiles title={list.open} lines={open} />
      <Tiles title={list.ended} lines={ended} />
    </Page>
  );
}

function Tiles({ title, lines }: { title: string; lines: readonly DecisionLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <ul class="plain-list settled">
        {lines.map((line) => (
          <li key={line.id}>
            <DecisionTile line={line} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function CircleFilter({ chosen = "" }: { chosen: string | undefined }) {
  const here = useHere();
  const { route } = useLocation();
  const circles = (useCircles() ?? []).filter(({ id, isArchived }) => !isArchived || id === chosen);
  if (circles.length < 2) return null;
  return (
    <SelectField
      label={t().list.circle}
      value={chosen}
      options={[{ value: "", label: t().list.everybody }, ...circles.map(({ id, name }) => ({ value: id, label: name }))]}
      onValue={(id) => route(`${here.home}/decisions${id === "" ? "" : `?circle=${id}`}`)}
    />
  );
}

function Taught({ rules }: { rules: DecisionRules }) {
  const { empty } = t();
  return (
    <div class="card">
      <h2>{empty.title}</h2>
      <ol class="steps">
        {empty.steps(rules.openHours).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
