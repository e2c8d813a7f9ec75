/** What is wrong with a statement, by line and column. */
import type { Problem } from "../../api.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { speak } from "../../speech.js";

const t = speak({ fr, en });

interface Fault {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

export function StatementFaults({ problem }: { problem: Problem | undefined }) {
  if (problem?.code !== "statement_has_errors") return null;
  const errors = problem.figures.errors as Fault[];
  return (
    <details open>
      <summary>{t().add.errors(Number(problem.figures.count))}</summary>
      <ul class="plain-list ruled">
        {errors.map(({ line, column, message }, index) => (
          // One cell may have two faults.
          <li key={index}>
            <span class="muted small">{t().add.where(line, column)}</span>
            <br />
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
