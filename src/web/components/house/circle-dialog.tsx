/** Opening a circle, or changing what it says of itself. Who is in it is changed on its page, one seat at a time. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../../api.js";
import { possibleParents } from "../../house-circles.js";
import en from "../../i18n/en/circles.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/circles.js";
import common_fr from "../../i18n/fr/common.js";
import { type Circle, useCircles, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { resumeSession } from "../../session.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { PeopleField } from "../people-field.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function CircleDialog({ circle, onClose }: { circle?: Circle; onClose: () => void }) {
  const here = useHere();
  const { route } = useLocation();
  const open = (useCircles() ?? []).filter(({ isArchived }) => !isArchived);
  const parents = circle ? possibleParents(open, circle.id) : open;
  const draft = useSignal({
    name: circle?.name ?? "",
    purpose: circle?.purpose ?? "",
    parentId: circle?.parentId ?? "",
    pilots: [here.me] as readonly string[],
  });
  const { name, purpose, parentId, pilots } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const saving = useSending((_: undefined, key) => {
    const body = { name, purpose, parentId: parentId || null };
    return circle
      ? write<Circle>("PATCH", `${here.api}/circles/${circle.id}`, body, key)
      : write<Circle>("POST", `${here.api}/circles`, { ...body, pilots }, key);
  });
  const save = async () => {
    const saved = await saving.run(undefined);
    if (!saved) return;
    tell(circle ? t().form.saved : t().form.opened(saved.name));
    onClose();
    if (circle) return;
    // Who opened it may pilot it from now on: one’s own session says so.
    if (pilots.includes(here.me)) await resumeSession();
    route(`${here.home}/circles/${saved.id}`);
  };
  const { problem } = saving;
  return (
    <Dialog title={circle ? t().page.edit : t().list.open} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t().form.name}
          isRequired
          value={name}
          fault={faultAt(problem, "name")}
          onValue={(value) => set({ name: value })}
        />
        <LongTextField
          label={t().form.purpose}
          hint={t().form.purposeHint}
          value={purpose}
          fault={faultAt(problem, "purpose")}
          onValue={(value) => set({ purpose: value })}
        />
        {parents.length > 0 && (
          <SelectField
            label={t().form.parent}
            value={parentId}
            fault={faultAt(problem, "parentId")}
            options={[{ value: "", label: t().form.noParent }, ...parents.map((each) => ({ value: each.id, label: each.name }))]}
            onValue={(value) => set({ parentId: value })}
          />
        )}
        {!circle && <PeopleField legend={t().form.pilots} chosen={pilots} choose={(value) => set({ pilots: value })} />}
        <ProblemNote problem={problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {circle ? common().save : t().form.open}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
