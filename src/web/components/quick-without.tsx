/** A notice, not an obstacle: what has no envelope enters no sharing, and which one was perhaps meant. */
import { idsNear } from "../../domain/quick-entry/near.js";
import type { DraftPlace } from "../draft-fields.js";
import en from "../i18n/en/without.js";
import fr from "../i18n/fr/without.js";
import { nameIn } from "../place.js";
import type { WithoutEnvelope } from "../quick-draft.js";
import { speak } from "../speech.js";
import { Chips } from "./fields.js";

const t = speak({ fr, en });

interface WithoutProps extends WithoutEnvelope {
  place: DraftPlace;
  onChoice: (id: string) => void;
}

export function QuickWithout({ tag, place: { envelopes }, onChoice }: WithoutProps) {
  const near = tag === "" ? [] : idsNear(tag, envelopes);
  const name = nameIn(envelopes);
  return (
    <>
      <p class="small">{t().says(tag)}</p>
      {near.length > 0 && (
        <Chips legend={t().near} value="" choices={near.map((id) => ({ value: id, label: name(id) }))} onChoice={onChoice} />
      )}
    </>
  );
}
