/** Bank accounts and tills: what is on each, another name, another account. */
import { useSignal } from "@preact/signals";
import en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { speak } from "../../speech.js";
import type { Bank } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { Amount, Pill } from "../figures.js";
import { Section } from "../page.js";
import { IbanButton } from "./iban.js";
import { NameForm } from "./name-form.js";

const t = speak({ fr, en });

export function Banks({ banks }: { banks: readonly Bank[] }) {
  const here = useHere();
  const renamed = useSignal<Bank | undefined>(undefined);
  return (
    <Section title={t().banks.title}>
      <div class="card">
        <ul class="plain-list ruled">
          {banks.map((bank) => (
            <li key={bank.id} class="stack tight">
              <div class="with-figure">
                <span class="strong">{bank.name}</span>
                <Amount value={bank.balance} currency={bank.currency} />
              </div>
              <div class="row">
                {bank.balance.startsWith("-") && <Pill tone="brick">{t().banks.overdrawn}</Pill>}
                {here.isTreasurer && bank.currency === "EUR" && <IbanButton owner={{ of: "bank", id: bank.id, name: bank.name }} />}
                {here.isTreasurer && (
                  <Button rank="link" label={`${t().banks.rename} ${bank.name}`} onPress={() => (renamed.value = bank)}>
                    {t().banks.rename}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
        {here.isTreasurer && (
          <details>
            <summary>{t().banks.open}</summary>
            <BankForm />
          </details>
        )}
      </div>
      {renamed.value && (
        <Dialog title={t().banks.rename} onClose={() => (renamed.value = undefined)}>
          <BankForm bank={renamed.value} onDone={() => (renamed.value = undefined)} />
        </Dialog>
      )}
    </Section>
  );
}

/** Opens an account, or gives this one another name. */
export function BankForm({ bank, onDone, isFirst }: { bank?: Bank; onDone?: () => void; isFirst?: boolean }) {
  const texts = { label: t().banks.name, hint: t().banks.nameHint };
  if (!bank) return <NameForm path="/banks" {...texts} act={t().banks.open} done={t().banks.opened} {...(isFirst ? { isFirst } : {})} />;
  const closing = onDone ? { onDone, onCancel: onDone } : {};
  return <NameForm path={`/banks/${bank.id}`} name={bank.name} {...texts} act={t().banks.rename} done={t().banks.renamed} {...closing} />;
}
