/** The head of the chain, to be written down elsewhere: with it a cut or changed ledger is found out. */
import { shortDay } from "../../format.js";
import en from "../../i18n/en/exports.js";
import fr from "../../i18n/fr/exports.js";
import { useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import { type Head, useToday } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Section } from "../page.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

export function ChainHead() {
  const here = useHere();
  const today = useToday();
  const head = useReading<Head>(`${here.api}/ledger/head`).value;
  if (!head || head.position === "0") return null;
  // Pages on plain http have no clipboard: the text can still be selected.
  const canCopy = navigator.clipboard !== undefined;
  return (
    <Section title={t().chain.title}>
      <div class="card">
        <p class="muted">{t().chain.lead}</p>
        <p class="strong">{t().chain.position(head.position)}</p>
        <p class="wrap-anywhere">
          <code>{head.hash}</code>
        </p>
        {canCopy && (
          <div>
            <Button
              onPress={() => {
                const text = t().chain.text(here.name, head.position, head.hash, shortDay(today));
                navigator.clipboard.writeText(text).then(() => tell(t().chain.copied));
              }}
            >
              {t().chain.copy}
            </Button>
          </div>
        )}
        <p class="muted small wrap-anywhere">
          <code>{t().chain.check(here.slug, head.hash)}</code>
        </p>
      </div>
    </Section>
  );
}
