/** «Vérifier ce calcul»: the fingerprint, the document and the result, and the command that recomputes them. */
import en from "../i18n/en/share.js";
import fr from "../i18n/fr/share.js";
import { useHere } from "../place.js";
import type { SharingTable } from "../sharing-figures.js";
import { speak } from "../speech.js";
import { ButtonLink } from "./button.js";

const t = speak({ fr, en });

export function Verify({ table }: { table: Pick<SharingTable, "id" | "documentHash"> }) {
  const here = useHere();
  const at = `/api/v1${here.api}/sharings/${table.id}`;
  return (
    <details class="card" id="verify">
      <summary>{t().verify.title}</summary>
      <div class="stack">
        <p>{t().verify.says}</p>
        {table.documentHash === null ? (
          <p class="muted">{t().verify.noHash}</p>
        ) : (
          <p class="small">
            <span class="muted">{t().verify.hash}</span>
            <br />
            <code class="wrap-anywhere">{table.documentHash}</code>
          </p>
        )}
        <div class="row no-print">
          <ButtonLink href={`${at}/document`} download>
            {t().verify.document}
          </ButtonLink>
          <ButtonLink href={`${at}/result`} download>
            {t().verify.result}
          </ButtonLink>
        </div>
        <p class="small">
          {t().verify.command}
          <br />
          <code class="wrap-anywhere">moisson share {table.id}.sharing.json</code>
        </p>
      </div>
    </details>
  );
}
