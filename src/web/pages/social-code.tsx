/** The social code in force, of the collective or of a circle: a text to read, the settings it shows, and its versions. */
import { useLocation } from "preact-iso/router";
import type { CodeSetting } from "../../domain/social-code.js";
import { sayingOf } from "../code-origin.js";
import { type Code, ofCircle, useCodes, type Version } from "../code-reading.js";
import { ButtonLink } from "../components/button.js";
import { CodeFoot } from "../components/code/code-foot.js";
import { CodeHistory } from "../components/code/code-history.js";
import { CodeImport } from "../components/code/code-import.js";
import { SettingsTable } from "../components/code/code-settings.js";
import { CodeText } from "../components/code/code-text.js";
import { SelectField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { dayAt, longDay } from "../format.js";
import en from "../i18n/en/social-code.js";
import fr from "../i18n/fr/social-code.js";
import { nameIn, useCircles, useCollective, useHere, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function SocialCodePage() {
  const { query } = useLocation();
  const circleId = query.circle || null;
  return <OneCode key={circleId ?? ""} circleId={circleId} />;
}

function OneCode({ circleId }: { circleId: string | null }) {
  const here = useHere();
  const reading = useReading<Code>(`${here.api}/social-code${ofCircle(circleId)}`);
  return (
    <Shown reading={reading}>
      {(code) => (code.version ? <InForce code={code} version={code.version} /> : <NoCode code={code} circleId={circleId} />)}
    </Shown>
  );
}

/** Whose code it is: the circle’s name, or the collective’s. */
function useOwner(circleId: string | null) {
  const here = useHere();
  const name = nameIn(useCircles())(circleId);
  return {
    name: circleId === null ? here.name : name,
    back: circleId === null ? undefined : { href: `${here.home}/circles/${circleId}`, label: name },
  };
}

function InForce({ code: { settings }, version }: { code: Code; version: Version }) {
  const here = useHere();
  const { circleId, number, sections } = version;
  const { name, back } = useOwner(circleId);
  const words = t().read;
  return (
    <Page title={words.title(name, number)} lead={<Published version={version} />} {...(back ? { back } : {})} isWide>
      <CodeText sections={sections} settings={settings} />
      <div class="code-rest">
        <p class="muted small no-print">{words.living}</p>
        <Settings circleId={circleId} settings={settings} lead={t().settings.lead} />
        <div class="stack no-print">
          <ButtonLink rank="first" isWide href={`${here.home}/social-code/new${ofCircle(circleId)}`}>
            {words.writeNext}
          </ButtonLink>
          <CodeFoot version={version} name={name} />
        </div>
        <CodeHistory circleId={circleId} />
        <Others circleId={circleId} />
        <details class="no-print">
          <summary>{t().import.title}</summary>
          <CodeImport circleId={circleId} />
        </details>
      </div>
    </Page>
  );
}

function Published({ version: { writtenBy, publishedAt, decisionId } }: { version: Version }) {
  const here = useHere();
  const nameOf = useNameOf();
  const timeZone = useCollective()?.timeZone;
  const words = t().read;
  if (!timeZone || !publishedAt) return null;
  return (
    <>
      {words.since(longDay(dayAt(publishedAt, timeZone)))} {words.writtenBy(nameOf(writtenBy))}{" "}
      {decisionId ? <a href={`${here.home}/decisions/${decisionId}`}>{words.decision}</a> : words.decision}.
    </>
  );
}

/** The settings that count here, each with the code that says it. */
function Settings({ circleId, settings, lead }: { circleId: string | null; settings: Code["settings"]; lead: string }) {
  const here = useHere();
  const codes = useCodes(circleId);
  const circleName = nameIn(useCircles());
  const words = t().settings;
  const originOf = (name: CodeSetting) => {
    if (!codes) return "…";
    const saying = sayingOf(name, codes);
    if (!saying) return words.model;
    const whose = saying.circleId === null ? words.collective : words.circle(circleName(saying.circleId));
    return saying.circleId === circleId ? whose : <a href={`${here.home}/social-code${ofCircle(saying.circleId)}`}>{whose}</a>;
  };
  return <SettingsTable settings={settings} lead={lead} originOf={originOf} />;
}

/** Before the first version: what a social code is, and three ways to begin. */
function NoCode({ code: { settings }, circleId }: { code: Code; circleId: string | null }) {
  const here = useHere();
  const { name, back } = useOwner(circleId);
  const words = t().empty;
  const [writing, joint] = [`${here.home}/social-code/new${ofCircle(circleId)}`, circleId === null ? "?" : "&"];
  return (
    <Page
      title={circleId === null ? words.title(name) : words.circleTitle(name)}
      lead={circleId === null ? words.lead : words.circleLead}
      {...(back ? { back } : {})}
    >
      <CodeHistory circleId={circleId} />
      <Section title={words.ways}>
        <ul class="plain-list tiles">
          <li>
            <a class="card soft" href={`${writing}${joint}start=model`}>
              <span class="strong good">{words.model}</span>
              <span>{words.modelSays}</span>
            </a>
          </li>
          <li>
            <a class="card" href={writing}>
              <span class="strong good">{words.blank}</span>
              <span class="muted">{words.blankSays}</span>
            </a>
          </li>
        </ul>
        <div class="card">
          <h3>{words.file}</h3>
          <CodeImport circleId={circleId} />
        </div>
      </Section>
      <Settings circleId={circleId} settings={settings} lead={circleId === null ? t().settings.leadEmpty : t().settings.lead} />
      <Others circleId={circleId} />
    </Page>
  );
}

/** The codes of the other circles, and of the collective; hidden where the collective is its only circle. */
function Others({ circleId }: { circleId: string | null }) {
  const here = useHere();
  const { route } = useLocation();
  const words = t().read;
  const circles = (useCircles() ?? []).filter(({ isArchived }) => !isArchived);
  if (circles.length < 2 && circleId === null) return null;
  return (
    <div class="no-print">
      <SelectField
        label={words.whose}
        value={circleId ?? ""}
        options={[{ value: "", label: words.ofCollective }, ...circles.map(({ id, name }) => ({ value: id, label: words.ofCircle(name) }))]}
        onValue={(id) => route(`${here.home}/social-code${ofCircle(id || null)}`)}
      />
    </div>
  );
}
