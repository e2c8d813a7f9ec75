/** What is being read: shows it once it is there, says that it is on its way, or why it did not come. */
import type { ComponentChildren } from "preact";
import en from "../i18n/en/common.js";
import fr from "../i18n/fr/common.js";
import { type Reading, refreshReadings } from "../readings.js";
import { speak } from "../speech.js";
import { ProblemNote } from "./problem.js";

const t = speak({ fr, en });

export function Shown<T>({ reading, children }: { reading: Reading<T>; children: (value: T) => ComponentChildren }) {
  if (reading.value !== undefined) {
    return (
      <>
        {reading.problem && <ProblemNote problem={reading.problem} onRetry={refreshReadings} />}
        {children(reading.value)}
      </>
    );
  }
  if (reading.problem) return <ProblemNote problem={reading.problem} onRetry={refreshReadings} />;
  return <Loading />;
}

export const Loading = () => (
  <p class="loading" role="status">
    {t().loading}
  </p>
);
