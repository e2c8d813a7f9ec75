/** The split as it is typed: who, what, percent and amount; where the two disagree it says so at once, by the rule itself. */
import type { Signal } from "@preact/signals";
import type { Problem } from "../../api.js";
import { blankLine, readSplit, type TypedCharter, type TypedLine } from "../../charter-place.js";
import { currencyMark, money, percent } from "../../format.js";
import en from "../../i18n/en/charters.js";
import fr from "../../i18n/fr/charters.js";
import { speak } from "../../speech.js";
import { useCurrency } from "../../treasury-place.js";
import { Button } from "../button.js";
import { DecimalField, faultAt, SelectField, TextField } from "../fields.js";
import { useKnownParties } from "../ties/party-field.js";

const t = speak({ fr, en });

export function SplitFields({ draft, problem }: { draft: Signal<TypedCharter>; problem: Problem | undefined }) {
  const currency = useCurrency();
  const known = useKnownParties();
  const words = t().split;
  const { lines, parties, total } = draft.value;
  const { flags, sum, over, rest } = readSplit(draft.value, currency);
  const save = (next: readonly TypedLine[]) => {
    draft.value = { ...draft.value, lines: next };
  };
  const options = [
    { value: "", label: words.choose },
    ...parties.map(({ id }) => ({ value: id, label: known.find((party) => party.id === id)?.name ?? "…" })),
  ];
  return (
    <div class="stack">
      <DecimalField
        label={words.total}
        unit={currencyMark(currency)}
        value={total}
        fault={faultAt(problem, "total", "body.total")}
        onValue={(value) => {
          draft.value = { ...draft.value, total: value };
        }}
      />
      {lines.map((line, place) => {
        const flag = flags.find(({ lineId }) => lineId === line.key);
        const set = (change: Partial<TypedLine>) => save(lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)));
        const fault = (field: string) => faultAt(problem, `lines[${place}].${field}`, `body.lines[${place}].${field}`);
        return (
          <fieldset key={line.key} class="stack tight">
            <legend>{words.line(place + 1)}</legend>
            <div class="pair">
              <TextField
                label={words.label}
                isRequired
                autocomplete="off"
                value={line.label}
                fault={fault("label")}
                onValue={(label) => set({ label })}
              />
              <SelectField
                label={words.party}
                isRequired
                value={line.partyId}
                options={options}
                fault={fault("party")}
                onValue={(partyId) => set({ partyId })}
              />
            </div>
            <div class="pair">
              <DecimalField
                label={words.percent}
                unit="%"
                value={line.percent}
                fault={fault("percent")}
                onValue={(value) => set({ percent: value })}
              />
              <DecimalField
                label={words.amount}
                unit={currencyMark(currency)}
                value={line.amount}
                fault={fault("amount")}
                onValue={(amount) => set({ amount })}
              />
            </div>
            {flag && (
              <p class="notice" role="status">
                {t().flag({
                  ...{ amount: money(flag.amount, currency), percent: percent(flag.percent), ofTotal: percent(flag.ofTotal) },
                  ofOthers: flag.ofOthers === null ? null : percent(flag.ofOthers),
                  atPercent: money(flag.atPercent, currency),
                })}
              </p>
            )}
            <TextField
              label={words.deliverables}
              value={line.deliverables}
              autocomplete="off"
              onValue={(deliverables) => set({ deliverables })}
            />
            <Button
              rank="link"
              label={words.takeOut(line.label || words.line(place + 1))}
              onPress={() => save(lines.filter(({ key }) => key !== line.key))}
            >
              {words.remove}
            </Button>
          </fieldset>
        );
      })}
      <Button onPress={() => save([...lines, blankLine()])}>{words.add}</Button>
      {lines.length > 0 && (
        <p class={over === null ? "muted" : "notice brick"} role="status">
          {over !== null
            ? words.over(money(sum, currency), money(over, currency))
            : rest !== null
              ? words.rest(money(sum, currency), money(rest, currency))
              : words.sum(money(sum, currency))}
        </p>
      )}
    </div>
  );
}
