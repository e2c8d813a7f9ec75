/** One import: how far it is read, what is wrong in it, what it added; let in or taken back, whole. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import type { ImportAnswer } from "../../features/imports/imports.schema.js";
import { ImportLead, ImportReport, importTitle } from "../components/import-report.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import en from "../i18n/en/imports.js";
import fr from "../i18n/fr/imports.js";
import { useHere } from "../place.js";
import { refreshReadings, useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

/** How often a file that is being read is looked at. */
const pauseMs = 1_000;

export default function ImportPage() {
  const here = useHere();
  const { id } = useRoute().params;
  const reading = useReading<ImportAnswer>(`${here.api}/imports/${id}`);
  const isReading = reading.value?.status === "staging";
  useEffect(() => {
    if (!isReading) return;
    const timer = setInterval(refreshReadings, pauseMs);
    return () => clearInterval(timer);
  }, [isReading]);
  return <Shown reading={reading}>{(answer) => <Stand key={answer.id} answer={answer} />}</Shown>;
}

function Stand({ answer }: { answer: ImportAnswer }) {
  const here = useHere();
  const done = useSignal<ImportAnswer | undefined>(undefined);
  // What was just done is newer than what was read before.
  const shown = done.value && done.value.status !== answer.status ? done.value : answer;
  return (
    <Page
      title={importTitle(shown)}
      lead={<ImportLead answer={shown} isMendable={false} />}
      back={{ href: `${here.home}/contribute/table`, label: t().backToTable }}
    >
      <ImportReport
        answer={shown}
        onAnswer={(said) => {
          done.value = said;
          document.querySelector<HTMLElement>("h1")?.focus();
        }}
      />
    </Page>
  );
}
