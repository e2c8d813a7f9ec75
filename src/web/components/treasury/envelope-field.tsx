/** Which envelope bears it, each with what is left in it. It is asked for, except where there is only one. */
import { money } from "../../format.js";
import en from "../../i18n/en/bills.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/bills.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import type { Envelope } from "../../place.js";
import { speak } from "../../speech.js";
import { SelectField } from "../fields.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export function EnvelopeField({
  envelopes,
  label = t().record.envelope,
  isTried,
  fault,
  ...field
}: {
  envelopes: readonly Envelope[];
  label?: string;
  value: string;
  isTried: boolean;
  fault?: string | undefined;
  onValue: (id: string) => void;
}) {
  const options = envelopes.map(({ id, name, figures, currency }) => ({
    value: id,
    label: t().record.leftIn(name, money(figures.left, currency)),
  }));
  return (
    <SelectField
      label={label}
      isRequired
      fault={isTried && field.value === "" ? treasury().missing : fault}
      options={envelopes.length === 1 ? options : [{ value: "", label: treasury().fields.choose }, ...options]}
      {...field}
    />
  );
}
