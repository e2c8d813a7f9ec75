/** Which third party: one of those that are known, or a new one, added at once so that it can be chosen. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { type ThirdParty, useThirdParties } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";

const t = speak({ fr, en });
const isNew = "new";

interface ThirdPartyFieldProps {
  label: string;
  value: string;
  onValue: (id: string) => void;
  fault?: string | undefined;
  /** What stands for nobody we know. */
  otherwise?: { value: string; label: string }[];
}

export function ThirdPartyField({ label, value, onValue, fault, otherwise = [] }: ThirdPartyFieldProps) {
  const thirdParties = useThirdParties() ?? [];
  return (
    <>
      <SelectField
        label={label}
        isRequired
        value={value}
        fault={fault}
        options={[
          { value: "", label: t().fields.choose },
          ...otherwise,
          ...thirdParties.map(({ id, name }) => ({ value: id, label: name })),
          { value: isNew, label: t().thirdParty.new },
        ]}
        onValue={onValue}
      />
      {value === isNew && <NewThirdParty onAdded={({ id }) => onValue(id)} />}
    </>
  );
}

/** Whether somebody is chosen who can be named in a request. */
export const isThirdParty = (value: string): boolean => value !== "" && value !== isNew;

/** A part of the form around it, which it must not submit. */
function NewThirdParty({ onAdded }: { onAdded: (added: ThirdParty) => void }) {
  const here = useHere();
  const name = useSignal("");
  const adding = useSending((_: undefined, key: string) =>
    write<ThirdParty>("POST", `${here.api}/third-parties`, { name: name.value.trim() }, key),
  );
  const add = async () => {
    if (name.value.trim() === "") return;
    const added = await adding.run(undefined);
    if (added) onAdded(added);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps Enter from sending the form around it.
    <div
      class="stack tight"
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={t().thirdParty.name}
        value={name.value}
        fault={faultAt(adding.problem, "name")}
        onValue={(value) => {
          name.value = value;
        }}
      />
      <ProblemNote problem={adding.problem} onRetry={() => void add()} />
      <Button isBusy={adding.isBusy} onPress={() => void add()}>
        {t().thirdParty.add}
      </Button>
    </div>
  );
}
