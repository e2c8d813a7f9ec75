/** Leaving a share, or a part of it, to a fund: what is left to whom, said before it is done. */
import { useSignal } from "@preact/signals";
import { parseAmount } from "../../../domain/money.js";
import { waiver } from "../../../domain/postings.js";
import { write } from "../../api.js";
import { money } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/payments.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/payments.js";
import { useFunds, useHere } from "../../place.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt, PageBooks } from "../../treasury-figures.js";
import type { OwedShare } from "../../treasury-payments.js";
import { useBalances } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, readDecimal, SelectField, typedDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { Loading } from "../reading.js";
import { tell } from "../told.js";
import { Booked } from "./booked.js";
import { AmountField, focusTitle } from "./fields.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function WaiveDialog({
  share,
  onClose,
}: {
  share: Pick<OwedShare, "id" | "payee" | "nature" | "currency" | "left">;
  onClose: () => void;
}) {
  const here = useHere();
  const { currency } = share;
  const funds = useFunds();
  const balances = useBalances();
  const choices = funds?.filter((fund) => fund.currency === currency && !fund.isArchived) ?? [];
  const typed = useSignal(typedDecimal(share.left));
  const fundId = useSignal("");
  const isTried = useSignal(false);
  const amount = readDecimal(typed.value);
  const fund = choices.find(({ id }) => id === fundId.value) ?? choices[0];
  const { value: effects, refusal } = attempt(() => {
    if (!fund || !balances || amount === undefined) return undefined;
    const books = new PageBooks(balances.items);
    const part = {
      account: books.account("member", share.payee, currency),
      amountMinor: parseAmount(amount, currency),
      nature: share.nature,
    };
    return books.effects(waiver(books.account("fund", fund, currency), [part]));
  });
  const waiving = useSending((body: { fundId: string; amount: string }, key: string) =>
    write<object>("POST", `${here.api}/shares/${share.id}/waiver`, body, key),
  );
  const submit = async () => {
    isTried.value = true;
    if (!fund || amount === undefined || !effects) return;
    if (!(await waiving.run({ fundId: fund.id, amount }))) return;
    onClose();
    tell(t().waive.done(money(amount, currency)));
    focusTitle();
  };
  if (!funds || !balances)
    return (
      <Dialog title={t().waive.title} onClose={onClose}>
        <Loading />
      </Dialog>
    );
  return (
    <Dialog title={t().waive.title} onClose={onClose}>
      <p>{choices.length === 0 ? t().waive.noFund : t().waive.lead(money(share.left, currency))}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {choices.length > 0 && (
          <>
            <AmountField
              currency={currency}
              isTried={isTried.value}
              fault={refusal ? sayRefusal(refusal) : faultAt(waiving.problem, "amount")}
              value={typed.value}
              onValue={(value) => {
                typed.value = value;
              }}
            />
            <SelectField
              label={t().waive.fund}
              value={fund?.id ?? ""}
              options={choices.map(({ id, name }) => ({ value: id, label: name }))}
              onValue={(value) => {
                fundId.value = value;
              }}
            />
            <Booked effects={effects} />
            <ProblemNote problem={waiving.problem} onRetry={() => void submit()} />
            <Button rank="first" isWide isSubmit isBusy={waiving.isBusy}>
              {amount === undefined ? t().waive.incomplete : t().waive.confirm(money(amount, currency))}
            </Button>
          </>
        )}
        <Button isWide onPress={onClose}>
          {common().cancel}
        </Button>
      </form>
    </Dialog>
  );
}
