/** Credits from a file: read first, with every error by its line and what each would have; then given whole, or not at all. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { type CreditFileRead, type Round, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Field, faultAt, LongTextField, SelectField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

export function CreditFile({ place, round }: { place: RoundPlace; round: Round }) {
  const words = t().credits;
  const csv = useSignal("");
  const mode = useSignal<"add" | "set">("add");
  const read = useSignal<CreditFileRead | null>(null);
  const path = `${place.api}/credits/file`;
  const reading = useSending((_: undefined, key) =>
    write<CreditFileRead>("POST", path, { csv: csv.value, mode: mode.value, apply: false }, key),
  );
  const giving = useSending((_: undefined, key) =>
    write<CreditFileRead>("POST", path, { csv: csv.value, mode: mode.value, apply: true }, key),
  );
  const change = (text: string) => {
    csv.value = text;
    read.value = null;
  };
  const preview = async () => {
    read.value = (await reading.run(undefined)) ?? null;
  };
  const apply = async () => {
    if (!(await giving.run(undefined))) return;
    change("");
    tell(words.done);
  };
  const canApply = read.value !== null && read.value.faults.length === 0 && read.value.rows.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void preview();
      }}
    >
      <LongTextField
        label={words.csv.label}
        hint={words.csv.hint}
        isRequired
        rows={5}
        value={csv.value}
        fault={faultAt(reading.problem, "csv")}
        onValue={change}
      />
      <Field label={words.csv.choose}>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept=".csv,text/csv,text/plain"
            onChange={(event) => {
              void event.currentTarget.files?.[0]?.text().then(change);
            }}
          />
        )}
      </Field>
      <SelectField
        label={words.csv.mode}
        value={mode.value}
        options={[
          { value: "add", label: words.csv.add },
          { value: "set", label: words.csv.set },
        ]}
        onValue={(value) => {
          mode.value = value as "add" | "set";
          read.value = null;
        }}
      />
      <ProblemNote problem={reading.problem ?? giving.problem} />
      <Button rank={canApply ? "second" : "first"} isSubmit isBusy={reading.isBusy}>
        {words.csv.preview}
      </Button>
      {read.value && <FileRead read={read.value} round={round} />}
      {canApply && (
        <Button rank="first" isWide isBusy={giving.isBusy} onPress={() => void apply()}>
          {words.csv.apply}
        </Button>
      )}
    </form>
  );
}

function FileRead({ read, round }: { read: CreditFileRead; round: Round }) {
  const { credits } = t();
  const sum = sumIn(round.commodity);
  return (
    <div class="stack" role="status">
      {read.faults.length > 0 && (
        <div class="notice brick">
          <p class="strong">{credits.csv.faults(read.faults.length)}</p>
          <ul>
            {read.faults.map(({ line, detail, code }) => (
              <li key={`${line} ${code} ${detail}`}>
                <span class="strong">{credits.csv.line(line)}</span> {detail}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p>
        {credits.csv.rows(read.rows.length)} {read.faults.length === 0 && credits.csv.poolAfter(sum(read.poolAfter))}
      </p>
      {read.rows.length > 0 && (
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">{credits.who}</th>
              <th scope="col" class="num">
                {credits.csv.before}
              </th>
              <th scope="col" class="num">
                {credits.csv.after}
              </th>
            </tr>
          </thead>
          <tbody>
            {read.rows.map(({ memberId, name, before, after }) => (
              <tr key={memberId}>
                <th scope="row">{name}</th>
                <td class="num" data-label={credits.csv.before}>
                  {sum(before)}
                </td>
                <td class="num" data-label={credits.csv.after}>
                  {sum(after)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
