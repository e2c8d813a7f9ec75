/** One of a few ways, each with what it means: radio buttons under a question. */
interface ChoiceProps<Value extends string> {
  legend: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string }[];
  onValue: (value: Value) => void;
}

export function ChoiceField<Value extends string>({ legend, name, value, options, onValue }: ChoiceProps<Value>) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div>
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => onValue(option.value)} />
            <span class="stack tight">
              <span>{option.label}</span>
              {option.hint && <span class="muted small">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
