/** What an envelope says of itself, to open one or to change it. Its funding’s rules are behind a summary: few need them first. */
import type { z } from "zod";
import type { envelopeChange } from "../../../features/envelopes/envelopes.schema.js";
import type { Problem } from "../../api.js";
import en from "../../i18n/en/envelopes.js";
import fr from "../../i18n/fr/envelopes.js";
import { type Envelope, useCircles, useHere, useKinds, useMembers } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { CheckField, faultAt, LongTextField, SelectField, TextField } from "../fields.js";

const t = speak({ fr, en });

/** As it is typed: a choice not made is an empty text. */
export interface EnvelopeDraft {
  readonly name: string;
  readonly purpose: string;
  readonly circleId: string;
  readonly referentId: string;
  readonly funding: string;
  readonly funderId: string;
  readonly agreement: string;
  readonly eligibleFromOn: string;
  readonly eligibleUntilOn: string;
  readonly eligibleKindIds: readonly string[];
  readonly reportDueOn: string;
}

export const emptyEnvelope: EnvelopeDraft = {
  name: "",
  purpose: "",
  circleId: "",
  referentId: "",
  funding: "",
  funderId: "",
  agreement: "",
  eligibleFromOn: "",
  eligibleUntilOn: "",
  eligibleKindIds: [],
  reportDueOn: "",
};

export const draftOf = (envelope: Envelope): EnvelopeDraft => ({
  name: envelope.name,
  purpose: envelope.purpose,
  circleId: envelope.circleId,
  referentId: envelope.referentId ?? "",
  funding: envelope.funding ?? "",
  funderId: envelope.funderId ?? "",
  agreement: envelope.agreement ?? "",
  eligibleFromOn: envelope.eligibleFromOn ?? "",
  eligibleUntilOn: envelope.eligibleUntilOn ?? "",
  eligibleKindIds: envelope.eligibleKindIds,
  reportDueOn: envelope.reportDueOn ?? "",
});

/** As the service takes it. */
export const bodyOf = (draft: EnvelopeDraft): z.input<typeof envelopeChange> => ({
  name: draft.name,
  purpose: draft.purpose,
  ...(draft.circleId === "" ? {} : { circleId: draft.circleId }),
  referentId: draft.referentId || null,
  funding: (draft.funding || null) as z.input<typeof envelopeChange>["funding"],
  funderId: draft.funderId || null,
  agreement: draft.agreement.trim() || null,
  eligibleFromOn: draft.eligibleFromOn || null,
  eligibleUntilOn: draft.eligibleUntilOn || null,
  eligibleKindIds: [...draft.eligibleKindIds],
  reportDueOn: draft.reportDueOn || null,
});

interface FieldsProps {
  draft: EnvelopeDraft;
  set: (change: Partial<EnvelopeDraft>) => void;
  problem: Problem | undefined;
}

export function EnvelopeFields(props: FieldsProps) {
  const { draft, set, problem } = props;
  const here = useHere();
  const circles = useCircles()?.filter(({ id, isArchived }) => !isArchived || id === draft.circleId) ?? [];
  const mine = here.isAdmin || here.isTreasurer ? circles : circles.filter(({ id }) => here.pilots(id) || id === draft.circleId);
  const members = useMembers() ?? [];
  return (
    <>
      <TextField label={t().form.name} isRequired value={draft.name} fault={faultAt(problem, "name")} onValue={(name) => set({ name })} />
      <LongTextField
        label={t().form.purpose}
        hint={t().form.purposeHint}
        value={draft.purpose}
        fault={faultAt(problem, "purpose")}
        onValue={(purpose) => set({ purpose })}
      />
      {circles.length > 1 && (
        <SelectField
          label={t().form.circle}
          isRequired
          value={draft.circleId}
          fault={faultAt(problem, "circleId")}
          options={[...(draft.circleId === "" ? [{ value: "", label: "" }] : []), ...mine.map(optionOf)]}
          onValue={(circleId) => set({ circleId })}
        />
      )}
      <SelectField
        label={t().form.referent}
        value={draft.referentId}
        fault={faultAt(problem, "referentId")}
        options={[{ value: "", label: t().form.nobody }, ...members.filter(({ kind }) => kind === "person").map(optionOf)]}
        onValue={(referentId) => set({ referentId })}
      />
      <FundingFields {...props} />
    </>
  );
}

function FundingFields({ draft, set, problem }: FieldsProps) {
  const here = useHere();
  const funders = useList<{ id: string; name: string }>(`${here.api}/third-parties?limit=200`).value ?? [];
  const kinds = useKinds()?.filter(({ isArchived }) => !isArchived) ?? [];
  const isSaid = draft.funding !== "" || draft.funderId !== "" || draft.agreement !== "" || draft.reportDueOn !== "";
  return (
    <details open={isSaid || faultAt(problem, "eligibleUntilOn") !== undefined}>
      <summary>{t().form.more}</summary>
      <div class="stack">
        <SelectField
          label={t().form.funding}
          value={draft.funding}
          options={[
            { value: "", label: t().form.unknown },
            ...Object.entries(t().funding.kinds).map(([value, label]) => ({ value, label })),
          ]}
          onValue={(funding) => set({ funding })}
        />
        {funders.length > 0 && (
          <SelectField
            label={t().form.funder}
            value={draft.funderId}
            options={[{ value: "", label: t().form.unknown }, ...funders.map(optionOf)]}
            onValue={(funderId) => set({ funderId })}
          />
        )}
        <TextField
          label={t().form.agreement}
          hint={t().form.agreementHint}
          value={draft.agreement}
          fault={faultAt(problem, "agreement")}
          onValue={(agreement) => set({ agreement })}
        />
        <div class="pair">
          <TextField label={t().form.from} type="date" value={draft.eligibleFromOn} onValue={(eligibleFromOn) => set({ eligibleFromOn })} />
          <TextField
            label={t().form.until}
            type="date"
            value={draft.eligibleUntilOn}
            fault={faultAt(problem, "eligibleUntilOn")}
            onValue={(eligibleUntilOn) => set({ eligibleUntilOn })}
          />
          <TextField label={t().form.report} type="date" value={draft.reportDueOn} onValue={(reportDueOn) => set({ reportDueOn })} />
        </div>
        {kinds.length > 0 && (
          <fieldset class="field">
            <legend>{t().form.kinds}</legend>
            <span class="hint">{t().form.kindsHint}</span>
            <div class="choices">
              {kinds.map(({ id, name }) => (
                <CheckField
                  key={id}
                  label={name}
                  isChecked={draft.eligibleKindIds.includes(id)}
                  onChecked={(isChecked) =>
                    set({
                      eligibleKindIds: isChecked ? [...draft.eligibleKindIds, id] : draft.eligibleKindIds.filter((each) => each !== id),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
        )}
      </div>
    </details>
  );
}

const optionOf = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
