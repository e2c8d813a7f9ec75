/** What a step gives to a fund first: one percent, or brackets, each up to its end; and how much of the rest a step has. */
import { money } from "../format.js";
import en from "../i18n/en/sharing-key.js";
import fr from "../i18n/fr/sharing-key.js";
import { type Bracket, bracketsBegun, bracketsOf, withBracketAdded } from "../sharing-keys.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { DecimalField, readDecimal, SelectField, typedDecimal } from "./fields.js";
import type { StepProps } from "./sharing-step.js";

const t = speak({ fr, en });

const text = (value: unknown): string => (typeof value === "string" ? value : "");
/** What was typed of a decimal stays as typed while it is none: the domain then says what is wrong. */
export const kept = (typed: string): string => readDecimal(typed) ?? typed;
export const shown = (value: unknown): string => typedDecimal(text(value));

export function LevyFields(props: StepProps) {
  const { step, place, onChange } = props;
  if (place.funds.length === 0) return <p class="notice">{t().editor.noFund}</p>;
  const brackets = bracketsOf(step);
  return (
    <>
      <div class="pair">
        <SelectField
          label={t().editor.fund}
          value={text(step.to)}
          options={place.funds.map(({ id, name }) => ({ value: id, label: name }))}
          onValue={(to) => onChange({ to })}
        />
        <SelectField
          label={t().editor.howMuch}
          value={brackets ? "brackets" : "percent"}
          options={[
            { value: "percent", label: t().editor.byPercent },
            { value: "brackets", label: t().editor.byBrackets },
          ]}
          onValue={(how) => onChange(how === "brackets" ? bracketsBegun(step) : { percent: brackets?.[0]?.percent ?? "5", ...noBrackets })}
        />
      </div>
      {brackets ? <BracketFields {...props} brackets={brackets} /> : <PortionFields {...props} />}
    </>
  );
}

const noBrackets = { brackets: undefined, mode: undefined, since: undefined };

/** How many percent of what: of all that is shared, or of what is left when its turn comes. */
export function PortionFields({ step, onChange }: Pick<StepProps, "step" | "onChange">) {
  return (
    <div class="pair">
      <DecimalField
        label={t().editor.percent}
        unit="%"
        value={shown(step.percent ?? (step.kind === "levy" ? "" : "100"))}
        onValue={(typed) => onChange({ percent: kept(typed) })}
      />
      <OfField step={step} onChange={onChange} />
    </div>
  );
}

function OfField({ step, onChange }: Pick<StepProps, "step" | "onChange">) {
  return (
    <SelectField
      label={t().editor.percentOf}
      value={step.of === "total" ? "total" : ""}
      options={[
        { value: "", label: t().editor.ofRest },
        { value: "total", label: t().editor.ofTotal },
      ]}
      onValue={(of) => onChange({ of: of || undefined })}
    />
  );
}

function BracketFields({ step, place, brackets, onChange }: StepProps & { brackets: readonly Bracket[] }) {
  const set = (at: number, change: Partial<Bracket>) =>
    onChange({ brackets: brackets.map((bracket, index) => (index === at ? { ...bracket, ...change } : bracket)) });
  const isMarginal = step.mode !== "whole";
  const currency = place.funds[0]?.currency ?? "EUR";
  return (
    <>
      <SelectField
        label={t().editor.mode}
        hint={isMarginal ? t().editor.marginalSays : t().editor.wholeSays}
        value={isMarginal ? "marginal" : "whole"}
        options={[
          { value: "marginal", label: t().editor.marginal },
          { value: "whole", label: t().editor.whole },
        ]}
        onValue={(mode) => onChange({ mode, ...(mode === "whole" ? { since: undefined } : {}) })}
      />
      {brackets.map(({ upTo, percent }, index) => (
        <fieldset class="field" key={index}>
          <legend>{t().editor.bracket(index + 1)}</legend>
          <div class="pair">
            {upTo === null ? (
              <p class="muted">{t().editor.beyond}</p>
            ) : (
              <DecimalField
                label={t().editor.upTo}
                unit={currency === "EUR" ? "€" : currency}
                value={shown(upTo)}
                onValue={(typed) => set(index, { upTo: kept(typed) })}
              />
            )}
            <DecimalField
              label={t().editor.percent}
              unit="%"
              value={shown(percent)}
              onValue={(typed) => set(index, { percent: kept(typed) })}
            />
          </div>
          {upTo !== null && brackets.length > 1 && (
            <div class="row">
              <Button
                rank="link"
                label={t().editor.removeBracket(index + 1)}
                onPress={() => onChange({ brackets: brackets.filter((_, other) => other !== index) })}
              >
                {t().editor.removeShort}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div class="row">
        <Button onPress={() => onChange({ brackets: withBracketAdded(brackets) })}>{t().editor.addBracket}</Button>
      </div>
      <div class="pair">
        <OfField step={step} onChange={onChange} />
        {isMarginal && (
          <SelectField
            label={t().editor.since}
            value={text(step.since)}
            options={[
              { value: "", label: t().editor.sinceNothing },
              { value: "year", label: t().editor.sinceYear },
              ...(/^\d/.test(text(step.since))
                ? [{ value: text(step.since), label: t().editor.sinceAmount(money(text(step.since), currency)) }]
                : []),
            ]}
            onValue={(since) => onChange({ since: since || undefined })}
          />
        )}
      </div>
    </>
  );
}
