/** The bank’s statements: what each line that waits may be, the balance beside the ledger’s, and adding another statement. */
import { useOpenLines, useReconciliations, useStatements } from "../bank-place.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { BankLineCard } from "../components/treasury/bank-line.js";
import { ReconciliationCard } from "../components/treasury/reconciliation.js";
import { SettledLines } from "../components/treasury/settled-lines.js";
import { StatementForm } from "../components/treasury/statement-form.js";
import { Statements } from "../components/treasury/statements.js";
import { TwinLines } from "../components/treasury/twin-lines.js";
import en from "../i18n/en/bank.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/bank.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { speak } from "../speech.js";
import { useBanks, useLiveLedger } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function BankPage() {
  const here = useHere();
  const back = { href: `${here.home}/treasury`, label: treasury().name };
  return here.isTreasurer ? <Reconciling back={back} /> : <Page title={t().name} lead={t().forOthers} back={back} children={null} />;
}

function Reconciling({ back }: { back: { href: string; label: string } }) {
  useLiveLedger();
  const lines = useOpenLines();
  const statements = useStatements();
  const banks = useBanks();
  const stated = (banks ?? []).filter(({ id }) => statements?.some(({ bankId, undoneAt }) => bankId === id && undoneAt === null));
  const told = useReconciliations(stated.map(({ id }) => id));
  if (!lines.value || !statements || !banks)
    return (
      <Page title={t().name} back={back}>
        <Shown reading={lines}>{() => null}</Shown>
      </Page>
    );
  const open = lines.value;
  const isEmpty = stated.length === 0;
  const title = isEmpty ? t().titleEmpty : open.length === 0 ? t().titleDone : t().title(open.length);
  const nameOf = (bankId: string) => banks.find(({ id }) => id === bankId)?.name;
  const balances = stated.flatMap(({ id, name }) => {
    const one = told.find(({ bankId }) => bankId === id);
    return one ? [{ name, one }] : [];
  });
  const adding = (
    <section class="card">
      <h2>{t().add.title}</h2>
      <StatementForm banks={banks} isFirst={open.length === 0} />
    </section>
  );
  return (
    <Page title={title} lead={t().lead} back={back} isWide>
      <div class="columns">
        <div class="stack loose">
          {isEmpty && adding}
          {open.length > 0 && (
            <Section title={t().waiting}>
              <ul class="plain-list stack">
                {open.map((line, index) => (
                  <BankLineCard
                    key={line.id}
                    line={line}
                    isFirst={index === 0}
                    bankName={banks.length > 1 ? nameOf(line.bankId) : undefined}
                  />
                ))}
              </ul>
            </Section>
          )}
        </div>
        <div class="stack loose">
          {balances.length > 0 && (
            <Section title={t().balance.title}>
              {balances.map(({ name, one }) => (
                <ReconciliationCard key={one.bankId} name={name} told={one} />
              ))}
            </Section>
          )}
          {statements.some(({ linesTwin }) => linesTwin > 0) && <TwinLines />}
          {!isEmpty && adding}
          {statements.length > 0 && <Statements />}
          {statements.length > 0 && <SettledLines />}
        </div>
      </div>
    </Page>
  );
}
