/** Writing a meeting, on a phone while people talk: who is here, what was told, what was decided, who does what. */
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Problem } from "../../api.js";
import type { DecisionLine } from "../../decision-figures.js";
import { useHasDecisions } from "../../decisions-shown.js";
import { nextAction, type TypedAction, type TypedDecision, type TypedMeeting, written } from "../../house-meetings.js";
import en from "../../i18n/en/meetings.js";
import fr from "../../i18n/fr/meetings.js";
import { type Circle, useHere, useMembers, useNameOf } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";

const t = speak({ fr, en });

interface FormProps {
  circle: Circle;
  draft: Signal<TypedMeeting>;
  problem: Problem | undefined;
  isBusy: boolean;
  onSubmit: () => void;
  children?: ComponentChildren;
}

export function MeetingForm({ circle, draft, problem, isBusy, onSubmit, children }: FormProps) {
  const words = t().form;
  const nameOf = useNameOf();
  const people = (useMembers() ?? []).filter(({ kind }) => kind === "person");
  const { metOn, presentIds, noteTakerId, information, decisions, actions } = draft.value;
  const set = (change: Partial<TypedMeeting>) => {
    draft.value = { ...draft.value, ...change };
  };
  /** Whoever is named already stays a choice, though they have left. */
  const choices = (chosen: string, none: string) => [
    { value: "", label: none },
    ...people.map(({ id, name }) => ({ value: id, label: name })),
    ...(chosen !== "" && !people.some(({ id }) => id === chosen) ? [{ value: chosen, label: nameOf(chosen) }] : []),
  ];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <div class="pair">
        <TextField
          label={words.day}
          type="date"
          isRequired
          value={metOn}
          fault={faultAt(problem, "metOn")}
          onValue={(value) => set({ metOn: value })}
        />
        <SelectField
          label={words.noteTaker}
          value={noteTakerId}
          fault={faultAt(problem, "noteTakerId")}
          options={choices(noteTakerId, words.nobody)}
          onValue={(value) => set({ noteTakerId: value })}
        />
      </div>
      <Present circle={circle} chosen={presentIds} choose={(ids) => set({ presentIds: ids })} />
      <LongTextField
        label={words.information}
        hint={words.informationHint}
        rows={5}
        value={information}
        fault={faultAt(problem, "information")}
        onValue={(value) => set({ information: value })}
      />
      <Decisions circleId={circle.id} lines={decisions} problem={problem} onLines={(lines) => set({ decisions: lines })} />
      <Actions
        lines={actions}
        problem={problem}
        choices={choices}
        add={() => set({ actions: [...actions, nextAction(metOn, circle.rhythmDays)] })}
        onLines={(lines) => set({ actions: lines })}
      />
      <ProblemNote problem={problem} onRetry={onSubmit} />
      <Button rank="first" isWide isSubmit isBusy={isBusy}>
        {words.save}
      </Button>
      {children}
    </form>
  );
}

function Present({ circle, chosen, choose }: { circle: Circle; chosen: readonly string[]; choose: (ids: readonly string[]) => void }) {
  const words = t().form;
  const nameOf = useNameOf();
  const members = (useMembers() ?? []).filter(({ kind }) => kind === "person");
  const seated = circle.members.map(({ memberId }) => memberId);
  const shown = [...seated, ...chosen.filter((id) => !seated.includes(id))];
  const others = members.filter(({ id }) => !shown.includes(id));
  return (
    <fieldset class="field stack tight">
      <legend>{words.present}</legend>
      <div class="chips">
        {shown.map((id) => (
          <label class="chip" key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => choose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
            />
            {nameOf(id)}
          </label>
        ))}
      </div>
      {others.length > 0 && (
        <SelectField
          label={words.others}
          value=""
          options={[{ value: "", label: "" }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
          onValue={(id) => {
            if (id !== "") choose([...chosen, id]);
          }}
        />
      )}
    </fieldset>
  );
}

const replaced = <Line,>(lines: readonly Line[], place: number, line: Line): Line[] =>
  lines.map((each, index) => (index === place ? line : each));
const without = <Line,>(lines: readonly Line[], place: number): Line[] => lines.filter((_, index) => index !== place);

/** A refusal counts the lines that were sent: those that say something. */
const sentPlace = (lines: readonly { readonly text: string }[], place: number): number => written(lines.slice(0, place)).length;

/** Decisions that a meeting of this circle may speak of: its own and the collective’s that are still to be taken, and those it names. */
function useListable(circleId: string, lines: readonly TypedDecision[]): DecisionLine[] {
  const here = useHere();
  const isOn = useHasDecisions(here);
  const all = useList<DecisionLine>(isOn ? `${here.api}/decisions` : null).value ?? [];
  return all.filter(
    (each) =>
      lines.some(({ decisionId }) => decisionId === each.id) ||
      (toBeTaken.includes(each.state) && (each.circleId === circleId || each.circleId === null)),
  );
}

const toBeTaken: readonly DecisionLine["state"][] = ["open", "postponed", "reopened"];

function Decisions({
  circleId,
  lines,
  problem,
  onLines,
}: {
  circleId: string;
  lines: readonly TypedDecision[];
  problem: Problem | undefined;
  onLines: (lines: readonly TypedDecision[]) => void;
}) {
  const words = t().form;
  const listable = useListable(circleId, lines);
  return (
    <Section title={words.decisions}>
      {lines.map((line, place) => (
        <div class="stack tight" key={place}>
          <LongTextField
            label={words.decision(place + 1)}
            rows={2}
            value={line.text}
            fault={faultAt(problem, `decisions[${sentPlace(lines, place)}].text`)}
            onValue={(text) => onLines(replaced(lines, place, { ...line, text }))}
          />
          {listable.length > 0 && (
            <SelectField
              label={words.lists}
              value={line.decisionId ?? ""}
              fault={faultAt(problem, `decisions[${sentPlace(lines, place)}].decisionId`)}
              options={[{ value: "", label: words.listsNone }, ...listable.map(({ id, title }) => ({ value: id, label: title }))]}
              onValue={(decisionId) => {
                const title = listable.find(({ id }) => id === decisionId)?.title ?? "";
                onLines(replaced(lines, place, { ...line, decisionId, text: line.text.trim() === "" ? title : line.text }));
              }}
            />
          )}
          <Removing what={line.text || words.decision(place + 1)} remove={() => onLines(without(lines, place))} />
        </div>
      ))}
      <Button onPress={() => onLines([...lines, { text: "" }])}>{words.addDecision}</Button>
    </Section>
  );
}

function Actions({
  lines,
  problem,
  choices,
  add,
  onLines,
}: {
  lines: readonly TypedAction[];
  problem: Problem | undefined;
  choices: (chosen: string, none: string) => { value: string; label: string }[];
  add: () => void;
  onLines: (lines: readonly TypedAction[]) => void;
}) {
  const words = t().form;
  return (
    <Section title={words.actions}>
      {lines.map((line, place) => {
        const set = (change: Partial<TypedAction>) => onLines(replaced(lines, place, { ...line, ...change }));
        const at = `actions[${sentPlace(lines, place)}]`;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset draws no card
          <div class="card" role="group" key={place} aria-label={words.action(place + 1)}>
            <TextField
              label={words.actionText}
              value={line.text}
              fault={faultAt(problem, `${at}.text`)}
              onValue={(text) => set({ text })}
            />
            <div class="pair">
              <SelectField
                label={words.owner}
                value={line.ownerId}
                fault={faultAt(problem, `${at}.ownerId`)}
                options={choices(line.ownerId, words.choose)}
                onValue={(ownerId) => set({ ownerId })}
              />
              <TextField
                label={words.due}
                type="date"
                value={line.dueOn}
                fault={faultAt(problem, `${at}.dueOn`)}
                onValue={(dueOn) => set({ dueOn })}
              />
            </div>
            <Removing what={line.text || words.action(place + 1)} remove={() => onLines(without(lines, place))} />
          </div>
        );
      })}
      <Button onPress={add}>{words.addAction}</Button>
    </Section>
  );
}

const Removing = ({ what, remove }: { what: string; remove: () => void }) => (
  <div class="row">
    <Button rank="link" label={t().form.removeOf(what)} onPress={remove}>
      {t().form.remove}
    </Button>
  </div>
);
