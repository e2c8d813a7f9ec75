/** Fields: a label, a hint, what is wrong with it, and a native control. Commas and points are both taken in amounts. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { readTypedNumber } from "../../domain/typed-number.js";
import type { Problem } from "../api.js";
import { faultsOf } from "../api.js";
import { language, unbroken } from "../speech.js";

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  fault?: string | undefined;
}

interface Wiring {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: "true";
}

/** The frame of a field around any native control. */
export function Field({ label, hint, fault, children }: FieldProps & { children: (wiring: Wiring) => ComponentChildren }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, ...(described ? { "aria-describedby": described } : {}), ...(fault ? { "aria-invalid": "true" } : {}) })}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

interface ValueProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  isRequired?: boolean;
  autocomplete?: "off" | "username" | "current-password" | "new-password" | "given-name";
  placeholder?: string;
}

export function TextField({
  value,
  onValue,
  isRequired,
  type = "text",
  autocomplete,
  placeholder,
  ...field
}: ValueProps & { type?: "text" | "email" | "password" | "date" | "datetime-local" }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input
          {...wiring}
          // The types of inputs are told apart by it; any of ours is written the same way.
          type={type as "text"}
          value={value}
          required={isRequired}
          autocomplete={autocomplete}
          placeholder={placeholder}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function LongTextField({ value, onValue, isRequired, placeholder, rows, ...field }: ValueProps & { rows?: number }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea
          {...wiring}
          value={value}
          rows={rows}
          required={isRequired}
          placeholder={placeholder}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** An amount or a quantity as people type it; `readDecimal` makes it a decimal text. */
export function DecimalField({ value, onValue, isRequired, unit, ...field }: ValueProps & { unit?: string }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <span class="money-in">
          <input
            {...wiring}
            class="money"
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={value}
            required={isRequired}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
          {unit && <span class="muted">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

export function SelectField({
  value,
  onValue,
  options,
  isRequired,
  ...field
}: ValueProps & { options: readonly { value: string; label: string }[] }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <select {...wiring} value={value} required={isRequired} onChange={(event) => onValue(event.currentTarget.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({
  label,
  hint,
  isChecked,
  onChecked,
}: {
  label: string;
  hint?: string;
  isChecked: boolean;
  onChecked: (isChecked: boolean) => void;
}) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isChecked} onChange={(event) => onChecked(event.currentTarget.checked)} />
      <span class="stack tight">
        <span>{label}</span>
        {hint && <span class="muted small">{hint}</span>}
      </span>
    </label>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A few choices side by side: native radios, each as large as a finger. */
export function Chips({
  legend,
  value,
  choices,
  onChoice,
}: {
  legend: string;
  value: string;
  choices: readonly Choice[];
  onChoice: (value: string) => void;
}) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="chips">
        {choices.map((choice) => (
          <label class="chip" key={choice.value}>
            <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChoice(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/**
 * What was typed as a decimal text: "1 234,56" → "1234.56"; undefined when it is none. "1,234" is what the reader’s language
 * makes of it.
 */
export function readDecimal(typed: string): string | undefined {
  const plain = typed.replace(/[\u00a0\u202f\u2009]/g, " ").trim();
  const isNegative = /^[-\u2212]/.test(plain);
  const read = readTypedNumber(plain.replace(/^[-\u2212+]\s*/, "").replace(/\s*(?:€|EUR)$/i, ""), language.value === "fr" ? "," : ".");
  if (!("decimal" in read)) return undefined;
  return isNegative ? `-${read.decimal}` : read.decimal;
}

/** A decimal text as people type it: 12.50 → 12,50 in French. */
export const typedDecimal = (decimal: string): string => (language.value === "fr" ? decimal.replace(".", ",") : decimal);

/** The sentence of a problem that is about this field; the note beside the button says it otherwise. */
export function faultAt(problem: Problem | undefined, ...fields: string[]): string | undefined {
  if (!problem) return undefined;
  return faultsOf(problem).some(({ at }) => fields.includes(at)) ? unbroken(problem.detail) : undefined;
}
