/** A refusal, in the service’s own words and figures; what got no answer can be tried again, harmlessly. */
import type { Problem } from "../api.js";
import en from "../i18n/en/common.js";
import fr from "../i18n/fr/common.js";
import { speak, unbroken } from "../speech.js";
import { Button } from "./button.js";

const t = speak({ fr, en });

export function ProblemNote({ problem, onRetry }: { problem: Problem | undefined; onRetry?: () => void }) {
  return (
    <div role="alert">
      {problem && (
        <div class="notice brick row between">
          <p class="grow">{unbroken(problem.detail)}</p>
          {onRetry && problem.isUnsettled && <Button onPress={onRetry}>{t().retry}</Button>}
        </div>
      )}
    </div>
  );
}
