/** What others did that concerns who reads, until they say they saw it. */
import type { z } from "zod";
import type { noticePage } from "../../../features/contributions/contributions.schema.js";
import { write } from "../../api.js";
import en from "../../i18n/en/audit.js";
import fr from "../../i18n/fr/audit.js";
import { useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { Trail } from "./trail.js";

const t = speak({ fr, en });

export function Notices() {
  const here = useHere();
  const unseen = useReading<z.output<typeof noticePage>>(`${here.api}/notices?unseen=true&limit=50`).value?.items ?? [];
  const seeing = useSending((ids: readonly string[]) => write<object>("POST", `${here.api}/notices/seen`, { ids }));
  if (unseen.length === 0) return null;
  const see = async () => {
    if (await seeing.run(unseen.map(({ id }) => id))) tell(t().notices.told);
  };
  return (
    <section class="card waits">
      <h2>{t().notices.title(unseen.length)}</h2>
      <Trail events={unseen.map(({ what, ...notice }) => ({ ...notice, action: what }))} />
      <ProblemNote problem={seeing.problem} onRetry={() => void see()} />
      <Button isBusy={seeing.isBusy} onPress={() => void see()}>
        {t().notices.seen}
      </Button>
    </section>
  );
}
