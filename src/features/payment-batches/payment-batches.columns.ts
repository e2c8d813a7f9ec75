/** The columns of the sheet by which a host is asked to pay; its last row is the total. */
import { entryWords } from "../../domain/entry-words.js";
import type { Language } from "../../domain/refusals.js";
import type { CsvColumn } from "../../exchange/csv-write.js";
import type { TransferRow } from "./payment-batches.queries.js";

type SheetRow = TransferRow | { readonly total: bigint };

export const requestColumns = (currency: string, language: Language): readonly CsvColumn<SheetRow>[] => {
  const text = (fr: string, en: string, value: (row: TransferRow) => string, atTotal: string | null = null): CsvColumn<SheetRow> => ({
    ...{ kind: "text", header: { fr, en } },
    value: (row) => ("total" in row ? atTotal : value(row)),
  });
  const listed = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))].join(", ");
  return [
    text("Référence", "Reference", ({ reference }) => reference),
    text("Bénéficiaire", "Payee", ({ name }) => name, "Total"),
    text("Pour", "For", ({ items }) => listed(items.map(({ label }) => label))),
    text("Nature", "Nature", ({ items }) => listed(items.map(({ nature }) => entryWords[nature]?.[language] ?? nature))),
    text("Documents", "Documents", ({ items }) => listed(items.map(({ document }) => document))),
    {
      kind: "amount",
      header: { fr: "Montant", en: "Amount" },
      currency,
      value: (row) => ("total" in row ? row.total : BigInt(row.amount)),
    },
  ];
};
