/**
 * Quick entry: one line, what is understood of it as one types, what is still to be asked, and one button.
 *
 *  1. The line and its answers are a draft, kept on this device until they are saved.
 *  2. What got no answer leaves again under the same key, by itself once the connection is back: it is saved once.
 *  3. What was saved can be taken back; the line is there again then.
 *  4. On a slow connection it may be saved before the lists are here by which it is understood: it is, as soon as they are.
 *  5. What was probably logged already is said before it is saved, with two ways on; it is saved all the same by who wants to.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { z } from "zod";
import { warningTexts } from "../../domain/contribution-draft.js";
import { filled } from "../../domain/filled.js";
import type { ContributionAnswer, LoggedAnswer, newContribution } from "../../features/contributions/contributions.schema.js";
import { newKey, write } from "../api.js";
import { useDraftPlace } from "../contribute-place.js";
import type { DraftField, DraftPlace } from "../draft-fields.js";
import { useDraft } from "../drafts.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/contribute.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/contribute.js";
import { useLater } from "../later.js";
import { nameIn, useHere } from "../place.js";
import { answered, emptyDraft, type TypedDraft, type Understanding, understand } from "../quick-draft.js";
import { likenessOf, likenessQuery } from "../quick-likeness.js";
import { useList } from "../readings.js";
import { useSending } from "../sending.js";
import { language, speak, unbroken } from "../speech.js";
import { Button } from "./button.js";
import { TextField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { QuickQuestion } from "./quick-question.js";
import { SaidContributionLine, saidOf, shortlySaid } from "./said-contribution.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type NewContribution = z.input<typeof newContribution>;

/** What the rest of a page may show of the draft, and change in it. */
export interface QuickDraft {
  readonly place: DraftPlace;
  readonly understanding: Understanding;
  readonly answer: (field: DraftField, value: string) => void;
}

interface QuickEntryProps {
  /** On another page than the one for it: the line, and what is understood. */
  compact?: boolean;
  /** What stands below the button. */
  children?: (draft: QuickDraft) => ComponentChildren;
  onSaved?: (saved: LoggedAnswer) => void;
}

export function QuickEntry({ compact, children, onSaved }: QuickEntryProps) {
  const here = useHere();
  const place = useDraftPlace();
  const { draft, clear } = useDraft<TypedDraft>(`${here.slug}.contribute`, emptyDraft);
  const form = useRef<HTMLFormElement>(null);
  const { line } = draft.value;
  const understanding = place && line.trim() !== "" ? understand(draft.value, place) : undefined;

  const undo = useSending((id: string, key) => write(`POST`, `${here.api}/contributions/${id}/withdrawal`, {}, key));
  const saving = useSending(async ({ body, key }: { body: NewContribution; key: string }) =>
    write<LoggedAnswer>("POST", `${here.api}/contributions`, body, key),
  );
  // What was sent once may itself be what is found.
  const query = draft.value.key ? null : likenessQuery(understanding);
  const known = useList<ContributionAnswer>(query && `${here.api}/contributions?${query}`).value;
  const twin = place && understanding && query && known ? likenessOf(understanding, place, known) : undefined;
  const Likeness = useLater(async () => (await import("./quick-likeness.js")).QuickLikeness);
  const isAwaited = useSignal(false);
  const drop = () => {
    const dropped = draft.value;
    clear();
    focusLine(form.current);
    tell(t().likeness.dropped, {
      label: common().undo,
      run: () => {
        if (draft.value.line === "") draft.value = dropped;
        focusLine(form.current);
      },
    });
  };
  const save = async () => {
    isAwaited.value = !place && line.trim() !== "";
    if (!place || !understanding) return focusLine(form.current);
    if (!understanding.isReady) return focusQuestion(form.current);
    const sent = draft.value;
    const key = sent.key ?? newKey();
    draft.value = { ...sent, key };
    const saved = await saving.run({ body: { ...understanding.draft, tags: [...understanding.draft.tags] }, key });
    if (!saved) return;
    const what = shortlySaid(saidOf(understanding, place));
    const isForMe = saved.memberId === here.me;
    clear();
    focusLine(form.current);
    // Who was asked beforehand has answered.
    onSaved?.(twin ? { ...saved, warnings: saved.warnings.filter(({ code }) => code !== "probable_duplicate") } : saved);
    tell(isForMe ? t().saved(what) : t().savedFor(what, nameIn(place.members)(saved.memberId)), {
      label: common().undo,
      run: async () => {
        if ((await undo.run(saved.id)) === undefined) return;
        // Whoever has begun another line keeps it.
        if (draft.value.line === "") draft.value = { line: sent.line, answers: sent.answers };
        tell(t().undoneBack);
        focusLine(form.current);
      },
    });
  };

  // A refusal is an answer: what is sent next is another thing.
  const isRefused = saving.problem !== undefined && !saving.problem.isUnsettled;
  useEffect(() => {
    if (isRefused && draft.value.key) draft.value = { line: draft.value.line, answers: draft.value.answers };
  }, [isRefused]);
  const isUnsettled = saving.problem?.isUnsettled === true;
  const again = useRef(save);
  again.current = save;
  useEffect(() => {
    if (place && isAwaited.value) void again.current();
  }, [place === undefined]);
  useEffect(() => {
    if (!isUnsettled) return;
    const retry = () => void again.current();
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [isUnsettled]);

  const change = (typed: string) => {
    draft.value = { ...draft.value, line: typed };
  };
  const answer = (field: DraftField, value: string) => {
    if (place) draft.value = answered(draft.value, place, field, value);
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField label={t().line} placeholder={t().placeholder} autocomplete="off" value={line} onValue={change} />
      {understanding && place ? (
        <Understood understanding={understanding} place={place} onAnswer={answer} />
      ) : (
        !compact && <p class="muted">{t().waiting}</p>
      )}
      {compact && understanding && understanding.faults.size > 0 && (
        <p>
          <a href={`${here.home}/contribute`}>{t().elsewhere}</a>
        </p>
      )}
      {twin && place && Likeness && <Likeness twin={twin} place={place} onSame={drop} />}
      <ProblemNote problem={saving.problem ?? undo.problem} onRetry={() => void save()} />
      {isUnsettled && <p class="muted">{t().offline}</p>}
      <Button rank="first" isWide isSubmit isBusy={saving.isBusy || isAwaited.value}>
        {saveLabel(understanding, place, twin !== undefined)}
      </Button>
      {place && understanding && children?.({ place, understanding, answer })}
    </form>
  );
}

function saveLabel(understanding: Understanding | undefined, place: DraftPlace | undefined, isLikeAnother: boolean): string {
  const giver = understanding?.draft.memberId;
  const name = giver && place && giver !== place.me ? nameIn(place.members)(giver) : "";
  if (isLikeAnother) return name ? t().likeness.otherFor(name) : t().likeness.other;
  return name ? t().saveFor(name) : t().save;
}

/** What was understood, and what is still to be asked. */
function Understood({
  understanding,
  place,
  onAnswer,
}: {
  understanding: Understanding;
  place: DraftPlace;
  onAnswer: (field: DraftField, value: string) => void;
}) {
  const { questions, warnings, values, draft, withoutEnvelope } = understanding;
  const giver = place.members.find(({ id }) => id === draft.memberId);
  const isForOther = giver !== undefined && giver.id !== place.me;
  const said = saidOf(understanding, place);
  const Without = useLater(async () => (await import("./quick-without.js")).QuickWithout);
  return (
    <>
      <div class="card soft understood" role="status">
        <p class="good small strong">{t().understood}</p>
        <p>
          <SaidContributionLine said={said} />
        </p>
        {isForOther && giver.kind === "person" && giver.hasLogin && <p class="muted small">{t().otherHint(giver.name)}</p>}
        {warnings.map(({ code, figures }) => (
          <p key={code} class="small">
            {unbroken(filled(warningTexts[code][language.value], figures, language.value))}
          </p>
        ))}
        {withoutEnvelope && Without && <Without {...withoutEnvelope} place={place} onChoice={(id) => onAnswer("envelopeId", id)} />}
      </div>
      {questions.length > 0 && (
        <div class="card waits">
          {questions.map((question) => (
            <div key={question.field} class={question.isOpen ? "stack asked" : "stack"}>
              <QuickQuestion question={question} values={values} place={place} onAnswer={onAnswer} />
            </div>
          ))}
        </div>
      )}
    </>
  );
}

const focusLine = (form: HTMLFormElement | null): void => form?.querySelector("input")?.focus();

/** To what is still missing: the first question that is open, or the first field with a fault. */
function focusQuestion(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLDetailsElement>("details:has([aria-invalid])")?.setAttribute("open", "");
  form?.querySelector<HTMLElement>(".asked input, .asked select, [aria-invalid]")?.focus();
}
