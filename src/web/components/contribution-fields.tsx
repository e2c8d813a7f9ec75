/** Every field of a contribution, for who wants to be exact: to log one, or to amend one. */

import { isMoneyUnit } from "../../domain/units.js";
import type { DraftField, DraftPlace, DraftValues } from "../draft-fields.js";
import { currencyMark, unitOfMany } from "../format.js";
import contribute_en from "../i18n/en/contribute.js";
import en from "../i18n/en/contribution-fields.js";
import contribute_fr from "../i18n/fr/contribute.js";
import fr from "../i18n/fr/contribution-fields.js";
import { speak } from "../speech.js";
import { CheckField, DecimalField, LongTextField, SelectField, TextField } from "./fields.js";

const t = speak({ fr, en });
const words = speak({ fr: contribute_fr, en: contribute_en });

interface FieldsProps {
  values: DraftValues;
  place: DraftPlace;
  faults: ReadonlyMap<DraftField, string>;
  onValue: (field: DraftField, value: string) => void;
}

const listed = (things: readonly { id: string; name: string; isArchived?: boolean }[], kept: string) =>
  things.filter(({ id, isArchived }) => !isArchived || id === kept).map(({ id, name }) => ({ value: id, label: name }));

/** «Moi, Ana» first, then the others by name. */
export const givers = ({ members, me }: DraftPlace) => {
  const mine = members.find(({ id }) => id === me);
  return [
    ...(mine ? [{ value: mine.id, label: t().meAs(mine.name) }] : []),
    ...members.filter(({ id }) => id !== me).map(({ id, name }) => ({ value: id, label: name })),
  ];
};

export function ContributionFields(props: FieldsProps) {
  const { values, place, faults, onValue } = props;
  const texts = t().fields;
  const { kinds, circles, envelopes } = place;
  const set = (field: DraftField) => (value: string) => onValue(field, value);
  const choose = { value: "", label: words().choose };
  const isManyCircles = circles.filter(({ isArchived }) => !isArchived).length > 1;
  return (
    <div class="stack loose">
      <SelectField
        label={texts.memberId}
        value={values.memberId}
        options={givers(place)}
        fault={faults.get("memberId")}
        onValue={set("memberId")}
      />
      <SelectField
        label={texts.kindId}
        value={values.kindId}
        options={[choose, ...listed(kinds, values.kindId)]}
        fault={faults.get("kindId")}
        onValue={set("kindId")}
      />
      <Figures {...props} />
      <div class="pair">
        <TextField label={texts.dayOn} type="date" value={values.dayOn} fault={faults.get("dayOn")} onValue={set("dayOn")} />
        <TextField label={texts.untilOn} type="date" value={values.untilOn} fault={faults.get("untilOn")} onValue={set("untilOn")} />
      </div>
      <div class="pair">
        <SelectField
          label={texts.envelopeId}
          value={values.envelopeId}
          options={[{ value: "", label: words().noEnvelope }, ...listed(envelopes, values.envelopeId)]}
          fault={faults.get("envelopeId")}
          onValue={set("envelopeId")}
        />
        {isManyCircles && (
          <SelectField
            label={texts.circleId}
            value={values.circleId}
            options={[choose, ...listed(circles, values.circleId)]}
            fault={faults.get("circleId")}
            onValue={set("circleId")}
          />
        )}
      </div>
      <LongTextField
        label={texts.note}
        hint={texts.noteHint}
        rows={2}
        value={values.note}
        fault={faults.get("note")}
        onValue={set("note")}
      />
      <div class="pair">
        <TextField label={texts.tags} hint={texts.tagsHint} value={values.tags} fault={faults.get("tags")} onValue={set("tags")} />
        <TextField label={texts.evidence} hint={texts.evidenceHint} value={values.evidence} onValue={set("evidence")} />
      </div>
      <SelectField
        label={texts.paidTo}
        value={values.paidTo}
        options={[
          { value: "", label: texts.paidToGiver },
          ...place.members.filter(({ id }) => id !== values.memberId).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        fault={faults.get("paidTo")}
        onValue={set("paidTo")}
      />
    </div>
  );
}

/** What the kind is counted in, and what is wished for it. */
function Figures({ values, place, faults, onValue }: FieldsProps) {
  const texts = t().fields;
  const kind = place.kinds.find(({ id }) => id === values.kindId);
  const sign = currencyMark(place.currency);
  const set = (field: DraftField) => (value: string) => onValue(field, value);
  const isInMoney = kind !== undefined && (isMoneyUnit(kind.unit) || kind.isExpense);
  const hasQuantity = kind === undefined || (kind.unit !== null && !isMoneyUnit(kind.unit));
  return (
    <>
      <div class="pair">
        {hasQuantity && (
          <DecimalField
            label={texts.quantity}
            unit={kind?.unit ? unitOfMany(kind.unit) : ""}
            value={values.quantity}
            fault={faults.get("quantity")}
            onValue={set("quantity")}
          />
        )}
        {isInMoney && (
          <DecimalField
            label={texts.amount}
            hint={kind.isExpense ? texts.expenseHint : undefined}
            unit={sign}
            value={values.amount}
            fault={faults.get("amount")}
            onValue={set("amount")}
          />
        )}
        {!kind?.isExpense && (
          <DecimalField
            label={texts.claim}
            hint={texts.claimHint}
            unit={sign}
            value={values.claim}
            fault={faults.get("claim")}
            onValue={set("claim")}
          />
        )}
      </div>
      {kind?.isExpense ? (
        <SelectField
          label={texts.settlement}
          value={values.settlement || "reimburse"}
          options={t().settlements}
          fault={faults.get("settlement")}
          onValue={set("settlement")}
        />
      ) : (
        <CheckField
          label={texts.isVolunteered}
          hint={texts.volunteeredHint}
          isChecked={values.isVolunteered !== ""}
          onChecked={(isChecked) => onValue("isVolunteered", isChecked ? "yes" : "")}
        />
      )}
    </>
  );
}
