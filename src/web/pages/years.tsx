/** Fiscal years: which are open, closing one for good, and the balances of any day. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import { requireClosable } from "../../domain/closing.js";
import type { year as yearSchema } from "../../features/ledger/years.schema.js";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Loading, Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { DayBalances } from "../components/treasury/day-balances.js";
import { focusTitle } from "../components/treasury/fields.js";
import { Purposes } from "../components/treasury/purposes.js";
import { dayAt, shortDay } from "../format.js";
import common_en from "../i18n/en/common.js";
import treasury_en from "../i18n/en/treasury.js";
import en from "../i18n/en/years.js";
import common_fr from "../i18n/fr/common.js";
import treasury_fr from "../i18n/fr/treasury.js";
import fr from "../i18n/fr/years.js";
import { useCollective, useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { attempt } from "../treasury-figures.js";
import { type Balances, useCurrency, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Year = z.output<typeof yearSchema>;

/** The year a fiscal year is called by: its first day’s. */
const named = ({ startsOn, endsOn }: Year): string =>
  startsOn.slice(0, 4) === endsOn.slice(0, 4) ? startsOn.slice(0, 4) : `${startsOn.slice(0, 4)}–${endsOn.slice(0, 4)}`;

export default function YearsPage() {
  const here = useHere();
  const reading = useList<Year>(`${here.api}/years`);
  const years = reading.value;
  const title = () => {
    if (!years) return treasury().ways.years.name;
    const [latest] = years;
    if (!latest) return t().titleNone;
    const open = years.find(({ closedAt }) => closedAt === null);
    return open ? t().title(named(open), open.entries) : t().titleAllClosed(named(latest));
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
                <span class="grow">{named(year)}</span>
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
              {here.isTreasurer && !refusal && (
                <Button label={`${t().close} ${named(year)}`} onPress={() => (closing.value = year)}>
                  {t().close}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {closing.value && <CloseDialog year={closing.value} onClose={() => (closing.value = undefined)} />}
    </Section>
  );
}

/** Says in figures what closing does, and that nothing undoes it. */
function CloseDialog({ year, onClose }: { year: Year; onClose: () => void }) {
  const here = useHere();
  const currency = useCurrency();
  const balances = useReading<Balances>(`${here.api}/balances?on=${year.endsOn}`).value;
  const closing = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/years/${year.startsOn}/closing`, undefined, key),
  );
  const close = async () => {
    if (!(await closing.run(undefined))) return;
    onClose();
    tell(t().closing.done(named(year)));
    focusTitle();
  };
  return (
    <Dialog title={t().closing.title(named(year))} onClose={onClose}>
      <p>{t().closing.says(year.entries, shortDay(year.startsOn), shortDay(year.endsOn))}</p>
      <p>{t().closing.after}</p>
      {balances ? <Purposes totals={balances.totals} currency={currency} /> : <Loading />}
      <ProblemNote problem={closing.problem} onRetry={() => void close()} />
      <Button rank="irreversible" isWide isBusy={closing.isBusy} onPress={() => void close()}>
        {t().closing.confirm(named(year))}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </Dialog>
  );
}
