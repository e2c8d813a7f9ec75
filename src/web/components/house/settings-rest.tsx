/** The days on which people rest: what decisions leave out of their counted hours. */
import { useSignal } from "@preact/signals";
import { type FrenchRegion, frenchRegions } from "../../../domain/public-holidays.js";
import { longDay } from "../../format.js";
import en from "../../i18n/en/settings.js";
import fr from "../../i18n/fr/settings.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Field, faultAt, SelectField } from "../fields.js";
import { Section } from "../page.js";
import type { PartProps } from "./settings-form.js";

const t = speak({ fr, en });

/** What decisions leave out of their hours: the holidays of a region, and days of the collective’s own. */
export function RestDays({ draft, set, problem }: PartProps) {
  const texts = t().rest;
  const added = useSignal("");
  const add = () => {
    if (added.value !== "" && !draft.restDays.includes(added.value)) set({ restDays: [...draft.restDays, added.value].sort() });
    added.value = "";
  };
  return (
    <Section title={texts.title}>
      <p class="muted">{texts.lead}</p>
      {draft.country.trim().toUpperCase() === "FR" && (
        <SelectField
          label={texts.region}
          value={draft.region}
          options={frenchRegions.map((value) => ({ value, label: texts.regions[value] }))}
          onValue={(region) => set({ region: region as FrenchRegion })}
        />
      )}
      {draft.restDays.length > 0 && (
        <ul class="plain-list ruled">
          {draft.restDays.map((day) => (
            <li key={day} class="row between">
              <span>{longDay(day)}</span>
              <Button
                rank="link"
                label={texts.remove(longDay(day))}
                onPress={() => set({ restDays: draft.restDays.filter((one) => one !== day) })}
              >
                {texts.removeShort}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Field label={texts.add} fault={faultAt(problem, "restDays")}>
        {(wiring) => <input {...wiring} type="date" value={added.value} onInput={(event) => (added.value = event.currentTarget.value)} />}
      </Field>
      <div class="row">
        <Button rank="second" onPress={add}>
          {texts.addShort}
        </Button>
      </div>
    </Section>
  );
}
