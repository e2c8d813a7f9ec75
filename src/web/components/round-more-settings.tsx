/** The settings of a round that have a value which usually will do. */
import type { Problem } from "../api.js";
import en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/rounds.js";
import type { RoundDraft } from "../round-settings.js";
import { speak } from "../speech.js";
import { CheckField, DecimalField, faultAt, SelectField, TextField } from "./fields.js";
import { ChoiceField } from "./round-choice-field.js";

const t = speak({ fr, en });

interface SettingsProps {
  draft: RoundDraft;
  unit: string;
  problem: Problem | undefined;
  onChange: (change: Partial<RoundDraft>) => void;
}

export function MoreSettings(props: SettingsProps) {
  const { draft, problem, onChange } = props;
  const { open } = t();
  return (
    <details>
      <summary>{open.more}</summary>
      <div class="stack">
        <div class="pair">
          <TextField
            label={open.proposalsFrom}
            type="datetime-local"
            value={draft.proposalsFrom}
            fault={faultAt(problem, "proposalsFrom")}
            onValue={(proposalsFrom) => onChange({ proposalsFrom })}
          />
          <TextField
            label={open.pledgesFrom[draft.method]}
            hint={open.pledgesFromHint}
            type="datetime-local"
            value={draft.pledgesFrom}
            fault={faultAt(problem, "pledgesFrom")}
            onValue={(pledgesFrom) => onChange({ pledgesFrom })}
          />
        </div>
        <ProposersField draft={draft} onChange={onChange} />
        {draft.method === "credits" && <CreditSettings {...props} />}
      </div>
    </details>
  );
}

export function ProposersField({ draft, onChange }: Pick<SettingsProps, "draft" | "onChange">) {
  const { open } = t();
  return (
    <SelectField
      label={open.proposers}
      value={draft.proposers}
      options={(["members", "participants", "pilots"] as const)
        .filter((group) => draft.method === "credits" || group !== "participants")
        .map((group) => ({ value: group, label: open.proposerGroups[group] }))}
      onValue={(proposers) => onChange({ proposers: proposers as RoundDraft["proposers"] })}
    />
  );
}

export function CreditSettings({ draft, unit, problem, onChange }: SettingsProps) {
  const { open } = t();
  return (
    <>
      <DecimalField
        label={open.cap}
        hint={open.capHint}
        unit={unit}
        value={draft.cap}
        fault={faultAt(problem, "cap")}
        onValue={(cap) => onChange({ cap })}
      />
      <CheckField label={open.secret} hint={open.secretHint} isChecked={draft.isSecret} onChecked={(isSecret) => onChange({ isSecret })} />
      <CheckField label={open.mayChange} isChecked={draft.mayChange} onChecked={(mayChange) => onChange({ mayChange })} />
      <CheckField label={open.stretch} isChecked={draft.hasStretchGoals} onChecked={(hasStretchGoals) => onChange({ hasStretchGoals })} />
      <ChoiceField
        legend={open.unspent}
        name="unspent"
        value={draft.unspent}
        options={(["pool", "carry", "tally"] as const).map((rule) => ({ value: rule, label: open.unspentRules[rule] }))}
        onValue={(unspent) => onChange({ unspent })}
      />
      {draft.unspent === "tally" && <TallyPresetField draft={draft} onChange={onChange} />}
    </>
  );
}

/** Two ways to count; the API has them all. */
export function TallyPresetField({ draft, onChange }: Pick<SettingsProps, "draft" | "onChange">) {
  const { open } = t();
  return (
    <>
      <ChoiceField
        legend={open.tally}
        name="preset"
        value={draft.preset}
        options={(["shares", "greedy"] as const).map((preset) => ({
          value: preset,
          label: open.presets[preset].name,
          hint: open.presets[preset].hint,
        }))}
        onValue={(preset) => onChange({ preset })}
      />
      {draft.preset === "own" && <p class="muted small">{open.ownPreset}</p>}
    </>
  );
}

const ballotTypes = ["approval", "choose-1", "cumulative", "scoring", "ordinal"] as const;

export function BallotSettings({ draft, onChange }: Pick<SettingsProps, "draft" | "onChange">) {
  const { open } = t();
  const type = draft.ballotType;
  return (
    <>
      <SelectField
        label={open.ballotType}
        value={type}
        options={ballotTypes.map((each) => ({ value: each, label: open.ballotTypes[each] }))}
        onValue={(ballotType) => onChange({ ballotType: ballotType as RoundDraft["ballotType"] })}
      />
      {(type === "approval" || type === "ordinal") && (
        <DecimalField
          label={open.votesMax}
          hint={open.votesMaxHint}
          value={draft.votesMax}
          onValue={(votesMax) => onChange({ votesMax })}
        />
      )}
      {type === "cumulative" && (
        <DecimalField label={open.pointsMax} value={draft.pointsMax} onValue={(pointsMax) => onChange({ pointsMax })} />
      )}
      {type === "scoring" && <DecimalField label={open.scoreMax} value={draft.scoreMax} onValue={(scoreMax) => onChange({ scoreMax })} />}
      <TallyPresetField draft={draft} onChange={onChange} />
    </>
  );
}
