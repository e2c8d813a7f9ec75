/** A bucket, typed: what one wants to do, what it takes, who carries it. Used to propose one and to change one. */
import type { ComponentChildren } from "preact";
import type { Problem } from "../api.js";
import { listed } from "../format.js";
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { nameIn, useMembers } from "../place.js";
import type { BucketDraft } from "../round-budget.js";
import type { Round } from "../round-figures.js";
import { speak } from "../speech.js";
import { CheckField, faultAt, LongTextField, TextField } from "./fields.js";
import { BudgetFields } from "./round-budget-fields.js";

const t = speak({ fr, en });

interface FormProps {
  round: Round;
  draft: BucketDraft;
  problem: Problem | undefined;
  onDraft: (draft: BucketDraft) => void;
  onSubmit: () => void;
  /** What it ends with: the refusal, and what one can do. */
  children: ComponentChildren;
}

export function BucketForm({ round, draft, problem, onDraft, onSubmit, children }: FormProps) {
  const { form } = t();
  const set = (change: Partial<BucketDraft>) => onDraft({ ...draft, ...change });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField
        label={form.title}
        hint={form.titleHint}
        isRequired
        value={draft.title}
        fault={faultAt(problem, "title")}
        onValue={(title) => set({ title })}
      />
      <TextField
        label={form.summary}
        hint={form.summaryHint}
        value={draft.summary}
        fault={faultAt(problem, "summary")}
        onValue={(summary) => set({ summary })}
      />
      <BudgetFields
        items={draft.items}
        round={round}
        faultAt={(...places) => faultAt(problem, ...places)}
        onItems={(items) => set({ items })}
      />
      <LongTextField
        label={form.description}
        hint={form.descriptionHint}
        rows={6}
        value={draft.description}
        fault={faultAt(problem, "description")}
        onValue={(description) => set({ description })}
      />
      <Cocreators chosen={draft.cocreatorIds} fault={faultAt(problem, "cocreatorIds")} onChosen={(cocreatorIds) => set({ cocreatorIds })} />
      {children}
    </form>
  );
}

/** Who carries it, in the order they were chosen: the first becomes the referent of its envelope. */
function Cocreators({
  chosen,
  fault,
  onChosen,
}: {
  chosen: readonly string[];
  fault: string | undefined;
  onChosen: (ids: readonly string[]) => void;
}) {
  const members = useMembers();
  const nameOf = nameIn(members);
  const people = members?.filter(({ kind, leftOn }) => kind === "person" && leftOn === null) ?? [];
  const { form } = t();
  return (
    <details>
      <summary>{form.cocreatorsSaid(listed(chosen.map(nameOf)))}</summary>
      <fieldset class="field">
        <legend>{form.cocreators}</legend>
        <span class="hint">{form.cocreatorsHint}</span>
        {people.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            isChecked={chosen.includes(id)}
            onChecked={(isOn) => onChosen(isOn ? [...chosen, id] : chosen.filter((each) => each !== id))}
          />
        ))}
        {fault && <span class="fault">{fault}</span>}
      </fieldset>
    </details>
  );
}
