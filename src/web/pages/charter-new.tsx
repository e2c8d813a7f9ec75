/**
 * Writing a charter, article by article: a new one from the starting text, a draft again (`?of=`), or another version of one that was
 * signed (`?of=` & `version=new`).
 */
import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { type Charter, latestOf, sentCharter, type TypedCharter, typedCharter } from "../charter-place.js";
import { CharterForm } from "../components/charter/charter-form.js";
import { Page } from "../components/page.js";
import { Loading, Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/charters.js";
import fr from "../i18n/fr/charters.js";
import { useLater } from "../later.js";
import { useCircles, useHere } from "../place.js";
import { useCurrent, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { language, speak } from "../speech.js";

const t = speak({ fr, en });

export default function CharterNewPage() {
  const here = useHere();
  const { query } = useLocation();
  const circles = useCircles()?.filter(({ isArchived }) => !isArchived);
  const model = useLater(async () => (await import("../../domain/charter-model.js")).charterModel);
  const reading = useReading<Charter>(query.of ? `${here.api}/charters/${query.of}` : null);
  if (!circles || !model) return null;
  if (query.of)
    return (
      <Shown reading={reading}>
        {({ id }) => <WritingAgain key={id} charterId={id} isVersion={query.version === "new"} circles={circles} />}
      </Shown>
    );
  const begun: TypedCharter = {
    ...{ title: "", circleId: here.pilotOf[0] ?? circles[0]?.id ?? "", articles: model(language.value), startsOn: "", endsOn: "" },
    ...{ parties: [{ kind: "member", id: here.me, role: "" }], total: "", lines: [] },
  };
  return <Writing key={language.value} start={begun} circles={circles} isVersion={false} />;
}

interface WritingProps {
  isVersion: boolean;
  circles: readonly { readonly id: string; readonly name: string }[];
}

/** What was signed or drafted is written on from as it is now, not as it was kept from before. */
function WritingAgain({ charterId, ...rest }: WritingProps & { charterId: string }) {
  const charter = useCurrent<Charter>(`${useHere().api}/charters/${charterId}`);
  return charter ? <Writing start={typedCharter(charter, latestOf(charter))} charter={charter} {...rest} /> : <Loading />;
}

function Writing({ start, charter, isVersion, circles }: WritingProps & { start: TypedCharter; charter?: Charter }) {
  const here = useHere();
  const { route } = useLocation();
  // What others write meanwhile is not what this began from.
  const begun = useMemo(() => start, []);
  const name = charter ? `${charter.id}.${isVersion ? "next" : latestOf(charter).changedAt}` : language.value;
  const { draft, clear } = useDraft(`${here.slug}.charter.${name}`, begun);
  const sending = useSending((_: undefined, key) => {
    const { title, circleId } = draft.value;
    const body = sentCharter(draft.value);
    if (!charter) return write<Charter>("POST", `${here.api}/charters`, { title, circleId, ...body }, key);
    if (isVersion) return write<Charter>("POST", `${here.api}/charters/${charter.id}/versions`, body, key);
    const named = charter.envelopeId === null ? { title, circleId } : {};
    return write<Charter>("PATCH", `${here.api}/charters/${charter.id}`, { ...named, ...body }, key);
  });
  const submit = async () => {
    const saved = await sending.run(undefined);
    if (!saved) return;
    clear();
    tell(t().form.saved);
    route(`${here.home}/charters/${saved.id}`);
  };
  const words = t().form;
  return (
    <Page
      title={charter ? (isVersion ? words.version(charter.title) : words.edit(charter.title)) : words.title}
      lead={isVersion ? words.versionLead : words.lead}
      back={
        charter ? { href: `${here.home}/charters/${charter.id}`, label: charter.title } : { href: `${here.home}/charters`, label: t().back }
      }
    >
      <CharterForm
        draft={draft}
        circles={circles}
        isNamed={charter?.envelopeId != null || isVersion}
        problem={sending.problem}
        isBusy={sending.isBusy}
        onSubmit={() => void submit()}
        onForget={() => {
          clear();
          sending.forget();
          tell(words.forgotten);
        }}
      />
    </Page>
  );
}
