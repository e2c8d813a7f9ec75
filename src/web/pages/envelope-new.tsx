/** A new envelope: what it is called and for is enough; the rest can wait. */
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { bodyOf, EnvelopeFields, emptyEnvelope } from "../components/house/envelope-form.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/envelopes.js";
import fr from "../i18n/fr/envelopes.js";
import { type Envelope, useHere } from "../place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function NewEnvelopePage() {
  const here = useHere();
  const { route, query } = useLocation();
  const { draft, clear } = useDraft(`${here.slug}.envelope`, { ...emptyEnvelope, circleId: query.circle ?? here.pilotOf[0] ?? "" });
  const opening = useSending((_: undefined, key) => write<Envelope>("POST", `${here.api}/envelopes`, bodyOf(draft.value), key));
  const submit = async () => {
    const opened = await opening.run(undefined);
    if (!opened) return;
    clear();
    tell(t().new.done(opened.name));
    route(`${here.home}/envelopes/${opened.id}`);
  };
  const mayOpen = here.isAdmin || here.isTreasurer || here.pilotOf.length > 0;
  return (
    <Page title={t().new.title} lead={mayOpen ? t().new.lead : t().new.notYours} back={{ href: `${here.home}/envelopes`, label: t().back }}>
      {mayOpen && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <EnvelopeFields
            draft={draft.value}
            problem={opening.problem}
            set={(change) => {
              draft.value = { ...draft.value, ...change };
            }}
          />
          <ProblemNote problem={opening.problem} onRetry={() => void submit()} />
          <Button rank="first" isWide isSubmit isBusy={opening.isBusy}>
            {t().new.act}
          </Button>
        </form>
      )}
    </Page>
  );
}
