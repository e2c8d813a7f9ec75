/** Where money is paid to, and the batches by which it leaves (DESIGN §8). */
import type { PayingCode } from "../../refusals.js";

export default {
  iban_malformed: "An IBAN begins with two letters and two digits, such as FR76.",
  iban_country_unknown: "No IBAN begins with {country}.",
  iban_length: "An IBAN of {country} has {expected} characters, this one has {found}.",
  iban_mistyped: "This IBAN ending in {end} does not check: a character is wrong, or two changed places.",
  bic_malformed: "A BIC has eight characters, or eleven, such as AGRIFRPP.",
  iban_missing: "The IBAN of {name} is not known.",
  iban_unreadable: "The IBAN of {name} cannot be read any more (the service’s secret has changed): type it again.",
  iban_outside_sepa: "The IBAN of {name} is outside SEPA: have your bank make this payment.",
  bank_iban_missing: "The IBAN of the account “{bank}” is not known: write it first.",
  share_stays_out: "What {name} is owed stays out of the file: pay it by hand, saying why.",
  in_payment_batch: "It is in transfers no. {number} already: mark them paid, or cancel them first.",
  item_twice: "The same line stands twice in these transfers.",
  transfer_too_large: "{amount:money} for {name} is more than a SEPA transfer carries ({max:money}).",
  execution_past: "The bank cannot pay on {day} any more: today is {today}.",
  batch_not_euro: "A SEPA file is in euros, this account is in {currency}.",
  batch_is_request: "These payments are asked of {host}: they have no payment file.",
  batch_ended: "Transfers no. {number} are over.",
  batch_file_forgotten:
    "The file of transfers no. {number} is not kept any more: somebody in it was forgotten, or the service’s secret has changed.",
  transfer_unknown: "This transfer is not one of these.",
  transfer_ended: "Transfer {reference} is over.",
} satisfies Readonly<Record<PayingCode, string>>;
