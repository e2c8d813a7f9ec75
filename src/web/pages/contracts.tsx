/** Reciprocity contracts: who gives and receives what, by kind of actor. */
import { useSignal } from "@preact/signals";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { ContractDialog } from "../components/ties/contract-dialog.js";
import { listed, money } from "../format.js";
import en from "../i18n/en/contracts.js";
import fr from "../i18n/fr/contracts.js";
import { useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";
import { type ContractLine, categories } from "../ties-place.js";

const t = speak({ fr, en });

export default function ContractsPage() {
  const here = useHere();
  const isWriting = useSignal(false);
  const reading = useList<ContractLine>(`${here.api}/contracts?limit=200`);
  const begin = (
    <Button
      rank="first"
      onPress={() => {
        isWriting.value = true;
      }}
    >
      {t().write}
    </Button>
  );
  return (
    <Shown reading={reading}>
      {(contracts) => {
        const of = (status: ContractLine["status"]) => contracts.filter((each) => each.status === status);
        const [inForce, drafts, ended] = [of("signed"), of("draft"), of("ended")];
        const late = inForce.filter(({ daysLate }) => daysLate > 0);
        return (
          <Page title={t().title(inForce.length)} lead={t().lead} actions={begin} isWide>
            {late.length > 0 && (
              <div class="notice">
                <p class="strong">{t().late(late.length)}</p>
              </div>
            )}
            {contracts.length === 0 && (
              <Empty title={t().empty.title}>
                <p>{t().empty.says}</p>
              </Empty>
            )}
            {categories.map((category) => {
              const those = inForce.filter((each) => each.category === category);
              return (
                those.length > 0 && (
                  <Section key={category} title={t().categories[category]}>
                    <Cards contracts={those} />
                  </Section>
                )
              );
            })}
            {drafts.length > 0 && (
              <Section title={t().drafts}>
                <Cards contracts={drafts} />
              </Section>
            )}
            {ended.length > 0 && (
              <details>
                <summary>{t().ended(ended.length)}</summary>
                <Cards contracts={ended} />
              </details>
            )}
            {isWriting.value && (
              <ContractDialog
                onClose={() => {
                  isWriting.value = false;
                }}
              />
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function Cards({ contracts }: { contracts: readonly ContractLine[] }) {
  const here = useHere();
  return (
    <ul class="plain-list tiles">
      {contracts.map(({ id, title, parties, gives, receives, daysLate, received }) => (
        <li key={id}>
          <a class="card" href={`${here.home}/contracts/${id}`}>
            <span class="strong good">{title}</span>
            <span class="muted small">{t().with(listed(parties.map(({ name }) => name)))}</span>
            <span>
              <span class="strong">{t().gives}</span> {gives}
            </span>
            <span>
              <span class="strong">{t().receives}</span> {receives}
            </span>
            <span class="row">
              {daysLate > 0 && <Pill tone="brick">{t().daysLate(daysLate)}</Pill>}
              {received.length > 0 && (
                <Pill tone="green">{t().came(listed(received.map(({ amount, currency }) => money(amount, currency))))}</Pill>
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
