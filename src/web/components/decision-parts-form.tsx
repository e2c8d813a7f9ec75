/** What a proposal changes, as it is typed: a short list of changes, in one part or several. */
import { useSignal } from "@preact/signals";
import type { ChangeKind } from "../../domain/consent/change.js";
import type { Problem } from "../api.js";
import type { TypedPart } from "../decision-drafts.js";
import type { Change } from "../decision-figures.js";
import en from "../i18n/en/decision-new.js";
import fr from "../i18n/fr/decision-new.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { blankChange, ChangeForm, proposableKinds, useChangeMaterial } from "./decision-changes.js";
import { faultAt, SelectField, TextField } from "./fields.js";
import { Section } from "./page.js";

const t = speak({ fr, en });

interface PartsProps {
  parts: readonly TypedPart[];
  problem: Problem | undefined;
  onParts: (parts: readonly TypedPart[]) => void;
}

const replaced = <Item,>(items: readonly Item[], place: number, item: Item): Item[] =>
  items.map((each, index) => (index === place ? item : each));
const without = <Item,>(items: readonly Item[], place: number): Item[] => items.filter((_, index) => index !== place);

export function PartsForm({ parts, problem, onParts }: PartsProps) {
  const [first] = parts;
  const add = () => onParts([...parts, { title: "", changes: [] }]);
  return (
    <Section title={t().changes}>
      <p class="muted">{t().changesLead}</p>
      {parts.length === 1 && first ? (
        <>
          <Changes part={first} at="parts[0]" problem={problem} onPart={(part) => onParts([part])} />
          <details>
            <summary>{t().several}</summary>
            <div class="stack">
              <p class="muted">{t().severalHint}</p>
              <div class="row">
                <Button onPress={add}>{t().addPart}</Button>
              </div>
            </div>
          </details>
        </>
      ) : (
        <>
          {parts.map((part, place) => (
            <fieldset class="card" key={place}>
              <legend class="visually-hidden">{t().part(place + 1)}</legend>
              <TextField
                label={`${t().part(place + 1)} · ${t().partTitle}`}
                isRequired
                value={part.title}
                fault={faultAt(problem, `parts[${place}].title`, `parts[${place}].id`)}
                onValue={(title) => onParts(replaced(parts, place, { ...part, title }))}
              />
              <Changes
                part={part}
                at={`parts[${place}]`}
                problem={problem}
                onPart={(changed) => onParts(replaced(parts, place, changed))}
              />
              <Removing what={part.title || t().part(place + 1)} remove={() => onParts(without(parts, place))} />
            </fieldset>
          ))}
          <div class="row">
            <Button onPress={add}>{t().addPart}</Button>
          </div>
        </>
      )}
    </Section>
  );
}

function Changes({
  part,
  at,
  problem,
  onPart,
}: {
  part: TypedPart;
  at: string;
  problem: Problem | undefined;
  onPart: (part: TypedPart) => void;
}) {
  const { changes } = part;
  const material = useChangeMaterial(changes);
  const wanted = useSignal("");
  const kinds = proposableKinds();
  const add = () => {
    const blank = blankChange(wanted.value as ChangeKind);
    if (blank) onPart({ ...part, changes: [...changes, blank] });
    wanted.value = "";
  };
  return (
    <div class="stack">
      {changes.map((change: Change, place) => (
        <fieldset class="card budget-item" key={place}>
          <legend class="visually-hidden">{t().change(place + 1)}</legend>
          <p class="strong">{capital(kinds.find(({ kind }) => kind === change.kind)?.name ?? t().change(place + 1))}</p>
          <ChangeForm
            change={change}
            material={material}
            at={`${at}.changes[${place}]`}
            problem={problem}
            onChange={(changed) => onPart({ ...part, changes: replaced(changes, place, changed) })}
          />
          <Removing what={t().change(place + 1)} remove={() => onPart({ ...part, changes: without(changes, place) })} />
        </fieldset>
      ))}
      <SelectField
        label={t().add}
        value={wanted.value}
        options={[{ value: "", label: t().addWhich }, ...kinds.map(({ kind, name }) => ({ value: kind, label: name }))]}
        onValue={(kind) => {
          wanted.value = kind;
        }}
      />
      {wanted.value !== "" && (
        <div class="row">
          <Button onPress={add}>{t().addButton}</Button>
        </div>
      )}
    </div>
  );
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const Removing = ({ what, remove }: { what: string; remove: () => void }) => (
  <div class="row">
    <Button rank="link" label={t().removeOf(what)} onPress={remove}>
      {t().remove}
    </Button>
  </div>
);
