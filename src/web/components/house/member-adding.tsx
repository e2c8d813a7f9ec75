/** Adding a person or a structure: a name is enough. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../../api.js";
import { today } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/members.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/members.js";
import { type Member, useCircles, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { useService } from "../../service.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const kinds = ["person", "structure"] as const;

export function AddingDialog({ onClose }: { onClose: () => void }) {
  const here = useHere();
  const { route } = useLocation();
  const texts = t().add;
  const circles = useCircles()?.filter(({ id, isArchived }) => !isArchived && (here.isAdmin || here.pilots(id))) ?? [];
  // Where there is one circle, who comes is of it.
  const circle = useSignal<string | undefined>(undefined);
  const circleId = circle.value ?? (circles.length === 1 ? (circles[0]?.id ?? "") : "");
  const draft = useSignal({ kind: "person" as (typeof kinds)[number], name: "", email: "", standing: "", fromOn: today(), untilOn: "" });
  const { kind, name, email, standing, fromOn, untilOn } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const adding = useSending((_: undefined, key) =>
    write<Member>(
      "POST",
      `${here.api}/members`,
      {
        ...{ kind, name, email: email.trim() || null },
        standing: standing ? { standing, fromOn, untilOn: untilOn || null } : null,
        circleId: (kind === "person" && circleId) || null,
      },
      key,
    ),
  );
  const save = async () => {
    const added = await adding.run(undefined);
    if (!added) return;
    tell(texts.done(added.name));
    onClose();
    route(`${here.home}/members/${added.id}`);
  };
  const { problem } = adding;
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <fieldset class="field">
          <legend>{texts.kind}</legend>
          {kinds.map((each) => (
            <label class="choice" key={each}>
              <input type="radio" name="kind" checked={kind === each} onChange={() => set({ kind: each })} />
              <span class="stack tight">
                <span>{t().kinds[each]}</span>
                <span class="muted small">{texts.kindHints[each]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <TextField label={texts.name} isRequired value={name} fault={faultAt(problem, "name")} onValue={(value) => set({ name: value })} />
        <TextField
          label={texts.email}
          hint={useService()?.sendsMail ? texts.emailHintMail : texts.emailHint}
          type="email"
          value={email}
          fault={faultAt(problem, "email")}
          onValue={(value) => set({ email: value })}
        />
        {kind === "person" && circles.length > 0 && (
          <SelectField
            label={texts.circle}
            value={circleId}
            fault={faultAt(problem, "circleId")}
            options={[{ value: "", label: texts.noCircle }, ...circles.map((each) => ({ value: each.id, label: each.name }))]}
            onValue={(value) => {
              circle.value = value;
            }}
          />
        )}
        <SelectField
          label={texts.standing}
          value={standing}
          options={[
            { value: "", label: texts.noStanding },
            ...(["subscriber", "supporter", "partner"] as const).map((value) => ({ value, label: t().standings[value] })),
          ]}
          onValue={(value) => set({ standing: value })}
        />
        {standing !== "" && (
          <div class="pair">
            <TextField label={texts.from} type="date" isRequired value={fromOn} onValue={(value) => set({ fromOn: value })} />
            <TextField
              label={texts.until}
              type="date"
              value={untilOn}
              fault={faultAt(problem, "standing.untilOn", "untilOn")}
              onValue={(value) => set({ untilOn: value })}
            />
          </div>
        )}
        <ProblemNote problem={problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={adding.isBusy}>
          {texts.submit}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
