/** Bank accounts and tills: what is on each, another name, another account. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/treasury.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import type { Bank } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, TextField } from "../fields.js";
import { Amount, Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

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
  const here = useHere();
  const name = useSignal(bank?.name ?? "");
  const saving = useSending((body: { name: string }, key: string) =>
    bank ? write<object>("PATCH", `${here.api}/banks/${bank.id}`, body, key) : write<object>("POST", `${here.api}/banks`, body, key),
  );
  const submit = async () => {
    const given = name.value.trim();
    if (!(await saving.run({ name: given }))) return;
    tell(bank ? t().banks.renamed(given) : t().banks.opened(given));
    if (!bank) name.value = "";
    onDone?.();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t().banks.name}
        hint={t().banks.nameHint}
        isRequired
        value={name.value}
        fault={faultAt(saving.problem, "name")}
        onValue={(value) => {
          name.value = value;
        }}
      />
      <ProblemNote problem={saving.problem} onRetry={() => void submit()} />
      <Button rank={isFirst ? "first" : "second"} isWide isSubmit isBusy={saving.isBusy}>
        {bank ? t().banks.rename : t().banks.open}
      </Button>
      {bank && (
        <Button isWide onPress={() => onDone?.()}>
          {common().cancel}
        </Button>
      )}
    </form>
  );
}
