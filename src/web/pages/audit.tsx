/** Who did what, and when: a page of sentences, the latest first, and what concerns who reads. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { z } from "zod";
import type { auditPage } from "../../features/ledger/audit.schema.js";
import { get, Problem } from "../api.js";
import { Button } from "../components/button.js";
import { SelectField } from "../components/fields.js";
import { Notices } from "../components/house/notices.js";
import { type AuditEvent, Trail } from "../components/house/trail.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import en from "../i18n/en/audit.js";
import fr from "../i18n/fr/audit.js";
import { useHere, useMembers } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
type Events = z.output<typeof auditPage>;
const pageSize = 50;

export default function AuditPage() {
  const here = useHere();
  const noun = useSignal("");
  const by = useSignal("");
  const members = useMembers() ?? [];
  const query = `${noun.value ? `&action=${noun.value}` : ""}${by.value ? `&byId=${by.value}` : ""}`;
  const path = `${here.api}/audit?limit=${pageSize}${query}`;
  const reading = useReading<Events>(path);
  return (
    <Shown reading={reading}>
      {(first) => (
        <Page title={t().title(first.items.length)} lead={t().lead} back={{ href: `${here.home}/menu`, label: t().back }}>
          <Notices />
          <div class="pair no-print">
            <SelectField
              label={t().filter}
              value={noun.value}
              options={[{ value: "", label: t().everything }, ...Object.entries(t().nouns).map(([value, label]) => ({ value, label }))]}
              onValue={(value) => {
                noun.value = value;
              }}
            />
            <SelectField
              label={t().by}
              value={by.value}
              options={[{ value: "", label: t().everybody }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
              onValue={(value) => {
                by.value = value;
              }}
            />
          </div>
          {first.items.length === 0 && <p class="muted">{t().none}</p>}
          <Older key={path} path={path} first={first} />
        </Page>
      )}
    </Shown>
  );
}

/** The first page, and older ones as they are asked for. */
function Older({ path, first }: { path: string; first: Events }) {
  const older = useSignal<{ items: readonly AuditEvent[]; nextCursor: string | null | undefined } | undefined>(undefined);
  const isBusy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  // A newer first page begins anew: what is older would no longer join it without a gap.
  useEffect(() => {
    older.value = undefined;
  }, [first]);
  const cursor = older.value ? older.value.nextCursor : first.nextCursor;
  const more = async () => {
    if (isBusy.value || !cursor) return;
    isBusy.value = true;
    problem.value = undefined;
    try {
      const page = await get<Events>(`${path}&cursor=${encodeURIComponent(cursor)}`);
      older.value = { items: [...(older.value?.items ?? []), ...page.items], nextCursor: page.nextCursor };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error;
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <>
      <Trail events={[...first.items, ...(older.value?.items ?? [])]} />
      <ProblemNote problem={problem.value} onRetry={() => void more()} />
      {cursor && (
        <Button isBusy={isBusy.value} onPress={() => void more()}>
          {t().more}
        </Button>
      )}
    </>
  );
}
