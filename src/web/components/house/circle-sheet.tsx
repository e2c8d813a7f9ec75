/** The sheet of a circle: what it says of itself, and the pilots’ way to write it where it is read. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/circles.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/circles.js";
import common_fr from "../../i18n/fr/common.js";
import { type CircleSheet, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, LongTextField, SelectField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

const parts = ["intentions", "actions", "responsibilities", "autonomy", "balance"] as const;
const usualRhythms = [7, 14, 21, 28, 56, 84];

export function Sheet({ circle, mayChange }: { circle: CircleSheet; mayChange: boolean }) {
  const isWriting = useSignal(false);
  const words = t().sheet;
  const said = parts.filter((part) => circle[part] !== "");
  const begin = () => {
    isWriting.value = true;
  };
  if (isWriting.value) {
    return (
      <Section title={words.title}>
        <SheetForm
          circle={circle}
          onEnd={() => {
            isWriting.value = false;
          }}
        />
      </Section>
    );
  }
  return (
    <Section title={words.title}>
      {said.length === 0 ? (
        <div class="card no-print">
          <h3>{words.empty}</h3>
          <p>{words.emptySays}</p>
        </div>
      ) : (
        <dl class="card sheet">
          {said.map((part) => (
            <div key={part}>
              <dt>{words.parts[part]}</dt>
              <dd class="pre-line">{circle[part]}</dd>
            </div>
          ))}
        </dl>
      )}
      {!circle.isArchived && <p class="muted">{circle.rhythmDays === null ? words.noRhythmSays : words.rhythmSays(circle.rhythmDays)}</p>}
      <div class="row no-print">
        {mayChange && <Button onPress={begin}>{said.length === 0 ? words.write : words.change}</Button>}
        <Button rank="link" onPress={() => print()}>
          {t().page.print}
        </Button>
      </div>
    </Section>
  );
}

function SheetForm({ circle, onEnd }: { circle: CircleSheet; onEnd: () => void }) {
  const here = useHere();
  const words = t().sheet;
  const { intentions, actions, responsibilities, autonomy, balance, rhythmDays } = circle;
  const draft = useSignal({ intentions, actions, responsibilities, autonomy, balance });
  const rhythm = useSignal(rhythmDays === null ? "" : `${rhythmDays}`);
  const saving = useSending((_: undefined, key) =>
    write<CircleSheet>(
      "PATCH",
      `${here.api}/circles/${circle.id}`,
      { ...draft.value, rhythmDays: rhythm.value === "" ? null : Number(rhythm.value) },
      key,
    ),
  );
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(words.saved);
    onEnd();
  };
  const rhythms = [...new Set([...usualRhythms, ...(rhythmDays === null ? [] : [rhythmDays])])].sort((one, other) => one - other);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {parts.map((part) => (
        <LongTextField
          key={part}
          label={words.parts[part]}
          hint={words.hints[part]}
          rows={3}
          value={draft.value[part]}
          fault={faultAt(saving.problem, part)}
          onValue={(value) => {
            draft.value = { ...draft.value, [part]: value };
          }}
        />
      ))}
      <SelectField
        label={words.rhythm}
        hint={words.rhythmHint}
        value={rhythm.value}
        fault={faultAt(saving.problem, "rhythmDays")}
        options={[...rhythms.map((days) => ({ value: `${days}`, label: words.every(days) })), { value: "", label: words.never }]}
        onValue={(value) => {
          rhythm.value = value;
        }}
      />
      <ProblemNote problem={saving.problem} onRetry={() => void save()} />
      <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
        {common().save}
      </Button>
      <Button onPress={onEnd}>{common().cancel}</Button>
    </form>
  );
}
