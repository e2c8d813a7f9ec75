/** What the collective recognises: what is counted, at which rate, and what is told in words. */
import { useSignal } from "@preact/signals";
import { Button } from "../components/button.js";
import { ArchivedKind, KindCard } from "../components/house/kind-card.js";
import { AddingKind } from "../components/house/kind-dialogs.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import en from "../i18n/en/kinds.js";
import fr from "../i18n/fr/kinds.js";
import { type Kind, useCollective, useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function KindsPage() {
  const here = useHere();
  const isAdding = useSignal(false);
  const currency = useCollective()?.currency;
  const reading = useList<Kind>(`${here.api}/kinds`);
  const add = (
    <Button
      rank="first"
      onPress={() => {
        isAdding.value = true;
      }}
    >
      {t().add}
    </Button>
  );
  return (
    <Shown reading={reading}>
      {(kinds) => {
        const counted = kinds.filter(({ isArchived, isQualitative }) => !isArchived && !isQualitative);
        const qualities = kinds.filter(({ isArchived, isQualitative }) => !isArchived && isQualitative);
        const archived = kinds.filter(({ isArchived }) => isArchived);
        return (
          <Page title={t().title(counted.length, qualities.length)} lead={t().lead} actions={here.isAdmin && add} isWide>
            <p>
              <a href={`${here.home}/rates`}>{t().grid}</a>
            </p>
            <Section title={t().counted}>
              {counted.length === 0 && <p class="muted">{t().noCounted}</p>}
              <Cards kinds={counted} currency={currency} />
            </Section>
            <Section title={t().qualities}>
              <p class="muted">{qualities.length === 0 ? t().noQualities : t().qualitiesLead}</p>
              <Cards kinds={qualities} currency={currency} />
            </Section>
            {archived.length > 0 && (
              <details>
                <summary>{t().archived(archived.length)}</summary>
                <ul class="plain-list ruled">
                  {archived.map((kind) => (
                    <ArchivedKind key={kind.id} kind={kind} />
                  ))}
                </ul>
              </details>
            )}
            {isAdding.value && currency && (
              <AddingKind
                currency={currency}
                onClose={() => {
                  isAdding.value = false;
                }}
              />
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function Cards({ kinds, currency }: { kinds: readonly Kind[]; currency: string | undefined }) {
  if (!currency) return null;
  return (
    <ul class="plain-list tiles">
      {kinds.map((kind) => (
        <KindCard key={kind.id} kind={kind} currency={currency} />
      ))}
    </ul>
  );
}
