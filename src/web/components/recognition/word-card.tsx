/** One word of a retrospective: its author may change it, the harvester says whether it may be published. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/retrospective.js";
import fr from "../../i18n/fr/retrospective.js";
import { useHere, useNameOf } from "../../place.js";
import type { Word } from "../../recognition-place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { LongTextField, SelectField } from "../fields.js";
import { Pill } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { Ask } from "../ties/ask.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

export const wordKinds = ["nugget", "strength", "pebble", "weakness"] as const;
export type WordKind = (typeof wordKinds)[number];

interface CardProps {
  word: Word;
  /** Where its routes are. */
  at: string;
  isOpen: boolean;
  isHarvester: boolean;
}

export function WordCard({ word, at, isOpen, isHarvester }: CardProps) {
  const here = useHere();
  const nameOf = useNameOf();
  const acting = useSignal<"amend" | "takeBack" | undefined>(undefined);
  const close = () => {
    acting.value = undefined;
  };
  const harvesting = useSending((isPublished: boolean, key) => write("POST", `${at}/words/${word.id}/harvest`, { isPublished }, key));
  const harvest = async (isPublished: boolean) => {
    if (await harvesting.run(isPublished)) tell(isPublished ? t().publishedTold : t().keptTold);
  };
  const { text, byId, isHarvested, isPublished } = word;
  const isOwn = isOpen && byId === here.me && !isHarvested;
  return (
    <li class="card">
      <p class="pre-line">{text}</p>
      <p class="row tight">
        {byId && <span class="muted small">{nameOf(byId)}</span>}
        {isPublished ? <Pill tone="green">{t().published}</Pill> : isHarvested && <Pill>{t().harvested}</Pill>}
      </p>
      {isOpen && (isHarvester || isOwn) && (
        <div class="row tight no-print">
          {isHarvester && !isPublished && (
            <Button isBusy={harvesting.isBusy} label={`${t().publish} : ${text}`} onPress={() => void harvest(true)}>
              {t().publish}
            </Button>
          )}
          {isHarvester && (isPublished || !isHarvested) && (
            <Button rank="link" isBusy={harvesting.isBusy} label={`${t().keep} : ${text}`} onPress={() => void harvest(false)}>
              {t().keep}
            </Button>
          )}
          {isOwn &&
            (["amend", "takeBack"] as const).map((what) => (
              <Button
                key={what}
                rank="link"
                label={`${t()[what]} : ${text}`}
                onPress={() => {
                  acting.value = what;
                }}
              >
                {t()[what]}
              </Button>
            ))}
        </div>
      )}
      <ProblemNote problem={harvesting.problem} />
      {acting.value === "amend" && (
        <WordDialog
          word={word}
          title={t().amend}
          done={t().amended}
          send={(body, key) => write("PATCH", `${at}/words/${word.id}`, body, key)}
          onClose={close}
        />
      )}
      {acting.value === "takeBack" && (
        <Ask
          title={t().takeBack}
          says={t().takeBackSays}
          done={t().takenBack}
          send={() => write("DELETE", `${at}/words/${word.id}`)}
          onClose={close}
        >
          {() => <p class="pre-line">{text}</p>}
        </Ask>
      )}
    </li>
  );
}

interface DialogProps {
  word?: Pick<Word, "kind" | "text">;
  kind?: WordKind;
  title: string;
  done: string;
  send: (body: { kind: WordKind; text: string }, key: string) => Promise<unknown>;
  onClose: () => void;
}

export function WordDialog({ word, kind = "nugget", title, done, send, onClose }: DialogProps) {
  const draft = useSignal<{ kind: WordKind; text: string }>({ kind: word?.kind ?? kind, text: word?.text ?? "" });
  return (
    <Ask title={title} done={done} send={(key) => send(draft.value, key)} onClose={onClose}>
      {() => (
        <>
          <SelectField
            label={t().kind}
            value={draft.value.kind}
            options={wordKinds.map((value) => ({ value, label: `${t().kinds[value]} · ${t().hints[value]}` }))}
            onValue={(value) => {
              draft.value = { ...draft.value, kind: value as WordKind };
            }}
          />
          <LongTextField
            label={t().text}
            rows={3}
            isRequired
            value={draft.value.text}
            onValue={(text) => {
              draft.value = { ...draft.value, text };
            }}
          />
        </>
      )}
    </Ask>
  );
}
