/** Charters of cooperation. */
import type { CharterCode } from "../../refusals.js";

export default {
  charter_of_another: "Only the parties of this charter, who wrote it, pilots of its circle and admins may do this.",
  charter_closed: "“{charter}” is closed: it can still be read, and does not change any more.",
  charter_winding: "“{charter}” is being wound down: it is not signed nor changed any more.",
  charter_not_open: "Version {version} of “{charter}” is not open to signature.",
  charter_not_in_force: "“{charter}” is not in force: all its parties sign it first.",
  charter_not_winding: "“{charter}” is not being wound down: open its end first, with a reason.",
  charter_signed:
    "Version {version} of “{charter}” does not change any more ({signatures} signatures): write a new version, whose signatures start anew.",
  charter_version_old: "“{charter}” has a later version, number {latest}: that one is signed.",
  charter_text_changed: "“{charter}” was written again after you opened it: read it again, then sign.",
  charter_text_unsaid: "“{charter}” was written that very day, on {written}: say that the sheet has this text (readChangedAt).",
  charter_without_parties: "A charter has at least {min} parties; “{charter}” has {parties}.",
  charter_without_object: "“{charter}” does not say its object yet: write what you do together.",
  charter_unfinished: "“{charter}” still has passages to complete: {articles}.",
  charter_words_missing: "Sign with the words “read and approved”; you wrote “{words}”.",
  charter_signed_already: "{name} has signed “{charter}” already, on {signed}.",
  not_a_party: "{name} is no party of “{charter}”: {parties} sign it.",
  signature_of_another: "Here everybody signs for themselves: {name} signs with their own access, or on paper.",
  signature_before_text: "A signature of {signed} is older than the text, which was written on {written}.",
  charter_signatures_missing: "“{charter}” still waits for the signature of {missing}. A decision does not sign in their place.",
  split_without_total: "The split has no total, or no line ({lines} lines): complete it before signing.",
  split_incomplete: "These lines have no amount: {without}. Complete them before signing.",
  split_above_total: "The lines add up to {asked:money} for a total of {total:money}: {over:money} too much.",
  split_above_hundred: "The percents add up to {sum} %: that is more than 100 %.",
  line_of_no_party: "The line “{line}” pays {name}, who is no party of the charter ({parties}).",
  split_below_paid: "The line “{line}” cannot become {amount:money}: {paid:money} of it are paid or asked already.",
  instalment_above_left: "{left:money} is left[ on the line “{line}”]; {asked:money} is asked.",
  instalment_fixed:
    "This sharing is an instalment of the charter “{charter}”: its amounts do not change. Abandon it, and ask for another instalment.",
  line_party_not_member:
    "The line “{line}” is for a third party, {name}: a sharing pays members alone. Record its bill, then trace it to the line.",
  charter_pays_by_instalments:
    "The envelope is that of the charter “{charter}”: its fixed amounts are paid from the charter, at once or in instalments.",
  bill_of_another_line: "Bill {document} is not of {name}, or not of the charter’s envelope: it does not pay the line “{line}”.",
  bill_traced: "Bill {document} is traced to a line already.",
  charter_step_done: "This step is done already.",
  charter_not_settled: "The envelope still holds {balance:money} (committed: {committed:money}): settle it first.",
  charter_instalments_asked: "Instalments of {asked:money} are still on their way: pay them, or give them up first.",
  experience_missing: "Write down what was learnt, with respect for everybody: that is this step.",
} satisfies Readonly<Record<CharterCode, string>>;
