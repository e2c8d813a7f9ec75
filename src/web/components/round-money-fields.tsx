/** Which circle opens a round, from which envelope, and how much is set aside at once. */
import type { Problem } from "../api.js";
import en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/rounds.js";
import { nameIn, useCircles, useEnvelopes, useHere } from "../place.js";
import { markOf, points, sumIn } from "../round-figures.js";
import type { RoundDraft } from "../round-settings.js";
import { speak } from "../speech.js";
import { DecimalField, faultAt, SelectField } from "./fields.js";

const t = speak({ fr, en });

interface MoneyProps {
  draft: RoundDraft;
  problem: Problem | undefined;
  onChange: (change: Partial<RoundDraft>) => void;
}

export function MoneyFields({ draft, problem, onChange }: MoneyProps) {
  const here = useHere();
  const circles = useCircles();
  const envelopes = useEnvelopes();
  const nameOf = nameIn(circles);
  const { open } = t();
  const envelope = envelopes?.find(({ id }) => id === draft.envelopeId);
  const commodity = envelope?.currency ?? points;
  return (
    <>
      {here.pilotOf.length > 1 && (
        <SelectField
          label={open.circle}
          value={draft.circleId}
          fault={faultAt(problem, "circleId")}
          options={here.pilotOf.map((id) => ({ value: id, label: nameOf(id) }))}
          onValue={(circleId) => onChange({ circleId })}
        />
      )}
      <SelectField
        label={open.envelope}
        value={draft.envelopeId}
        fault={faultAt(problem, "envelopeId")}
        options={[
          ...(envelopes ?? []).map(({ id, name, currency, figures }) => ({
            value: id,
            label: open.envelopeOption(name, sumIn(currency)(figures.left)),
          })),
          { value: "", label: open.points },
        ]}
        onValue={(envelopeId) => {
          // The circle of the envelope, where one pilots it: it takes its pilot to fund a round from it.
          const circleId = envelopes?.find(({ id }) => id === envelopeId)?.circleId;
          onChange({ envelopeId, ...(circleId && here.pilots(circleId) ? { circleId } : {}) });
        }}
      />
      <DecimalField
        label={open.pool}
        hint={envelope ? open.poolHint(sumIn(commodity)(envelope.figures.left)) : open.poolHintPoints}
        unit={markOf(commodity)}
        value={draft.pool}
        fault={faultAt(problem, "pool", "amount")}
        onValue={(pool) => onChange({ pool })}
      />
    </>
  );
}
