/** Several shares paid together: how much of each, on which day, from which account; and what that will write. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { money } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/payments.js";
import treasury_en from "../../i18n/en/treasury.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/payments.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useHere } from "../../place.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { restOf, type ShownBalance } from "../../treasury-figures.js";
import { type OwedShare, planPayment } from "../../treasury-payments.js";
import type { Bank } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, readDecimal, TextField, typedDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Booked } from "./booked.js";
import {
  AmountField,
  BankField,
  bankMeant,
  DayField,
  DocumentField,
  focusTitle,
  NoteField,
  useUnwritten,
  type Written,
  writtenBody,
} from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

interface Part {
  readonly amount: string;
  readonly reason: string;
}

export function PayDialog({
  shares,
  banks,
  balances,
  onClose,
}: {
  shares: readonly OwedShare[];
  banks: readonly Bank[];
  balances: readonly ShownBalance[];
  onClose: (isPaid: boolean) => void;
}) {
  const here = useHere();
  const written = useSignal<Written>(useUnwritten());
  const typed = useSignal<Record<string, Part>>({});
  const isTried = useSignal(false);
  const currency = shares[0]?.currency ?? "EUR";
  const bank = bankMeant(banks, currency, written.value.bankId);
  const parts = shares.map((share) => {
    const part = typed.value[share.id] ?? { amount: typedDecimal(share.left), reason: "" };
    return { share, typed: part.amount, reason: part.reason, amount: readDecimal(part.amount) };
  });
  const plan = planPayment(parts, bank, balances);
  const paying = useSending((_: undefined, key: string) =>
    write<{ entry: { id: string } }>(
      "POST",
      `${here.api}/payments`,
      {
        items: parts.map(({ share, amount, reason }) => ({ shareId: share.id, amount, reason: reason.trim() || null })),
        ...writtenBody(written.value, bank),
      },
      key,
    ),
  );
  const change = (fields: Partial<Written>) => {
    written.value = { ...written.value, ...fields };
  };
  const submit = async () => {
    isTried.value = true;
    if (plan.total === undefined) return;
    const total = money(plan.total, currency);
    const done = await paying.run(undefined);
    if (!done) return;
    onClose(true);
    tellPosted(here.api, done.entry.id, t().done(total));
    focusTitle();
  };
  const faultOf = (at: string): string | undefined => {
    if (plan.refusal?.figures.at === at) return sayRefusal(plan.refusal);
    return faultAt(paying.problem, at);
  };
  const natureOf = (nature: string) => treasury().natures[nature] ?? nature;
  return (
    <Dialog title={t().dialog.title(shares.length)} onClose={() => onClose(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {parts.map(({ share, ...part }, index) => {
          const set = (fields: Partial<Part>) => {
            typed.value = { ...typed.value, [share.id]: { amount: part.typed, reason: part.reason, ...fields } };
          };
          const rest = restOf(share.left, part.amount, currency);
          const reasonFault = faultAt(paying.problem, `items[${index}].reason`);
          return (
            <div class="stack tight" key={share.id}>
              <AmountField
                label={t().dialog.amountFor(share.payee.name, `${natureOf(share.nature)}, ${share.label}`)}
                currency={currency}
                isTried={isTried.value}
                hint={rest === undefined ? "" : /[1-9]/.test(rest) ? t().dialog.rest(money(rest, currency)) : t().dialog.whole}
                fault={faultOf(`items[${index}].amount`)}
                value={part.typed}
                onValue={(amount) => set({ amount })}
              />
              {(share.doubts.length > 0 || reasonFault) && (
                <TextField
                  label={t().dialog.reason(share.payee.name)}
                  hint={share.doubts.map((doubt) => t().doubts[doubt].says).join(" ")}
                  isRequired
                  fault={reasonFault}
                  value={part.reason}
                  onValue={(reason) => set({ reason })}
                />
              )}
            </div>
          );
        })}
        <div class="pair">
          <DayField value={written.value.datedOn} fault={faultAt(paying.problem, "datedOn")} onValue={(datedOn) => change({ datedOn })} />
          <BankField
            banks={banks}
            currency={currency}
            value={bank?.id ?? ""}
            fault={faultAt(paying.problem, "bankId")}
            onValue={(bankId) => change({ bankId })}
          />
        </div>
        <DocumentField
          label={t().dialog.document}
          hint={t().dialog.documentHint}
          value={written.value.document}
          fault={faultAt(paying.problem, "document")}
          onValue={(document) => change({ document })}
        />
        <NoteField value={written.value.note} onValue={(note) => change({ note })} />
        <Booked effects={plan.effects} />
        <ProblemNote problem={paying.problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={paying.isBusy}>
          {plan.total === undefined ? t().dialog.incomplete : t().dialog.confirm(money(plan.total, currency))}
        </Button>
        <Button isWide onPress={() => onClose(false)}>
          {common().cancel}
        </Button>
      </form>
    </Dialog>
  );
}
