/** Lines to begin with, and what each of them says. */
import en from "../i18n/en/contribute-examples.js";
import fr from "../i18n/fr/contribute-examples.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export const ContributeExamples = () => (
  <>
    <ul class="plain-list ruled">
      {t().lines.map(({ line, what }) => (
        <li key={line}>
          <span class="strong">{line}</span>
          <br />
          <span class="muted small">{what}</span>
        </li>
      ))}
    </ul>
    <p class="muted">{t().labels}</p>
  </>
);
