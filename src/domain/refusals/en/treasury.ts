/** Envelopes, bills and payments (DESIGN §5, §6, §8). */
import type { TreasuryCode } from "../../refusals.js";

export default {
  unknown_third_party: "Unknown third party: {id} ({at}).",
  unknown_bank: "Unknown bank account: {id} ({at}).",
  bank_missing: "Which bank account? {names}.",
  envelope_in_round: "The round “{round}” starts from this envelope and returns to it: close it first.",
  envelope_carried:
    "The round “{round}” keeps {carried:money} of credits carried from this envelope: copy it to use them, or cancel its copy to give them back.",
  envelope_not_empty: "The envelope is not empty: balance {balance:money}, committed {committed:money}, expected {expected:money}.",
  fund_not_empty: "The fund is not empty: balance {balance:money}.",
  third_party_archived: "“{thirdParty}” is archived: no new bill and no new money. Take it back first.",
  fund_archived: "The fund “{fund}” is no longer in use.",
  expected_received: "This money has already come in.",
  expected_dropped: "This money is no longer expected.",
  expected_by_money_in: "Expected money becomes received when the treasurer records it coming in.",
  source_missing: "Where does this money come from?",
  gift_not_money: "This contribution is not a gift of money in {currency}.",
  gift_above_amount: "The gifts promised add up to {promised:money}, {amount:money} came in.",
  bill_twice: "The bill “{document}” is already here: {amount:money}, of {day}.",
  bill_reversed: "The bill “{document}” was reversed.",
  bill_paid: "{paid:money} of this bill is paid already: reverse its payments first.",
  bill_overpaid: "{left:money} of this bill is left to pay, you ask for {asked:money}.",
  share_overpaid: "{left:money} of this share is left to pay, you ask for {asked:money}.",
  share_twice: "This share stands twice in the payment.",
  footing_missing: "It is not known on what footing {member} is paid: write why to do it all the same.",
  receipt_missing: "A receipt is missing for the expenses of {member}: write why to reimburse them all the same.",
  share_of_another: "Only who receives a share may leave it.",
  refund_above_payment: "{paid:money} was paid, {asked:money} cannot come back.",
  entry_of_sharing: "Entry no. {number} is that of a sharing: reverse the sharing.",
  year_not_over: "The fiscal year ends on {endsOn} and today is {today}: it cannot be closed yet.",
  year_before_open: "The fiscal year of {startsOn} is still open: years close in order.",
} satisfies Readonly<Record<TreasuryCode, string>>;
