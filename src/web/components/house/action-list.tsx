/** Actions that came of meetings, each ticked where it is read; who may, gives it to somebody else or puts it off. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { write } from "../../api.js";
import { longDay, shortDay, today } from "../../format.js";
import type { MeetingAction } from "../../house-meetings.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/meetings.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/meetings.js";
import { useHere, useMembers, useNameOf } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import { Pill } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type Status = MeetingAction["status"];

export function ActionList({ actions, isSeated }: { actions: readonly MeetingAction[]; isSeated: boolean }) {
  return (
    <ul class="plain-list ruled card">
      {actions.map((action) => (
        <ActionLine key={action.id} action={action} isSeated={isSeated} />
      ))}
    </ul>
  );
}

function ActionLine({ action, isSeated }: { action: MeetingAction; isSeated: boolean }) {
  const here = useHere();
  const words = t().actions;
  const nameOf = useNameOf();
  const members = useMembers();
  const { id, text, ownerId, dueOn, status, endedOn } = action;
  /** What was just asked for, until the service has said so. */
  const asked = useSignal<Status | undefined>(undefined);
  useEffect(() => {
    asked.value = undefined;
  }, [status]);
  const ticking = useSending((wanted: Status) => write<MeetingAction>("PATCH", `${here.api}/meeting-actions/${id}`, { status: wanted }));
  const turn = async (wanted: Status) => {
    asked.value = wanted;
    if (!(await ticking.run(wanted))) {
      asked.value = undefined;
      return;
    }
    const told = { done: words.doneTold, open: words.openTold, dropped: words.droppedTold }[wanted];
    tell(told, { label: common().undo, run: () => void ticking.run(status) });
  };
  const mayTick = isSeated || ownerId === here.me;
  const isOpen = status === "open";
  const isGone = members !== undefined && !members.some((member) => member.id === ownerId);
  const said = (
    <span class="stack tight">
      <span>{text}</span>
      <span class="muted small">
        {words.owner(nameOf(ownerId), longDay(dueOn))}
        {endedOn && ` · ${status === "done" ? words.done(shortDay(endedOn)) : words.dropped(shortDay(endedOn))}`}
      </span>
    </span>
  );
  return (
    <li class="stack tight">
      {mayTick ? (
        <label class="choice">
          <input
            type="checkbox"
            checked={(asked.value ?? status) === "done"}
            onChange={(event) => void turn(event.currentTarget.checked ? "done" : "open")}
          />
          {said}
        </label>
      ) : (
        said
      )}
      {isOpen && (dueOn < today() || isGone) && (
        <div class="row">
          {dueOn < today() && <Pill tone="wheat">{words.late}</Pill>}
          {isGone && <Pill tone="brick">{`${nameOf(ownerId)} ${words.gone}`}</Pill>}
        </div>
      )}
      <ProblemNote problem={ticking.problem} />
      {isOpen && isSeated && <Moving action={action} onDrop={() => void turn("dropped")} />}
    </li>
  );
}

function Moving({ action, onDrop }: { action: MeetingAction; onDrop: () => void }) {
  const here = useHere();
  const words = t();
  // Only what was changed is sent: somebody else may have moved the rest meanwhile.
  const changed = useSignal<Partial<Pick<MeetingAction, "ownerId" | "dueOn">>>({});
  const { ownerId, dueOn } = { ...action, ...changed.value };
  const people = (useMembers() ?? []).filter(({ kind }) => kind === "person");
  const isListed = people.some(({ id }) => id === ownerId);
  const moving = useSending((_: undefined, key) =>
    write<MeetingAction>("PATCH", `${here.api}/meeting-actions/${action.id}`, changed.value, key),
  );
  const submit = async () => {
    if (!(await moving.run(undefined))) return;
    changed.value = {};
    tell(words.actions.changed);
  };
  return (
    <details class="no-print">
      <summary aria-label={words.actions.changeOf(action.text)}>{words.actions.change}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="pair">
          <SelectField
            label={words.form.owner}
            isRequired
            value={isListed ? ownerId : ""}
            fault={faultAt(moving.problem, "ownerId")}
            options={[
              ...(isListed ? [] : [{ value: "", label: words.form.choose }]),
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onValue={(value) => {
              changed.value = { ...changed.value, ownerId: value };
            }}
          />
          <TextField
            label={words.form.due}
            type="date"
            isRequired
            value={dueOn}
            fault={faultAt(moving.problem, "dueOn")}
            onValue={(value) => {
              changed.value = { ...changed.value, dueOn: value };
            }}
          />
        </div>
        <ProblemNote problem={moving.problem} onRetry={() => void submit()} />
        <div class="row">
          <Button isSubmit isBusy={moving.isBusy}>
            {common().save}
          </Button>
          <Button rank="link" onPress={onDrop}>
            {words.actions.drop}
          </Button>
        </div>
      </form>
    </details>
  );
}
