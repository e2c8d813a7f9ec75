/** The named models of keys, each with a sentence: what most sharings need, before any raw step. */
import en from "../i18n/en/sharing-key.js";
import fr from "../i18n/fr/sharing-key.js";
import { type ModelName, modelNames } from "../sharing-keys.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export function ModelChoice({
  chosen,
  legend,
  hint,
  onChoose,
}: {
  chosen: ModelName | null;
  legend: string;
  hint?: string;
  onChoose: (name: ModelName) => void;
}) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      {hint && <span class="hint">{hint}</span>}
      {modelNames.map((name) => (
        <label class="choice" key={name}>
          <input type="radio" name="model" checked={chosen === name} onChange={() => onChoose(name)} />
          <span class="stack tight">
            <span class="strong">{t().models[name].name}</span>
            <span class="muted small">{t().models[name].says}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
