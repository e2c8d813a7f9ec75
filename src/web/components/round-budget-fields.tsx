/** The items of a budget, typed: one row each, their total beneath. */
import en from "../i18n/en/bucket.js";
import fr from "../i18n/fr/bucket.js";
import { emptyItem, goalsOf, type TypedItem } from "../round-budget.js";
import { markOf, type Round, sumIn } from "../round-figures.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { CheckField, DecimalField, readDecimal, TextField } from "./fields.js";

const t = speak({ fr, en });

interface BudgetProps {
  items: readonly TypedItem[];
  round: Round;
  /** The sentence that is about this place of the request. */
  faultAt: (...places: string[]) => string | undefined;
  onItems: (items: readonly TypedItem[]) => void;
}

export function BudgetFields({ items, round, faultAt, onItems }: BudgetProps) {
  const { form } = t();
  const sum = sumIn(round.commodity);
  const goals = goalsOf(items, round, readDecimal);
  const whole = faultAt("items");
  return (
    <fieldset class="field">
      <legend>{form.items}</legend>
      <span class="hint">{round.hasStretchGoals ? form.itemsHintStretch : form.itemsHint}</span>
      <div class="stack">
        {items.map((item, index) => (
          <BudgetRow
            key={item.key}
            item={item}
            number={index + 1}
            round={round}
            faultAt={(field) => faultAt(`items[${index}].${field}`, `items.${index}.${field}`)}
            onItem={(changed) => onItems(items.map((each) => (each.key === item.key ? changed : each)))}
            onRemove={items.length > 1 ? () => onItems(items.filter(({ key }) => key !== item.key)) : undefined}
          />
        ))}
        <p class="row">
          <Button onPress={() => onItems([...items, emptyItem(Math.max(...items.map(({ key }) => key)) + 1)])}>{form.addItem}</Button>
        </p>
        {whole && <span class="fault">{whole}</span>}
        <p class="notice green" role="status">
          {goals ? form.goals(sum(goals.min), sum(goals.max)) : form.noGoals}
        </p>
      </div>
    </fieldset>
  );
}

interface RowProps {
  item: TypedItem;
  number: number;
  round: Round;
  faultAt: (field: string) => string | undefined;
  onItem: (item: TypedItem) => void;
  onRemove: (() => void) | undefined;
}

function BudgetRow({ item, number, round, faultAt, onItem, onRemove }: RowProps) {
  const { form } = t();
  const unit = markOf(round.commodity);
  const name = form.item(number);
  return (
    <fieldset class="card budget-item">
      <legend class="visually-hidden">{name}</legend>
      <TextField
        label={form.label}
        isRequired
        value={item.label}
        fault={faultAt("label")}
        onValue={(label) => onItem({ ...item, label })}
      />
      <div class="pair">
        <DecimalField
          label={form.min}
          isRequired
          unit={unit}
          value={item.min}
          fault={faultAt("min")}
          onValue={(min) => onItem({ ...item, min })}
        />
        {round.hasStretchGoals && (
          <DecimalField
            label={`${form.max} (${form.maxHint})`}
            unit={unit}
            value={item.max}
            fault={faultAt("max")}
            onValue={(max) => onItem({ ...item, max })}
          />
        )}
      </div>
      <div class="row between">
        <CheckField label={form.income} isChecked={item.isIncome} onChecked={(isIncome) => onItem({ ...item, isIncome })} />
        {onRemove && (
          <Button rank="link" label={form.removeItem(item.label || name)} onPress={onRemove}>
            {form.remove}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
