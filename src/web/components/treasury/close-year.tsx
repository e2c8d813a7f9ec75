/** Closing a fiscal year, for good: what to look at before, in figures what it does, and that nothing undoes it. */
import type { z } from "zod";
import type { year as yearSchema } from "../../../features/ledger/years.schema.js";
import { write } from "../../api.js";
import { shortDay, yearName } from "../../format.js";
import en from "../../i18n/en/closing.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/closing.js";
import common_fr from "../../i18n/fr/common.js";
import { useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { type Balances, useCurrency } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { ProblemNote } from "../problem.js";
import { Loading } from "../reading.js";
import { tell } from "../told.js";
import { type Checks, ClosingChecks } from "./closing-checks.js";
import { focusTitle } from "./fields.js";
import { Purposes } from "./purposes.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export type ClosedYear = Pick<z.output<typeof yearSchema>, "startsOn" | "endsOn">;

export function CloseYear({ year, entries, onClose }: { year: ClosedYear; entries: number; onClose: () => void }) {
  const here = useHere();
  const currency = useCurrency();
  const balances = useReading<Balances>(`${here.api}/balances?on=${year.endsOn}`).value;
  const checks = useReading<{ items: Checks }>(`${here.api}/years/${year.startsOn}/checks`).value?.items;
  const closing = useSending((_: undefined, key: string) =>
    write<object>("POST", `${here.api}/years/${year.startsOn}/closing`, undefined, key),
  );
  const close = async () => {
    if (!(await closing.run(undefined))) return;
    onClose();
    tell(t().done(yearName(year)));
    focusTitle();
  };
  return (
    <Dialog title={t().title(yearName(year))} onClose={onClose}>
      <p>{t().says(entries, shortDay(year.startsOn), shortDay(year.endsOn))}</p>
      <p>{t().kept}</p>
      {checks && checks.length > 0 && (
        <section>
          <h3>{t().checks}</h3>
          <ClosingChecks items={checks} currency={currency} />
        </section>
      )}
      <p>{t().after}</p>
      {balances ? <Purposes totals={balances.totals} currency={currency} /> : <Loading />}
      <ProblemNote problem={closing.problem} onRetry={() => void close()} />
      <Button rank="irreversible" isWide isBusy={closing.isBusy} onPress={() => void close()}>
        {t().confirm(yearName(year))}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </Dialog>
  );
}
