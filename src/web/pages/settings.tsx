/** How the collective works: its name, its books, what it turned on, and what it shows to everybody. */
import { SettingsForm } from "../components/house/settings-form.js";
import { Modules, PublicPage } from "../components/house/settings-switches.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { yearStartSays } from "../house-settings.js";
import en from "../i18n/en/settings.js";
import fr from "../i18n/fr/settings.js";
import { type Collective, useHere } from "../place.js";
import { useReading } from "../readings.js";
import { language, speak } from "../speech.js";

const t = speak({ fr, en });

export default function SettingsPage() {
  const here = useHere();
  const reading = useReading<Collective>(here.api);
  return (
    <Shown reading={reading}>
      {(collective) => (
        <Page title={t().title(collective.name)} lead={here.isAdmin ? t().lead : t().readOnly} isWide>
          <div class="columns">
            {here.isAdmin ? <SettingsForm collective={collective} /> : <Said collective={collective} />}
            <div class="stack loose">
              <Modules collective={collective} mayChange={here.isAdmin} />
              <PublicPage collective={collective} mayChange={here.isAdmin} />
            </div>
          </div>
        </Page>
      )}
    </Shown>
  );
}

/** The settings for who does not change them. */
function Said({ collective }: { collective: Collective }) {
  const { identity, accounts, reviews } = t();
  const facts = [
    [identity.language, collective.locale === "fr" ? "Français" : "English"],
    [identity.timeZone, collective.timeZone],
    [identity.country, collective.country],
    [identity.hosting, collective.hostedBy ?? identity.own],
    [accounts.currency, collective.currency],
    [accounts.yearDay, yearStartSays(collective.yearStart, language.value)],
    [accounts.carried, `${collective.carriedMonths} ${accounts.months}`],
    [reviews.title, collective.reviewCriteria.join(", ")],
  ] as const;
  return (
    <Section title={identity.title}>
      <dl class="facts card">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
