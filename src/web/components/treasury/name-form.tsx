/** One name: of what is opened or added, or another one for what is there. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { type Problem, write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import common_fr from "../../i18n/fr/common.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const common = speak({ fr: common_fr, en: common_en });

interface NameProps {
  /** What is written beside the name; undefined while it cannot be read. */
  more?: { readonly [field: string]: string | null } | undefined;
  /** The fields of it. */
  children?: (state: { isTried: boolean; problem: Problem | undefined }) => ComponentChildren;
  /** Where it is written, after the collective’s own path; with the id of what gets another name. */
  path: string;
  /** The name of today. */
  name?: string;
  label: string;
  hint?: string;
  act: string;
  done: (name: string) => string;
  isFirst?: boolean;
  onDone?: () => void;
  /** Of a dialog. */
  onCancel?: () => void;
}

export function NameForm({ path, name, label, hint, act, done, isFirst, onDone, onCancel, children, ...props }: NameProps) {
  const here = useHere();
  const typed = useSignal(name ?? "");
  const isTried = useSignal(false);
  const more = children ? props.more : {};
  const saving = useSending((body: object, key: string) =>
    write<object>(name === undefined ? "POST" : "PATCH", here.api + path, body, key),
  );
  const submit = async () => {
    const given = typed.value.trim();
    isTried.value = true;
    if (!more || !(await saving.run({ name: given, ...more }))) return;
    isTried.value = false;
    tell(done(given));
    if (name === undefined) typed.value = "";
    onDone?.();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={label}
        hint={hint}
        isRequired
        value={typed.value}
        fault={faultAt(saving.problem, "name")}
        onValue={(value) => {
          typed.value = value;
        }}
      />
      {children?.({ isTried: isTried.value, problem: saving.problem })}
      <ProblemNote problem={saving.problem} onRetry={() => void submit()} />
      <Button rank={isFirst ? "first" : "second"} isWide isSubmit isBusy={saving.isBusy}>
        {act}
      </Button>
      {onCancel && (
        <Button isWide onPress={onCancel}>
          {common().cancel}
        </Button>
      )}
    </form>
  );
}
