/** Writing a first or a next version: from the version in force, from the model, or from nothing. */
import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { CodeSection } from "../../domain/social-code.js";
import { newKey, write } from "../api.js";
import { sentCode, typedCode } from "../code-draft.js";
import { inheritedBy } from "../code-origin.js";
import { type Code, type CodeFile, ofCircle, useCodes, type Version } from "../code-reading.js";
import { CodeForm } from "../components/code/code-form.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/social-code.js";
import fr from "../i18n/fr/social-code.js";
import { nameIn, useCircles, useHere } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { language, speak } from "../speech.js";

const t = speak({ fr, en });

/** What the writing starts from. */
interface Start {
  readonly name: string;
  readonly sections: readonly CodeSection[];
  readonly consent: Version["consent"];
}

export default function SocialCodeNewPage() {
  const here = useHere();
  const { query } = useLocation();
  const circleId = query.circle || null;
  const isFromModel = query.start === "model";
  const code = useReading<Code>(`${here.api}/social-code${ofCircle(circleId)}`);
  const model = useReading<CodeFile>(isFromModel ? `${here.api}/social-code/model?language=${language.value}` : null);
  return (
    <Shown reading={code}>
      {({ version }) => {
        if (!isFromModel) {
          const { sections, consent } = version ?? { sections: [{ id: newKey(), title: "", text: "" }], consent: {} };
          return <Writing circleId={circleId} start={{ name: version?.id ?? "blank", sections, consent: version ? consent : {} }} />;
        }
        return (
          <Shown reading={model}>
            {({ sections }) => (
              <Writing
                key={language.value}
                circleId={circleId}
                start={{ name: `model.${language.value}`, sections: sections as readonly CodeSection[], consent: {} }}
              />
            )}
          </Shown>
        );
      }}
    </Shown>
  );
}

function Writing({ circleId, start }: { circleId: string | null; start: Start }) {
  const here = useHere();
  const { route } = useLocation();
  const circleName = nameIn(useCircles())(circleId);
  const codes = useCodes(circleId);
  // What others publish meanwhile is not what this began from.
  const begun = useMemo(() => typedCode(start.sections, start.consent), []);
  const { draft, clear } = useDraft(`${here.slug}.social-code.${circleId ?? "collective"}.${start.name}`, begun);
  const words = t().write;
  const sending = useSending((_: undefined, key) =>
    write<Version>("POST", `${here.api}/social-code/versions`, { circleId, ...sentCode(draft.value) }, key),
  );
  const submit = async () => {
    const made = await sending.run(undefined);
    if (!made) return;
    clear();
    tell(words.saved);
    route(`${here.home}/social-code/versions/${made.id}`);
  };
  const forget = () => {
    clear();
    sending.forget();
    tell(words.forgotten);
  };
  if (!codes) return null;
  return (
    <Page
      title={words.newTitle(circleId === null ? here.name : circleName)}
      lead={words.lead}
      back={{ href: `${here.home}/social-code${ofCircle(circleId)}`, label: t().back }}
    >
      <CodeForm
        draft={draft}
        inherited={inheritedBy(circleId, codes)}
        problem={sending.problem}
        isBusy={sending.isBusy}
        onSubmit={() => void submit()}
        onForget={forget}
      />
    </Page>
  );
}
