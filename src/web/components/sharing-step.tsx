/** One step of a key: its sentence, and the few things that can be set of it. */
import en from "../i18n/en/sharing-key.js";
import fr from "../i18n/fr/sharing-key.js";
import type { Fund, Kind, Member } from "../place.js";
import type { Step } from "../sharing-keys.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { CheckField, DecimalField, SelectField } from "./fields.js";
import { kept, LevyFields, PortionFields, shown } from "./sharing-levy.js";

const t = speak({ fr, en });

export interface StepPlace {
  readonly kinds: readonly Kind[];
  readonly funds: readonly Fund[];
  readonly members: readonly Member[];
}

export interface StepProps {
  step: Step;
  place: StepPlace;
  onChange: (change: Record<string, unknown>) => void;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
/** What can be set of a step; most have all that is left when their turn comes, and may have a part of it. */
export function StepFields(props: StepProps) {
  const { step, onChange } = props;
  if (step.kind === "levy") return <LevyFields {...props} />;
  return (
    <>
      <OwnFields {...props} />
      <details open={step.percent !== undefined || step.of !== undefined}>
        <summary>{t().editor.portion}</summary>
        <PortionFields step={step} onChange={onChange} />
      </details>
    </>
  );
}

function OwnFields(props: StepProps) {
  switch (props.step.kind) {
    case "reimburse":
      return <KindsField {...props} among={props.place.kinds.filter(({ isExpense }) => isExpense)} />;
    case "claims":
      return <ClaimsFields {...props} />;
    case "weights":
      return <WeightsFields {...props} />;
    case "equal":
      return (
        <SelectField
          label={t().editor.among}
          value={text(props.step.among) || "members"}
          options={[
            { value: "contributors", label: t().editor.amongContributors },
            { value: "members", label: t().editor.amongMembers },
          ]}
          onValue={(among) => props.onChange({ among })}
        />
      );
    case "peer":
      return (
        <SelectField
          label={t().editor.method}
          value={text(props.step.method)}
          options={[
            { value: "impartial", label: t().editor.impartial },
            { value: "received", label: t().editor.received },
          ]}
          onValue={(method) => props.onChange({ method })}
        />
      );
    case "takes":
      return (
        <CheckField
          label={t().editor.throttle}
          isChecked={props.step.throttle !== false}
          onChecked={(throttle) => props.onChange({ throttle })}
        />
      );
    case "fixed":
      return <FixedFields {...props} />;
    default:
      return null;
  }
}

function KindsField({ step, among, onChange }: StepProps & { among: readonly Kind[] }) {
  const chosen = Array.isArray(step.kinds) ? (step.kinds as string[]) : [];
  return (
    <fieldset class="field">
      <legend>{t().editor.kinds}</legend>
      {among.map(({ id, name }) => (
        <CheckField
          key={id}
          label={name}
          isChecked={chosen.includes(id)}
          onChecked={(isChecked) => onChange({ kinds: isChecked ? [...chosen, id] : chosen.filter((each) => each !== id) })}
        />
      ))}
    </fieldset>
  );
}

function ClaimsFields({ step, onChange }: StepProps) {
  return (
    <div class="pair">
      <SelectField
        label={t().editor.settle}
        value={text(step.settle)}
        options={Object.entries(t().editor.settles).map(([value, label]) => ({ value, label }))}
        onValue={(settle) => onChange({ settle })}
      />
      <SelectField
        label={t().editor.unpaid}
        value={step.unpaid === "carry" ? "carry" : "drop"}
        options={[
          { value: "carry", label: t().editor.carry },
          { value: "drop", label: t().editor.drop },
        ]}
        onValue={(unpaid) => onChange({ unpaid })}
      />
    </div>
  );
}

function WeightsFields(props: StepProps) {
  const { step, place, onChange } = props;
  const quality = step.quality as { min?: unknown; max?: unknown } | undefined;
  return (
    <>
      <KindsField {...props} among={place.kinds.filter(({ unit, isExpense, rate }) => unit !== null && !isExpense && rate !== null)} />
      <CheckField label={t().editor.cap} isChecked={step.cap === true} onChecked={(cap) => onChange({ cap })} />
      <CheckField
        label={t().editor.quality}
        isChecked={quality !== undefined}
        onChecked={(isChecked) => onChange({ quality: isChecked ? { min: "0.8", max: "1.2" } : undefined })}
      />
      {quality && (
        <div class="pair">
          <DecimalField
            label={t().editor.min}
            value={shown(quality.min)}
            onValue={(typed) => onChange({ quality: { ...quality, min: kept(typed) } })}
          />
          <DecimalField
            label={t().editor.max}
            value={shown(quality.max)}
            onValue={(typed) => onChange({ quality: { ...quality, max: kept(typed) } })}
          />
        </div>
      )}
    </>
  );
}

interface FixedLine {
  readonly to: { readonly member?: string; readonly fund?: string };
  readonly amount?: string;
  readonly percent?: string;
}

function FixedFields({ step, place, onChange }: StepProps) {
  const lines = (Array.isArray(step.lines) ? step.lines : []) as FixedLine[];
  const receivers = [
    ...place.members.map(({ id, name }) => ({ value: `member ${id}`, label: name })),
    ...place.funds.map(({ id, name }) => ({ value: `fund ${id}`, label: name })),
  ];
  const set = (at: number, change: Partial<FixedLine>) =>
    onChange({ lines: lines.map((line, index) => (index === at ? { ...line, ...change } : line)) });
  const receiverOf = (chosen: string): FixedLine["to"] => {
    const [what = "member", id = ""] = chosen.split(" ");
    return what === "fund" ? { fund: id } : { member: id };
  };
  return (
    <>
      {lines.map((line, index) => (
        <div class="stack tight" key={`${index} ${line.to.member ?? line.to.fund}`}>
          <div class="pair">
            <SelectField
              label={`${t().editor.line(index + 1)} : ${t().editor.lineTo}`}
              value={line.to.fund === undefined ? `member ${line.to.member}` : `fund ${line.to.fund}`}
              options={receivers}
              onValue={(chosen) => set(index, { to: receiverOf(chosen) })}
            />
            <SelectField
              label={t().editor.lineAs}
              value={line.percent === undefined ? "amount" : "percent"}
              options={[
                { value: "amount", label: t().editor.lineAmount },
                { value: "percent", label: t().editor.percent },
              ]}
              onValue={(as) => set(index, as === "percent" ? { amount: undefined, percent: "0" } : { percent: undefined, amount: "0" })}
            />
            {line.percent === undefined ? (
              <DecimalField
                label={t().editor.lineAmount}
                value={shown(line.amount)}
                onValue={(typed) => set(index, { amount: kept(typed) })}
              />
            ) : (
              <DecimalField
                label={t().editor.percent}
                unit="%"
                value={shown(line.percent)}
                onValue={(typed) => set(index, { percent: kept(typed) })}
              />
            )}
          </div>
          <Button
            rank="link"
            label={t().editor.removeLine(index + 1)}
            onPress={() => onChange({ lines: lines.filter((_, other) => other !== index) })}
          >
            {t().editor.removeShort}
          </Button>
        </div>
      ))}
      <Button onPress={() => onChange({ lines: [...lines, { to: receiverOf(receivers[0]?.value ?? ""), amount: "0" }] })}>
        {t().editor.addLine}
      </Button>
    </>
  );
}
