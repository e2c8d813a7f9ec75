/**
 * IBANs: where money is paid to (ISO 13616). An IBAN is two letters of a country, two check digits, and the country’s own
 * account number; with the first four characters moved to the end and letters read as numbers (A = 10 … Z = 35), it is 1
 * modulo 97 (ISO 7064), so that one changed digit, or two that changed places, are always found.
 *
 *   FR76 3000 6000 0112 3456 7890 189   →   FR7630006000011234567890189, of which no more than ··0189 is ever shown
 *
 * Refusals name the country, a length or the last four characters, never the number: they are read by whoever looks on.
 */
import { Refusal } from "./refusals.js";

/** How long an IBAN of each country is. Source: SWIFT, IBAN Registry (ISO 13616), release 99 of December 2024. */
const lengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24 },
  ...{ DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27 },
  ...{ GT: 28, HN: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20 },
  ...{ LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20, MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24 },
  ...{ PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25 },
  ...{ SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20, YE: 30 },
};

/** Countries whose IBANs a SEPA credit transfer reaches. Source: European Payments Council, EPC409-09, as of 2025. */
const sepaCountries: ReadonlySet<string> = new Set(
  "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA".split(
    " ",
  ),
);

const numbersOf = (text: string): string => [...text].map((character) => Number.parseInt(character, 36)).join("");

/** Its check digits are those that it should have: 02 to 98. */
const isChecked = (iban: string): boolean => {
  const digits = iban.slice(2, 4);
  return digits >= "02" && digits <= "98" && BigInt(numbersOf(iban.slice(4) + iban.slice(0, 4))) % 97n === 1n;
};

/** An IBAN as it is kept: capitals, no spaces. Refuses `iban_malformed`, `iban_country_unknown`, `iban_length`, `iban_mistyped`. */
export function parseIban(typed: string, at = "iban"): string {
  const iban = typed.replace(/[\s\u00a0\u202f.-]/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) throw new Refusal("iban_malformed", { at });
  const country = iban.slice(0, 2);
  const expected = lengths[country];
  if (expected === undefined) throw new Refusal("iban_country_unknown", { at, country });
  if (iban.length !== expected) throw new Refusal("iban_length", { at, country, expected, found: iban.length });
  if (!isChecked(iban)) throw new Refusal("iban_mistyped", { at, end: ibanEnd(iban) });
  return iban;
}

/** A BIC as it is kept (ISO 9362): eight characters or eleven. Refuses `bic_malformed`. */
export function parseBic(typed: string, at = "bic"): string {
  const bic = typed.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) throw new Refusal("bic_malformed", { at });
  return bic;
}

/** The most that anybody but its holder and the treasury sees of it. */
export const ibanEnd = (iban: string): string => iban.slice(-4);

/** As it is printed: in groups of four. */
export const formatIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, "$1 ");

/** Whether a SEPA credit transfer reaches it. */
export const isOfSepa = (iban: string): boolean => sepaCountries.has(iban.slice(0, 2));

/** How many days a changed IBAN is pointed out for: who took over somebody’s mailbox changes it just before a payment. */
export const recentDays = 30;
