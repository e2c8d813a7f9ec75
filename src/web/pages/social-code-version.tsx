/** One version of a social code: its text, what it changes, and, while it is a draft, writing it again. */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { sentCode, typedCode } from "../code-draft.js";
import { inheritedBy } from "../code-origin.js";
import { type Code, ofCircle, useCodes, type Version } from "../code-reading.js";
import { ButtonLink } from "../components/button.js";
import { CodeDifferences } from "../components/code/code-differences.js";
import { CodeFoot } from "../components/code/code-foot.js";
import { CodeForm } from "../components/code/code-form.js";
import { SettingsTable } from "../components/code/code-settings.js";
import { CodeText } from "../components/code/code-text.js";
import { Page } from "../components/page.js";
import { Loading, Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import { dayAt, longDay } from "../format.js";
import en from "../i18n/en/social-code.js";
import fr from "../i18n/fr/social-code.js";
import { nameIn, useCircles, useCollective, useHere, useNameOf } from "../place.js";
import { useCurrent, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function SocialCodeVersionPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Version>(`${here.api}/social-code/versions/${params.id}`);
  return <Shown reading={reading}>{(version) => <OneVersion key={version.id} version={version} />}</Shown>;
}

const views = ["read", "changes", "write"] as const;
type View = (typeof views)[number];

function OneVersion({ version }: { version: Version }) {
  const here = useHere();
  const { query } = useLocation();
  const nameOf = useNameOf();
  const circleName = nameIn(useCircles())(version.circleId);
  const { circleId, number, state, writtenBy, sections, settings, consent } = version;
  const name = circleId === null ? here.name : circleName;
  const isMine = writtenBy === here.me || here.isAdmin;
  const possible = views.filter((view) => view !== "write" || (state === "draft" && isMine));
  const first: View = possible.find((view) => view === query.view) ?? (state === "draft" ? "changes" : "read");
  const chosen = useSignal(first);
  // A draft that was published meanwhile is written no more.
  const view = possible.includes(chosen.value) ? chosen.value : "read";
  const words = t().version;
  return (
    <Page
      title={words.titles[state](name, number)}
      lead={<Story version={version} />}
      back={{ href: `${here.home}/social-code${ofCircle(circleId)}`, label: t().back }}
      isWide={view === "read"}
    >
      <fieldset class="field no-print">
        <legend class="visually-hidden">{words.view}</legend>
        <div class="chips">
          {possible.map((each) => (
            <label class="chip" key={each}>
              <input
                type="radio"
                name="view"
                checked={view === each}
                onChange={() => {
                  chosen.value = each;
                }}
              />
              {words.views[each]}
            </label>
          ))}
        </div>
      </fieldset>
      {state === "draft" && view !== "write" && <Proposing version={version} />}
      {view === "read" && (
        <>
          <CodeText sections={sections} settings={settings} />
          <div class="code-rest">
            <SettingsTable
              settings={settings}
              lead={t().settings.lead}
              originOf={(setting) => (consent[setting] === undefined ? t().settings.inherited : t().settings.here)}
            />
          </div>
        </>
      )}
      {view === "changes" && <CodeDifferences versionId={version.id} />}
      {view === "write" && (
        <Writing
          versionId={version.id}
          onSaved={() => {
            chosen.value = "changes";
          }}
        />
      )}
      {view !== "write" && (
        <>
          {state === "draft" && !isMine && <p class="muted no-print">{words.notYours(nameOf(writtenBy))}</p>}
          <CodeFoot version={version} name={name} />
        </>
      )}
    </Page>
  );
}

function Story({ version: { writtenBy, writtenAt, changedAt, publishedAt, decisionId, state } }: { version: Version }) {
  const here = useHere();
  const nameOf = useNameOf();
  const timeZone = useCollective()?.timeZone;
  const words = t().version;
  if (!timeZone) return null;
  const dayOf = (at: string) => longDay(dayAt(at, timeZone));
  return (
    <>
      {words.written(nameOf(writtenBy), dayOf(writtenAt))}
      {state === "draft" && changedAt !== writtenAt && ` ${words.changed(dayOf(changedAt))}`}
      {publishedAt && (
        <>
          {" "}
          {words.published(dayOf(publishedAt))}{" "}
          {decisionId ? <a href={`${here.home}/decisions/${decisionId}`}>{words.decision}</a> : words.decision}.
        </>
      )}
    </>
  );
}

/** A draft goes to a decision; one made from a version that is no longer in force is saved again first. */
function Proposing({ version: { id, circleId, basedOn } }: { version: Version }) {
  const here = useHere();
  const code = useReading<Code>(`${here.api}/social-code${ofCircle(circleId)}`).value;
  const words = t().version;
  if (!code) return null;
  if ((code.version?.id ?? null) !== basedOn) return <p class="notice no-print">{words.stale}</p>;
  return (
    <div class="card waits no-print">
      <p>{words.proposeSays}</p>
      <ButtonLink rank="first" isWide href={`${here.home}/decisions/new?code=${id}`}>
        {words.propose}
      </ButtonLink>
    </div>
  );
}

/** Its text is written on from as it is now, not as it was kept from before. */
function Writing({ versionId, onSaved }: { versionId: string; onSaved: () => void }) {
  const version = useCurrent<Version>(`${useHere().api}/social-code/versions/${versionId}`);
  return version ? <WritingOn version={version} onSaved={onSaved} /> : <Loading />;
}

function WritingOn({ version, onSaved }: { version: Version; onSaved: () => void }) {
  const here = useHere();
  const codes = useCodes(version.circleId);
  // What was saved from elsewhere meanwhile is not what this began from.
  const begun = useRef({ typed: typedCode(version.sections, version.consent), changedAt: version.changedAt }).current;
  const { draft, clear } = useDraft(`${here.slug}.social-code.${version.id}.${begun.changedAt}`, begun.typed);
  const words = t().write;
  const sending = useSending((_: undefined, key) =>
    write<Version>("PATCH", `${here.api}/social-code/versions/${version.id}`, sentCode(draft.value), key),
  );
  const submit = async () => {
    if (!(await sending.run(undefined))) return;
    clear();
    tell(words.again);
    onSaved();
  };
  const forget = () => {
    clear();
    sending.forget();
    tell(words.forgotten);
  };
  if (!codes) return null;
  return (
    <CodeForm
      draft={draft}
      inherited={inheritedBy(version.circleId, codes)}
      problem={sending.problem}
      isBusy={sending.isBusy}
      onSubmit={() => void submit()}
      onForget={forget}
    />
  );
}
