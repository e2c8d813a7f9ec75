/** Several shares paid together: how much of each, on which day, from which account; and what that will write. */
import { useSignal } from "@preact/signals";
import { money } from "../../format.js";
import en from "../../i18n/en/payments.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/payments.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { sayRefusal } from "../../refusal-words.js";
import { speak } from "../../speech.js";
import { restOf } from "../../treasury-figures.js";
import { type OwedShare, planPayment } from "../../treasury-payments.js";
import type { Bank } from "../../treasury-place.js";
import { Dialog } from "../dialog.js";
import { faultAt, readDecimal, TextField, typedDecimal } from "../fields.js";
import { BookingFrame, type BookingState } from "./booking-form.js";
import { AmountField } from "./fields.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

interface Typed {
  readonly amount: string;
  readonly reason: string;
}

/** The shares that were ticked when it opened: what others do meanwhile changes nothing of what is about to be confirmed. */
export function PayDialog({
  banks,
  onClose,
  ...opened
}: {
  shares: readonly OwedShare[];
  banks: readonly Bank[];
  onClose: (isPaid: boolean) => void;
}) {
  const shares = useSignal(opened.shares).peek();
  const typed = useSignal<Record<string, Typed>>({});
  const parts = shares.map((share) => {
    const part = typed.value[share.id] ?? { amount: typedDecimal(share.left), reason: "" };
    return { share, typed: part, reason: part.reason, amount: readDecimal(part.amount) };
  });
  return (
    <Dialog title={t().dialog.title(shares.length)} onClose={() => onClose(false)}>
      <BookingFrame
        currency={shares[0]?.currency ?? "EUR"}
        banks={banks}
        path="/payments"
        body={{ items: parts.map(({ share, amount, reason }) => ({ shareId: share.id, amount, reason: reason.trim() || null })) }}
        plan={(balances, bank) => planPayment(parts, bank, balances)}
        texts={t().dialog}
        document={{ label: t().dialog.document, hint: t().dialog.documentHint }}
        isFirst
        onDone={() => onClose(true)}
        onCancel={() => onClose(false)}
      >
        {(state) =>
          parts.map(({ share, ...part }, index) => (
            <PartFields
              key={share.id}
              share={share}
              typed={part.typed}
              at={`items[${index}]`}
              state={state}
              onTyped={(next) => {
                typed.value = { ...typed.value, [share.id]: next };
              }}
            />
          ))
        }
      </BookingFrame>
    </Dialog>
  );
}

interface PartProps {
  share: OwedShare;
  typed: Typed;
  /** Its place in the request. */
  at: string;
  state: BookingState;
  onTyped: (typed: Typed) => void;
}

/** How much of one share, and why, where something is missing to pay it. */
function PartFields({ share, typed, at, state: { isTried, problem, refusal }, onTyped }: PartProps) {
  const { currency } = share;
  const nature = treasury().natures[share.nature] ?? share.nature;
  const rest = restOf(share.left, readDecimal(typed.amount), currency);
  const refused = refusal?.figures.at === `${at}.amount` ? sayRefusal(refusal) : undefined;
  const reasonFault = faultAt(problem, `${at}.reason`);
  return (
    <div class="stack tight">
      <AmountField
        label={t().dialog.amountFor(share.payee.name, `${nature}, ${share.label}`)}
        currency={currency}
        isTried={isTried}
        hint={rest === undefined ? "" : /[1-9]/.test(rest) ? t().dialog.rest(money(rest, currency)) : t().dialog.whole}
        fault={refused ?? faultAt(problem, `${at}.amount`)}
        value={typed.amount}
        onValue={(amount) => onTyped({ ...typed, amount })}
      />
      {(share.doubts.length > 0 || reasonFault) && (
        <TextField
          label={t().dialog.reason(share.payee.name)}
          hint={share.doubts.map((doubt) => t().doubts[doubt].says).join(" ")}
          isRequired
          fault={reasonFault}
          value={typed.reason}
          onValue={(reason) => onTyped({ ...typed, reason })}
        />
      )}
    </div>
  );
}
