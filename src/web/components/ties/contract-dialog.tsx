/** Writing a contract: a new one, a draft again, or the one that replaces another. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/contracts.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/contracts.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { type Category, type Contract, categories } from "../../ties-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { type ChosenParty, PartyField } from "./party-field.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

const texts = ["gives", "receives", "measure", "condition"] as const;

/** `isReplacing`: what is written is another contract, with the words of this one to start from. */
export function ContractDialog({
  contract,
  isReplacing = false,
  onClose,
}: {
  contract?: Contract;
  isReplacing?: boolean;
  onClose: () => void;
}) {
  const here = useHere();
  const { route } = useLocation();
  const draft = useSignal({
    title: contract?.title ?? "",
    category: (contract?.category ?? "partner") as Category,
    parties: (contract?.parties.map(({ kind, id }) => ({ kind, id })) ?? []) as readonly ChosenParty[],
    gives: contract?.gives ?? "",
    receives: contract?.receives ?? "",
    measure: contract?.measure ?? "",
    condition: contract?.condition ?? "",
    reviewOn: contract?.reviewOn ?? "",
  });
  const { title, category, parties, reviewOn } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const isNew = !contract || isReplacing;
  const saving = useSending((_: undefined, key) => {
    const body = { ...draft.value, reviewOn: reviewOn || null };
    return isNew
      ? write<Contract>("POST", `${here.api}/contracts`, { ...body, ...(contract ? { replacesId: contract.id } : {}) }, key)
      : write<Contract>("PATCH", `${here.api}/contracts/${contract.id}`, body, key);
  });
  const save = async () => {
    const saved = await saving.run(undefined);
    if (!saved) return;
    tell(t().form.saved);
    onClose();
    if (isNew) route(`${here.home}/contracts/${saved.id}`);
  };
  const { problem } = saving;
  const labels = { gives: t().form.gives, receives: t().form.receives, measure: t().measure, condition: t().condition };
  return (
    <Dialog title={isReplacing ? t().form.replace : contract ? t().form.edit : t().form.title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t().form.name}
          isRequired
          autocomplete="off"
          value={title}
          fault={faultAt(problem, "title")}
          onValue={(value) => set({ title: value })}
        />
        <PartyField
          chosen={parties}
          choose={(value) => set({ parties: value })}
          fault={faultAt(problem, "parties", ...parties.map((_, place) => `parties[${place}].id`))}
        />
        <SelectField
          label={t().form.category}
          value={category}
          options={categories.map((value) => ({ value, label: t().categories[value] }))}
          onValue={(value) => set({ category: value as Category })}
        />
        {texts.map((name) => (
          <LongTextField
            key={name}
            label={labels[name]}
            rows={2}
            isRequired={name === "gives" || name === "receives"}
            value={draft.value[name]}
            fault={faultAt(problem, name)}
            onValue={(value) => set({ [name]: value })}
          />
        ))}
        <TextField
          label={t().form.reviewOn}
          type="date"
          value={reviewOn}
          fault={faultAt(problem, "reviewOn")}
          onValue={(value) => set({ reviewOn: value })}
        />
        <ProblemNote problem={problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {t().form.save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
