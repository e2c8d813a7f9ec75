/** What matching has in common, by one tap or by ticking: why a share is paid all the same, and what is told once it is done. */
import { write } from "../../api.js";
import type { BankLine, LineProposal } from "../../bank-place.js";
import { money } from "../../format.js";
import en from "../../i18n/en/bank.js";
import payments_en from "../../i18n/en/payments.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/bank.js";
import payments_fr from "../../i18n/fr/payments.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { refreshReadings } from "../../readings.js";
import { speak } from "../../speech.js";
import { TextField } from "../fields.js";
import { tell } from "../told.js";
import { focusTitle } from "./fields.js";
import { tellPosted } from "./reverse.js";

const t = speak({ fr, en });
const payments = speak({ fr: payments_fr, en: payments_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

interface Doubtful {
  readonly called: string;
  readonly nature: string;
  readonly doubts: readonly ("footing_missing" | "receipt_missing")[];
}

/** Why a share is paid although its footing or a receipt is missing. */
export function ReasonField({
  item: { called, nature, doubts },
  isTried,
  value,
  onValue,
}: {
  item: Doubtful;
  isTried: boolean;
  value: string;
  onValue: (reason: string) => void;
}) {
  return (
    <TextField
      label={payments().dialog.reason(`${called} (${treasury().natures[nature] ?? nature})`)}
      hint={doubts.map((doubt) => payments().doubts[doubt].says).join(" ")}
      isRequired
      fault={isTried && value.trim() === "" ? treasury().missing : undefined}
      value={value}
      onValue={onValue}
    />
  );
}

/** Says that a line is matched, with the way back: undoing the one entry that was posted, or detaching the line; a reversal stands. */
export function tellMatched(
  api: string,
  line: BankLine,
  { does, entries }: { does: LineProposal["does"]; entries: readonly { readonly id: string }[] },
): void {
  const [only, ...more] = entries;
  const posted = t().done.posted(money(line.amount, line.currency));
  if (does !== "link" && does !== "return" && only && more.length === 0) tellPosted(api, only.id, posted);
  else tell(does === "link" ? t().done.link : posted, { label: t().line.detach, run: () => void detach(api, line.id) });
  focusTitle();
}

async function detach(api: string, lineId: string): Promise<void> {
  await write("POST", `${api}/bank-lines/${lineId}/reopening`);
  refreshReadings();
  tell(t().line.resumed);
}
