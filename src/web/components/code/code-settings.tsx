/** The settings of a social code in a table: each with its value in words, and where it comes from. */
import type { ComponentChildren } from "preact";
import type { ConsentSettings } from "../../../domain/consent/settings.js";
import { type CodeSetting, codeSettings } from "../../../domain/social-code.js";
import settings_en from "../../i18n/en/code-settings.js";
import en from "../../i18n/en/social-code.js";
import settings_fr from "../../i18n/fr/code-settings.js";
import fr from "../../i18n/fr/social-code.js";
import { useNameOf } from "../../place.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";
import { settingAnchor } from "./code-text.js";

const t = speak({ fr, en });
const says = speak({ fr: settings_fr, en: settings_en });

interface SettingsTableProps {
  settings: ConsentSettings;
  lead: string;
  originOf: (name: CodeSetting) => ComponentChildren;
}

export function SettingsTable({ settings, lead, originOf }: SettingsTableProps) {
  const nameOf = useNameOf();
  const words = t().settings;
  return (
    <Section title={words.title}>
      <div class="table-scroll">
        <table class="stacked code-settings">
          <caption>{lead}</caption>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.value}</th>
              <th scope="col">{words.from}</th>
            </tr>
          </thead>
          <tbody>
            {codeSettings.map((name) => (
              <tr key={name} id={settingAnchor(name)} tabIndex={-1}>
                <th scope="row">
                  {says().names[name]}
                  <span class="meaning muted small note">{says().meanings[name]}</span>
                </th>
                <td>{says().alone(name, settings, nameOf)}</td>
                <td class="muted" data-label={words.from}>
                  {originOf(name)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
