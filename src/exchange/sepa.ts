/**
 * Credit transfers for the bank: ISO 20022 pain.001.001.09, as SEPA takes it (European Payments Council, EPC132-08, in force
 * since March 2024). Values in, text out; amounts are whole cents until they are written.
 *
 *   Bob 312.40, Imprimerie 240.00   →   NbOfTxs 2, CtrlSum 552.40
 *
 *  1. One payment information (PmtInf) for each debtor account and execution day, in the order in which they first come.
 *  2. A text is reduced to the characters every bank takes (a–z A–Z 0–9 / - ? : ( ) . , ' + and space): accents are taken off,
 *     what has no equivalent becomes a space. It neither begins nor ends with a slash, nor has two of them.
 *  3. Lengths are those of the message: names 70, words to the payee 140, identifiers 35. What is longer is cut, identifiers
 *     never are: too long a one is a bug.
 *  4. The same payments give the same bytes: the instant and the ids are arguments.
 */
import type { Day } from "../domain/calendar.js";
import { formatAmount } from "../domain/money.js";

export interface SepaParty {
  readonly name: string;
  readonly iban: string;
  readonly bic: string | null;
}

export interface SepaTransfer {
  /** What the payee's bank shows, and ours brings back: unique for ever. */
  readonly reference: string;
  readonly payee: SepaParty;
  readonly amountMinor: bigint;
  readonly remittance: string;
}

export interface SepaPayment {
  readonly debtor: SepaParty;
  readonly executesOn: Day;
  readonly transfers: readonly SepaTransfer[];
}

export interface SepaMessage {
  readonly id: string;
  /** When it is written, on the clocks of the collective: 2026-03-12T10:00:00. */
  readonly writtenAt: string;
  readonly initiator: string;
  readonly payments: readonly SepaPayment[];
}

export const sepaLengths = { id: 35, name: 70, remittance: 140 } as const;
/** The most a SEPA transfer carries: 999,999,999.99. */
export const sepaMaxMinor = 99_999_999_999n;

// Texts --------------------------------------------------------------------------------------------------------------

/** What taking off accents leaves as it was. */
const letters: Readonly<Record<string, string>> = {
  ...{
    Æ: "AE",
    æ: "ae",
    Œ: "OE",
    œ: "oe",
    ß: "ss",
    ẞ: "SS",
    Ø: "O",
    ø: "o",
    Ł: "L",
    ł: "l",
    Đ: "D",
    đ: "d",
    Ð: "D",
    ð: "d",
    Þ: "TH",
    þ: "th",
  },
  ...{
    ı: "i",
    Ħ: "H",
    ħ: "h",
    "’": "'",
    "‘": "'",
    "–": "-",
    "—": "-",
    "·": ".",
    "…": "...",
    "&": "+",
    "€": "EUR",
    "«": "",
    "»": "",
    "“": "",
    "”": "",
  },
};

/** Rule 2, cut to a length (rule 3). */
export function sepaText(text: string, length: number): string {
  const plain = [...text.normalize("NFC")]
    .map((character) => letters[character] ?? character)
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-zA-Z0-9/\-?:().,'+ ]/g, " ");
  const tidy = (words: string) =>
    words
      .replace(/\/{2,}/g, "/")
      .replace(/\s+/g, " ")
      .replace(/^[\s/]+|[\s/]+$/g, "");
  return tidy(tidy(plain).slice(0, length));
}

/** A name of which nothing is left to write is called by what stands for it. */
const sepaName = (name: string): string => sepaText(name, sepaLengths.name) || "NOTPROVIDED";

function requireId(id: string): string {
  if (id.length === 0 || id.length > sepaLengths.id || sepaText(id, sepaLengths.id) !== id) throw new RangeError(`no identifier: ${id}`);
  return id;
}

// XML ----------------------------------------------------------------------------------------------------------------

const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

type Child = string | undefined;
/** An element with what stands in it: a text, or other elements. */
const leaf = (name: string, text: string, attributes = ""): string => `<${name}${attributes}>${escaped(text)}</${name}>`;
const node = (name: string, ...children: readonly Child[]): string => {
  const inner = children.filter((child) => child !== undefined).join("\n");
  return `<${name}>\n${inner.replace(/^/gm, "  ")}\n</${name}>`;
};

const total = (transfers: readonly SepaTransfer[]): bigint => transfers.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
const amount = (minor: bigint): string => formatAmount(minor, "EUR");

// The message --------------------------------------------------------------------------------------------------------

/** Rule 1. */
function grouped(payments: readonly SepaPayment[]): SepaPayment[] {
  const groups = new Map<string, SepaPayment>();
  for (const payment of payments) {
    const key = `${payment.debtor.iban} ${payment.executesOn}`;
    const before = groups.get(key);
    groups.set(key, before ? { ...before, transfers: [...before.transfers, ...payment.transfers] } : payment);
  }
  return [...groups.values()];
}

/** The file. Throws RangeError for what is no payment: none at all, an amount outside of what SEPA carries, the same reference twice. */
export function writeSepa({ id, writtenAt, initiator, payments }: SepaMessage): string {
  const groups = grouped(payments);
  const all = groups.flatMap(({ transfers }) => transfers);
  if (groups.length === 0 || groups.some(({ transfers }) => transfers.length === 0)) throw new RangeError("nothing is paid");
  if (new Set(all.map(({ reference }) => reference)).size < all.length) throw new RangeError("two transfers have one reference");
  const header = node(
    "GrpHdr",
    leaf("MsgId", requireId(id)),
    leaf("CreDtTm", writtenAt),
    leaf("NbOfTxs", String(all.length)),
    leaf("CtrlSum", amount(total(all))),
    node("InitgPty", leaf("Nm", sepaName(initiator))),
  );
  const blocks = groups.map((group, index) => paymentBlock(requireId(groups.length === 1 ? id : `${id}-${index + 1}`), group));
  const message = node("CstmrCdtTrfInitn", header, ...blocks);
  const root = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">\n${message}\n</Document>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

const agent = (name: string, bic: string | null): string =>
  node(name, node("FinInstnId", bic === null ? node("Othr", leaf("Id", "NOTPROVIDED")) : leaf("BICFI", bic)));

const account = (name: string, iban: string): string => node(name, node("Id", leaf("IBAN", iban)));

const paymentBlock = (id: string, { debtor, executesOn, transfers }: SepaPayment): string =>
  node(
    "PmtInf",
    leaf("PmtInfId", id),
    leaf("PmtMtd", "TRF"),
    // One line of the statement a transfer, so that each is found again (and one that comes back stands alone).
    leaf("BtchBookg", "false"),
    leaf("NbOfTxs", String(transfers.length)),
    leaf("CtrlSum", amount(total(transfers))),
    node("PmtTpInf", node("SvcLvl", leaf("Cd", "SEPA"))),
    node("ReqdExctnDt", leaf("Dt", executesOn)),
    node("Dbtr", leaf("Nm", sepaName(debtor.name))),
    account("DbtrAcct", debtor.iban),
    agent("DbtrAgt", debtor.bic),
    leaf("ChrgBr", "SLEV"),
    ...transfers.map(transferBlock),
  );

function transferBlock({ reference, payee, amountMinor, remittance }: SepaTransfer): string {
  if (amountMinor <= 0n || amountMinor > sepaMaxMinor) throw new RangeError(`no amount of a transfer: ${amount(amountMinor)}`);
  const words = sepaText(remittance, sepaLengths.remittance);
  return node(
    "CdtTrfTxInf",
    node("PmtId", leaf("InstrId", requireId(reference)), leaf("EndToEndId", reference)),
    node("Amt", leaf("InstdAmt", amount(amountMinor), ' Ccy="EUR"')),
    payee.bic === null ? undefined : agent("CdtrAgt", payee.bic),
    node("Cdtr", leaf("Nm", sepaName(payee.name))),
    account("CdtrAcct", payee.iban),
    words === "" ? undefined : node("RmtInf", leaf("Ustrd", words)),
  );
}
