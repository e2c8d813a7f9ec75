/**
 * FEC, the file of accounting entries that the French tax office reads (livre des procédures fiscales, article A47 A-1): 18
 * columns in a fixed order under fixed names, tabs between them, CRLF behind each line, UTF-8 without a byte order mark, days as
 * AAAAMMJJ, comma decimals, one line a line of an entry. Its name is SirenFECAAAAMMJJ.txt, by the last day of the fiscal year.
 */
import type { AccountingEntry, AccountLine } from "../domain/accounting/year.js";
import { journals, plainText } from "../domain/accounting/year.js";
import type { Day } from "../domain/calendar.js";
import { formatAmount } from "../domain/money.js";
import type { Auxiliaries } from "./journals.js";

export const fecColumns = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "EcritureLet",
  "DateLet",
  "ValidDate",
  "Montantdevise",
  "Idevise",
] as const;

export const fecName = (siren: string, endsOn: Day): string => `${siren}FEC${compact(endsOn)}.txt`;

const compact = (day: Day): string => day.replaceAll("-", "");
const amount = (minor: bigint): string => formatAmount(minor, "EUR").replace(".", ",");
const zero = amount(0n);

export async function* writeFec(entries: AsyncIterable<readonly AccountingEntry[]>, auxiliaries: Auxiliaries): AsyncGenerator<string> {
  let chunk = `${fecColumns.join("\t")}\r\n`;
  const places = new Map<string, string>();
  const placeOf = ({ account, auxiliaryId }: AccountLine): string => {
    const key = `${account.number} ${auxiliaryId ?? ""} ${account.label}`;
    let place = places.get(key);
    if (place === undefined) {
      const who = auxiliaryId === null ? undefined : auxiliaries.get(auxiliaryId);
      place = `${account.number}\t${plainText(account.label)}\t${who?.code ?? ""}\t${plainText(who?.name ?? "")}`;
      places.set(key, place);
    }
    return place;
  };
  for await (const batch of entries) {
    for (const { number, journal, datedOn, validOn, document, label, lines } of batch) {
      const day = compact(datedOn);
      const before = `${journal}\t${journals[journal]}\t${number}\t${day}\t`;
      const after = `\t${document}\t${day}\t${label}\t`;
      const end = `\t\t\t${compact(validOn)}\t\t\r\n`;
      for (const line of lines) {
        const [debit, credit] = line.amountMinor > 0n ? [amount(line.amountMinor), zero] : [zero, amount(-line.amountMinor)];
        chunk += `${before}${placeOf(line)}${after}${debit}\t${credit}${end}`;
      }
    }
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
