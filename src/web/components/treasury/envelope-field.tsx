/** Which envelope bears it, each with what is left in it. */
import { money } from "../../format.js";
import en from "../../i18n/en/bills.js";
import fr from "../../i18n/fr/bills.js";
import type { Envelope } from "../../place.js";
import { speak } from "../../speech.js";
import { SelectField } from "../fields.js";

const t = speak({ fr, en });

export function EnvelopeField({
  envelopes,
  ...field
}: {
  envelopes: readonly Envelope[];
  value: string;
  fault: string | undefined;
  onValue: (id: string) => void;
}) {
  const options = envelopes.map(({ id, name, figures, currency }) => ({
    value: id,
    label: t().record.leftIn(name, money(figures.left, currency)),
  }));
  return <SelectField label={t().record.envelope} options={options} {...field} />;
}
