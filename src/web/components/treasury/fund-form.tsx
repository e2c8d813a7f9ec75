/** Opening a fund. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/transfers.js";
import fr from "../../i18n/fr/transfers.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

export function FundForm() {
  const here = useHere();
  const name = useSignal("");
  const opening = useSending((body: { name: string }, key: string) => write<object>("POST", `${here.api}/funds`, body, key));
  const submit = async () => {
    const given = name.value.trim();
    if (!(await opening.run({ name: given }))) return;
    name.value = "";
    tell(t().fund.done(given));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t().fund.name}
        hint={t().fund.nameHint}
        isRequired
        value={name.value}
        fault={faultAt(opening.problem, "name")}
        onValue={(value) => {
          name.value = value;
        }}
      />
      <ProblemNote problem={opening.problem} onRetry={() => void submit()} />
      <Button isWide isSubmit isBusy={opening.isBusy}>
        {t().fund.act}
      </Button>
    </form>
  );
}
