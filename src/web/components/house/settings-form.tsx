/** The settings that are saved together: the collective, its books, what peers are scored on. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { collectiveChange } from "../../../features/collectives/collectives.schema.js";
import { type Problem, write } from "../../api.js";
import { monthNames } from "../../house-settings.js";
import en from "../../i18n/en/settings.js";
import fr from "../../i18n/fr/settings.js";
import { type Collective, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { resumeSession } from "../../session.js";
import { language, speak } from "../../speech.js";
import { Button } from "../button.js";
import { CheckField, Field, faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { RestDays } from "./settings-rest.js";

const t = speak({ fr, en });

const draftOf = ({ yearStart, hostedBy, reviewCriteria, carriedMonths, restDays, region, ...collective }: Collective) => ({
  region: region ?? "metropole",
  restDays: [...restDays] as readonly string[],
  name: collective.name,
  locale: collective.locale,
  timeZone: collective.timeZone,
  country: collective.country,
  currency: collective.currency,
  hosting: hostedBy === null ? "own" : "hosted",
  host: hostedBy ?? "",
  siren: collective.siren ?? "",
  yearMonth: yearStart.slice(0, 2),
  yearDay: yearStart.slice(3),
  carriedMonths: String(carriedMonths),
  criteria: reviewCriteria.join("\n"),
  hasAnonymousReviews: collective.hasAnonymousReviews,
});
type Draft = ReturnType<typeof draftOf>;

const bodyOf = (draft: Draft): z.input<typeof collectiveChange> => ({
  name: draft.name,
  locale: draft.locale,
  timeZone: draft.timeZone.trim(),
  country: draft.country.trim().toUpperCase(),
  currency: draft.currency.trim().toUpperCase(),
  hostedBy: draft.hosting === "own" ? null : draft.host,
  siren: draft.siren.trim() || null,
  yearStart: `${draft.yearMonth}-${draft.yearDay.padStart(2, "0")}`,
  region: draft.region === "metropole" || draft.country.trim().toUpperCase() !== "FR" ? null : draft.region,
  restDays: [...draft.restDays].sort(),
  carriedMonths: Number.parseInt(draft.carriedMonths, 10),
  reviewCriteria: draft.criteria
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean),
  hasAnonymousReviews: draft.hasAnonymousReviews,
});

/** What was changed, and nothing else: what somebody else has set meanwhile stays. */
function changedIn(before: Draft, after: Draft): z.input<typeof collectiveChange> {
  const was: Record<string, unknown> = bodyOf(before);
  return Object.fromEntries(Object.entries(bodyOf(after)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])));
}

export interface PartProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  problem: Problem | undefined;
}

export function SettingsForm({ collective }: { collective: Collective }) {
  const here = useHere();
  const standing = draftOf(collective);
  const typed = useSignal<Partial<Draft>>({});
  const draft = { ...standing, ...typed.value };
  const saving = useSending((change: object, key) => write<Collective>("PATCH", here.api, change, key));
  const save = async () => {
    const saved = await saving.run(changedIn(standing, draft));
    if (!saved) return;
    typed.value = {};
    tell(t().saved);
    // The name stands above every page.
    if (saved.name !== here.name) await resumeSession();
  };
  const part: PartProps = {
    draft,
    problem: saving.problem,
    set: (change) => {
      typed.value = { ...typed.value, ...change };
    },
  };
  return (
    <form
      class="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Identity {...part} />
      <Accounts {...part} />
      <RestDays {...part} />
      <Reviews {...part} isAnonymous={collective.hasAnonymousReviews} />
      <ProblemNote problem={saving.problem} onRetry={() => void save()} />
      <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
        {t().save}
      </Button>
    </form>
  );
}

function Identity({ draft, set, problem }: PartProps) {
  const texts = t().identity;
  return (
    <Section title={texts.title}>
      <TextField label={texts.name} isRequired value={draft.name} fault={faultAt(problem, "name")} onValue={(name) => set({ name })} />
      <SelectField
        label={texts.language}
        hint={texts.languageHint}
        value={draft.locale}
        options={[
          { value: "fr", label: "Français" },
          { value: "en", label: "English" },
        ]}
        onValue={(locale) => set({ locale: locale as Draft["locale"] })}
      />
      <TextField
        label={texts.timeZone}
        hint={texts.timeZoneHint}
        isRequired
        value={draft.timeZone}
        fault={faultAt(problem, "timeZone")}
        onValue={(timeZone) => set({ timeZone })}
      />
      <TextField
        label={texts.country}
        hint={texts.countryHint}
        isRequired
        value={draft.country}
        fault={faultAt(problem, "country")}
        onValue={(country) => set({ country })}
      />
      <SelectField
        label={texts.hosting}
        value={draft.hosting}
        options={[
          { value: "own", label: texts.own },
          { value: "hosted", label: texts.hosted },
        ]}
        onValue={(hosting) => set({ hosting })}
      />
      {draft.hosting === "hosted" && (
        <TextField
          label={texts.host}
          isRequired
          value={draft.host}
          fault={faultAt(problem, "hostedBy")}
          onValue={(host) => set({ host })}
        />
      )}
    </Section>
  );
}

function Accounts({ draft, set, problem }: PartProps) {
  const texts = t().accounts;
  return (
    <Section title={texts.title}>
      {draft.hosting === "own" && draft.country.trim().toUpperCase() === "FR" && (
        <TextField
          label={texts.siren}
          hint={texts.sirenHint}
          value={draft.siren}
          fault={faultAt(problem, "siren")}
          onValue={(siren) => set({ siren })}
        />
      )}
      <TextField
        label={texts.currency}
        hint={texts.currencyFixed}
        isRequired
        value={draft.currency}
        fault={faultAt(problem, "currency")}
        onValue={(currency) => set({ currency })}
      />
      <div class="pair">
        <WholeField
          label={texts.yearDay}
          hint={texts.yearFixed}
          most={31}
          value={draft.yearDay.replace(/^0/, "")}
          fault={faultAt(problem, "yearStart")}
          onValue={(yearDay) => set({ yearDay })}
        />
        <SelectField
          label={texts.yearMonth}
          value={draft.yearMonth}
          options={monthNames(language.value).map((label, index) => ({ value: String(index + 1).padStart(2, "0"), label }))}
          onValue={(yearMonth) => set({ yearMonth })}
        />
      </div>
      <WholeField
        label={`${texts.carried} (${texts.months})`}
        most={120}
        value={draft.carriedMonths}
        fault={faultAt(problem, "carriedMonths")}
        onValue={(carriedMonths) => set({ carriedMonths })}
      />
    </Section>
  );
}

/** A small count: days of a month, months of a delay. */
function WholeField({
  most,
  value,
  onValue,
  ...field
}: {
  label: string;
  hint?: string;
  fault?: string | undefined;
  most: number;
  value: string;
  onValue: (value: string) => void;
}) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          inputMode="numeric"
          min={1}
          max={most}
          step={1}
          required
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Reviews({ draft, set, problem, isAnonymous }: PartProps & { isAnonymous: boolean }) {
  const texts = t().reviews;
  return (
    <Section title={texts.title}>
      <LongTextField
        label={texts.criteria}
        hint={texts.criteriaHint}
        rows={4}
        value={draft.criteria}
        fault={faultAt(problem, "reviewCriteria")}
        onValue={(criteria) => set({ criteria })}
      />
      {isAnonymous ? (
        <p class="muted">{texts.anonymousSet}</p>
      ) : (
        <CheckField
          label={texts.anonymous}
          hint={texts.anonymousHint}
          isChecked={draft.hasAnonymousReviews}
          onChecked={(hasAnonymousReviews) => set({ hasAnonymousReviews })}
        />
      )}
    </Section>
  );
}
