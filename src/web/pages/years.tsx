/** Fiscal years: which are open, closing one for good, and the balances of any day. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import { requireClosable } from "../../domain/closing.js";
import type { year as yearSchema } from "../../features/ledger/years.schema.js";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { CloseYear } from "../components/treasury/close-year.js";
import { DayBalances } from "../components/treasury/day-balances.js";
import { dayAt, shortDay, yearName } from "../format.js";
import treasury_en from "../i18n/en/treasury.js";
import en from "../i18n/en/years.js";
import treasury_fr from "../i18n/fr/treasury.js";
import fr from "../i18n/fr/years.js";
import { useCollective, useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";
import { attempt } from "../treasury-figures.js";
import { useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Year = z.output<typeof yearSchema>;

export default function YearsPage() {
  const here = useHere();
  const reading = useList<Year>(`${here.api}/years`);
  const years = reading.value;
  const title = () => {
    if (!years) return treasury().ways.years.name;
    const [latest] = years;
    if (!latest) return t().titleNone;
    const open = years.find(({ closedAt }) => closedAt === null);
    return open ? t().title(yearName(open), open.entries) : t().titleAllClosed(yearName(latest));
  };
  return (
    <Page title={title()} lead={t().lead} back={{ href: `${here.home}/treasury`, label: treasury().name }}>
      <Shown reading={reading}>{(all) => <Years years={all} />}</Shown>
      <DayBalances />
    </Page>
  );
}

function Years({ years }: { years: readonly Year[] }) {
  const here = useHere();
  const today = useToday();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const closing = useSignal<Year | undefined>(undefined);
  if (years.length === 0) return null;
  const facts = years.map(({ entries, closedAt, ...days }) => ({ ...days, lastNumber: entries, isClosed: closedAt !== null }));
  return (
    <Section title={t().years}>
      <ul class="plain-list stack">
        {years.map((year) => {
          const { refusal } = attempt(() => requireClosable(facts, year.startsOn, today));
          const isOpen = year.closedAt === null;
          return (
            <li class="card" key={year.startsOn}>
              <h3 class="row between baseline">
                <span class="grow">{yearName(year)}</span>
                <Pill tone={isOpen ? "green" : undefined}>
                  {year.closedAt === null ? t().open : t().closed(shortDay(dayAt(year.closedAt, timeZone)))}
                </Pill>
              </h3>
              <p class="muted">
                {t().from(shortDay(year.startsOn), shortDay(year.endsOn))}, {t().entries(year.entries)}
              </p>
              {isOpen && refusal?.code === "year_not_over" && <p class="muted small">{t().notOver(shortDay(year.endsOn))}</p>}
              {isOpen && refusal?.code === "year_before_open" && (
                <p class="muted small">{t().earlierFirst(String(refusal.figures.startsOn).slice(0, 4))}</p>
              )}
              <p>
                <a href={`${here.home}/treasury/years/${year.startsOn}`}>{t().see(yearName(year))}</a>
              </p>
              {here.isTreasurer && !refusal && (
                <Button label={`${t().close} ${yearName(year)}`} onPress={() => (closing.value = year)}>
                  {t().close}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {closing.value && <CloseYear year={closing.value} entries={closing.value.entries} onClose={() => (closing.value = undefined)} />}
    </Section>
  );
}
