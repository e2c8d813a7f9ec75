/** What looks amiss in what was just saved: said once more, beside the way to look again. */
import type { LoggedAnswer } from "../../features/contributions/contributions.schema.js";
import en from "../i18n/en/contribute.js";
import fr from "../i18n/fr/contribute.js";
import { useHere } from "../place.js";
import { speak, unbroken } from "../speech.js";

const t = speak({ fr, en });

export function ContributionWarned({ saved }: { saved: LoggedAnswer }) {
  const here = useHere();
  return (
    <div class="notice" role="status">
      <p class="strong">{t().warned}</p>
      {saved.warnings.map(({ code, message }) => (
        <p key={code}>{unbroken(message)}</p>
      ))}
      <p>
        <a href={`${here.home}/contributions/${saved.id}`}>{t().see}</a>
      </p>
    </div>
  );
}
