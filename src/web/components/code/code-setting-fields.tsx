/** The settings of a version as fields: those it says can be changed, the others are shown as they are inherited. */
import type { ComponentChildren } from "preact";
import type { ConsentSettings } from "../../../domain/consent/settings.js";
import type { Standing } from "../../../domain/member.js";
import { type CodeSetting, codeSettings } from "../../../domain/social-code.js";
import { faultsOf, type Problem } from "../../api.js";
import { type FigureName, isFigure, type TypedLastResort, type TypedSettings, typedSetting } from "../../code-draft.js";
import settings_en from "../../i18n/en/code-settings.js";
import en from "../../i18n/en/social-code.js";
import settings_fr from "../../i18n/fr/code-settings.js";
import fr from "../../i18n/fr/social-code.js";
import { useMembers, useNameOf } from "../../place.js";
import { speak, unbroken } from "../../speech.js";
import { Button } from "../button.js";
import { CheckField, DecimalField, SelectField, TextField } from "../fields.js";
import { Section } from "../page.js";

const t = speak({ fr, en });
const says = speak({ fr: settings_fr, en: settings_en });

type Consent = Partial<TypedSettings>;

interface FieldsProps {
  consent: Consent;
  inherited: ConsentSettings;
  problem: Problem | undefined;
  onConsent: (consent: Consent) => void;
}

/** The sentence of a refusal that is about a setting, whichever part of it. */
function faultOf(problem: Problem | undefined, name: CodeSetting): string | undefined {
  const isAbout = ({ at }: { at: string }) => new RegExp(`^(?:consent\\.)?${name}(?:[.[]|$)`).test(at);
  return problem && faultsOf(problem).some(isAbout) ? unbroken(problem.detail) : undefined;
}

export function SettingFields({ consent, inherited, problem, onConsent }: FieldsProps) {
  const nameOf = useNameOf();
  const words = t().write;
  return (
    <Section title={words.settings}>
      <p class="muted">{words.settingsLead}</p>
      <ul class="plain-list ruled card">
        {codeSettings.map((name) => {
          const title = says().names[name];
          const isSaid = consent[name] !== undefined;
          const inherit = () => {
            const { [name]: _, ...others } = consent;
            onConsent(others);
          };
          return (
            <li key={name} class="stack tight">
              <div class="row between">
                <h3 class="grow">{title}</h3>
                <Button
                  rank="link"
                  label={words.of(isSaid ? words.inherit : words.say, title)}
                  onPress={isSaid ? inherit : () => onConsent({ ...consent, ...typedSetting(name, inherited) })}
                >
                  {isSaid ? words.inherit : words.say}
                </Button>
              </div>
              {isSaid ? (
                <OneSetting name={name} consent={consent} fault={faultOf(problem, name)} onConsent={onConsent} />
              ) : (
                <p class="muted">{words.inherited(says().alone(name, inherited, nameOf))}</p>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

interface SettingProps {
  name: CodeSetting;
  consent: Consent;
  fault: string | undefined;
  onConsent: (consent: Consent) => void;
}

function OneSetting({ name, consent, fault, onConsent }: SettingProps) {
  const words = t().write;
  const set = (value: unknown) => onConsent({ ...consent, [name]: value });
  const units: Readonly<Record<FigureName, string>> = {
    openHours: words.hours,
    daysBetweenAttempts: words.days,
    attemptsBefore: words.times,
    meetingsBefore: words.times,
    restMonths: words.months,
  };
  if (isFigure(name))
    return (
      <div class="code-figure">
        <DecimalField label={says().meanings[name]} unit={units[name]} value={consent[name] ?? ""} fault={fault} onValue={set} />
      </div>
    );
  if (name === "countsPublicHolidays")
    return <CheckField label={words.holidays} isChecked={consent.countsPublicHolidays ?? false} onChecked={set} />;
  if (name === "restWeekdays")
    return (
      <Chips
        legend={words.rest}
        fault={fault}
        choices={says().weekdays.map((label, index) => ({ value: index + 1, label }))}
        chosen={consent.restWeekdays ?? []}
        onChosen={set}
      />
    );
  if (name === "lastResort") return <LastResortFields resort={consent.lastResort as TypedLastResort} fault={fault} onResort={set} />;
  const standings = Object.entries(says().standings) as [Standing, string][];
  return (
    <Chips
      legend={says().meanings[name]}
      fault={fault}
      choices={standings.map(([value, label]) => ({ value, label }))}
      chosen={consent[name] ?? []}
      onChosen={set}
    />
  );
}

/** A group of fields with what is wrong with it. */
const Group = ({ legend, fault, children }: { legend: string; fault: string | undefined; children: ComponentChildren }) => (
  <fieldset class="field stack tight">
    <legend>{legend}</legend>
    {children}
    {fault && <span class="fault">{fault}</span>}
  </fieldset>
);

interface ChipsProps<Value> {
  legend: string;
  fault?: string | undefined;
  choices: readonly { value: Value; label: string }[];
  chosen: readonly Value[];
  onChosen: (chosen: readonly Value[]) => void;
}

/** Some out of a few; what is chosen keeps the order in which the choices stand. */
function Chips<Value extends string | number>({ legend, fault, choices, chosen, onChosen }: ChipsProps<Value>) {
  const choose = (value: Value, isChosen: boolean) =>
    onChosen(choices.map((each) => each.value).filter((each) => (each === value ? isChosen : chosen.includes(each))));
  return (
    <Group legend={legend} fault={fault}>
      <div class="chips">
        {choices.map(({ value, label }) => (
          <label class="chip" key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => choose(value, event.currentTarget.checked)} />
            {label}
          </label>
        ))}
      </div>
    </Group>
  );
}

interface ResortProps {
  resort: TypedLastResort;
  fault: string | undefined;
  onResort: (resort: TypedLastResort) => void;
}

const kinds = ["vote", "council", "none"] as const;

function LastResortFields({ resort, fault, onResort }: ResortProps) {
  const words = t().write;
  const { kind, numerator, denominator, name } = resort;
  return (
    <Group legend={says().meanings.lastResort} fault={fault}>
      {kinds.map((each) => (
        <label class="choice" key={each}>
          <input type="radio" name="last-resort" checked={kind === each} onChange={() => onResort({ ...resort, kind: each })} />
          {words.resorts[each]}
        </label>
      ))}
      {kind === "vote" && (
        <div class="pair">
          <DecimalField label={words.share} value={numerator} onValue={(value) => onResort({ ...resort, numerator: value })} />
          <DecimalField label={words.outOf} value={denominator} onValue={(value) => onResort({ ...resort, denominator: value })} />
        </div>
      )}
      {kind === "council" && (
        <>
          <TextField label={words.council} value={name} onValue={(value) => onResort({ ...resort, name: value })} />
          <Council resort={resort} onResort={onResort} />
        </>
      )}
    </Group>
  );
}

/** The people of a council, chosen among those who are here. */
function Council({ resort, onResort }: Omit<ResortProps, "fault">) {
  const words = t().write;
  const nameOf = useNameOf();
  const people = (useMembers() ?? []).filter(({ kind }) => kind === "person");
  const { memberIds } = resort;
  const others = people.filter(({ id }) => !memberIds.includes(id));
  return (
    <>
      {memberIds.length > 0 && (
        <Chips
          legend={words.members}
          choices={memberIds.map((id) => ({ value: id, label: nameOf(id) }))}
          chosen={memberIds}
          onChosen={(chosen) => onResort({ ...resort, memberIds: chosen })}
        />
      )}
      <SelectField
        label={words.addMember}
        value=""
        options={[{ value: "", label: words.choose }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
        onValue={(id) => {
          if (id !== "") onResort({ ...resort, memberIds: [...memberIds, id] });
        }}
      />
    </>
  );
}
