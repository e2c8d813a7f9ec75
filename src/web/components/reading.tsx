/** What is being read: shows it once it is there, says that it is on its way, why it did not come, or that there is no such thing. */
import type { ComponentChildren } from "preact";
import type { Problem } from "../api.js";
import en from "../i18n/en/common.js";
import fr from "../i18n/fr/common.js";
import { type Reading, refreshReadings } from "../readings.js";
import { speak } from "../speech.js";
import { Nowhere } from "./nowhere.js";
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
  if (reading.problem && isNowhere(reading.problem)) return <Nowhere />;
  if (reading.problem) return <ProblemNote problem={reading.problem} onRetry={refreshReadings} />;
  return <Loading />;
}

/** What is asked for is not there, or the address holds what is no id of anything. */
function isNowhere({ status, figures }: Problem): boolean {
  const { at } = figures as { at?: unknown };
  return status === 404 || (status === 400 && typeof at === "string" && at.startsWith("params."));
}

export const Loading = () => (
  <p class="loading" role="status">
    {t().loading}
  </p>
);
