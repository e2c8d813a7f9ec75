/** What is proposed: its text, and what it changes part by part, each change with what became of it. */
import {
  type Attempt,
  type Change,
  type ChangeState,
  changesOf,
  type Decision,
  doneBefore,
  type Effect,
  lastOf,
  type Part,
} from "../decision-figures.js";
import { hrefOfSubject, type Subject } from "../house-trail.js";
import en from "../i18n/en/decision.js";
import changes_en from "../i18n/en/decision-changes.js";
import fr from "../i18n/fr/decision.js";
import changes_fr from "../i18n/fr/decision-changes.js";
import { useLater } from "../later.js";
import { nameIn, useFunds } from "../place.js";
import { sayRefusal } from "../refusal-words.js";
import { speak, unbroken } from "../speech.js";
import { type ChangeMaterial, ChangeSentence, useChangeMaterial } from "./decision-changes.js";
import { Pill } from "./figures.js";
import { Section } from "./page.js";

const t = speak({ fr, en });
const changeTexts = speak({ fr: changes_fr, en: changes_en });

export function Proposal({ decision }: { decision: Decision }) {
  const last = lastOf(decision);
  const before = doneBefore(decision, last);
  const material = useChangeMaterial(decision.attempts.flatMap(({ parts }) => parts.flatMap(({ changes }) => changes as Change[])));
  const isTaken = last.outcome?.kind === "adopted" || last.outcome?.kind === "rejected";
  return (
    <>
      <Section title={t().proposal}>
        <p class="pre-line">{last.text}</p>
      </Section>
      <Section title={isTaken ? t().changed : t().changes}>
        <Parts decision={decision} attempt={last} material={material} />
      </Section>
      {before.length > 0 && (
        <Section title={t().before}>
          <ChangeList changes={before} material={material} />
        </Section>
      )}
    </>
  );
}

/** The parts of an attempt. One alone needs no title: it is what the decision is called. */
export function Parts({ decision, attempt, material }: { decision: Decision; attempt: Attempt; material: ChangeMaterial }) {
  if (attempt.parts.every(({ changes }) => changes.length === 0) && attempt.parts.length === 1) return <p class="muted">{t().noChange}</p>;
  return (
    <div class="stack">
      {attempt.parts.map((part) => (
        <OnePart key={part.id} decision={decision} attempt={attempt} part={part} material={material} />
      ))}
    </div>
  );
}

function OnePart({ decision, attempt, part, material }: { decision: Decision; attempt: Attempt; part: Part; material: ChangeMaterial }) {
  const decided = decision.parts.find(({ id, attempt: number }) => id === part.id && number === attempt.number);
  const changes = changesOf(decision, attempt, part);
  return (
    <div class="stack tight">
      {attempt.parts.length > 1 && (
        <div class="row between">
          <h3 class="grow">{part.title}</h3>
          {decided && <Pill tone={decided.state === "stands" ? "green" : "wheat"}>{t().parts[decided.state]}</Pill>}
        </div>
      )}
      {changes.length === 0 ? (
        <p class="muted">{t().noChange}</p>
      ) : (
        <ChangeList changes={changes} material={material} decided={decided?.state} />
      )}
    </div>
  );
}

function ChangeList({
  changes,
  material,
  decided,
}: {
  changes: readonly ChangeState[];
  material: ChangeMaterial;
  decided?: Decision["parts"][number]["state"] | undefined;
}) {
  return (
    <ul class="plain-list ruled card">
      {changes.map(({ change, effect }, place) => (
        <li key={place} class="stack tight">
          <div class="row between baseline">
            <span class="grow">
              <ChangeSentence
                change={change}
                material={material}
                made={effect?.subject ? hrefOfSubject(effect as Subject, material.home) : undefined}
              />
            </span>
            <State effect={effect} decided={decided} />
          </div>
          {effect?.refusal && <p class="danger">{unbroken(sayRefusal(effect.refusal as never))}</p>}
          {change.kind === "adopt-key" && <KeySaid id={change.keyId} material={material} />}
        </li>
      ))}
    </ul>
  );
}

/** What became of a change: nothing to say while it is only proposed. */
function State({ effect, decided }: { effect: Effect | undefined; decided: Decision["parts"][number]["state"] | undefined }) {
  const { states } = changeTexts();
  if (effect) return effect.refusal ? <Pill tone="brick">{states.refused}</Pill> : <Pill tone="green">{states.done}</Pill>;
  if (decided === "stands") return <Pill tone="wheat">{states.waits}</Pill>;
  return decided === "reopened" ? <Pill>{states.suspended}</Pill> : null;
}

/** A key in plain words, for who wants to read it before agreeing. */
function KeySaid({ id, material: { keys, kinds, members, currency } }: { id: string; material: ChangeMaterial }) {
  const funds = useFunds();
  const sayKey = useLater(async () => (await import("../sharing-words.js")).sayKey);
  const key = keys.find((each) => each.id === id);
  if (!key || !sayKey) return null;
  const steps = sayKey(key.key, { currency, kind: nameIn(kinds), fund: nameIn(funds), member: nameIn(members) });
  return (
    <details>
      <summary>{changeTexts().keySays}</summary>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  );
}
