/** The steps of a key, in order: each with its sentence, moved, removed, added. */
import { useSignal } from "@preact/signals";
import en from "../i18n/en/sharing-key.js";
import fr from "../i18n/fr/sharing-key.js";
import { leading, newStep, type Step, type StepKind, stepKinds, withStepAdded } from "../sharing-keys.js";
import { type KeyNames, sayStep } from "../sharing-words.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { SelectField } from "./fields.js";
import { StepFields, type StepPlace } from "./sharing-step.js";

const t = speak({ fr, en });

interface StepsProps {
  steps: readonly Step[];
  names: KeyNames;
  place: StepPlace;
  onSteps: (steps: readonly Step[]) => void;
}

export function StepList({ steps, names, place, onSteps }: StepsProps) {
  const added = useSignal<StepKind>("claims");
  const moved = (from: number, to: number) => {
    const next = [...steps];
    const [step] = next.splice(from, 1);
    if (step) next.splice(to, 0, step);
    onSteps(next);
  };
  const change = (at: number, fields: Record<string, unknown>) =>
    onSteps(
      steps.map((step, index) =>
        index === at
          ? (Object.fromEntries(Object.entries({ ...step, ...fields }).filter(([, value]) => value !== undefined)) as Step)
          : step,
      ),
    );
  return (
    <>
      <ol class="plain-list stack">
        {steps.map((step, index) => (
          <li class="card" key={`${index} ${step.kind}`}>
            <h3>
              {index + 1}. {(t().editor.addKinds as Readonly<Record<string, string>>)[step.kind] ?? step.kind}
            </h3>
            <p class="muted">{sayStep(step, names, index < leading(steps))}</p>
            <StepFields step={step} place={place} onChange={(fields) => change(index, fields)} />
            <div class="row">
              {index > 0 && (
                <Button rank="link" label={t().editor.up(index + 1)} onPress={() => moved(index, index - 1)}>
                  ↑
                </Button>
              )}
              {index < steps.length - 1 && (
                <Button rank="link" label={t().editor.down(index + 1)} onPress={() => moved(index, index + 1)}>
                  ↓
                </Button>
              )}
              <Button rank="link" label={t().editor.remove(index + 1)} onPress={() => onSteps(steps.filter((_, other) => other !== index))}>
                {t().editor.removeShort}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <div class="row">
        <div class="grow">
          <SelectField
            label={t().editor.add}
            value={added.value}
            options={stepKinds.map((kind) => ({ value: kind, label: t().editor.addKinds[kind] }))}
            onValue={(kind) => {
              added.value = kind as StepKind;
            }}
          />
        </div>
        <Button onPress={() => onSteps(withStepAdded(steps, newStep(added.value, materialOf(place))))}>+ {t().editor.add}</Button>
      </div>
    </>
  );
}

const materialOf = ({ kinds, funds }: StepPlace) => ({
  expenses: kinds.filter(({ isExpense }) => isExpense).map(({ id }) => id),
  weighable: kinds.filter(({ unit, isExpense, rate }) => unit !== null && !isExpense && rate !== null).map(({ id }) => id),
  fund: funds[0]?.id ?? null,
});
