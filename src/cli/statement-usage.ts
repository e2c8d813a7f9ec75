/** How a statement is imported, for the help of both: who imports contributions need not load what reads statements. */
import type { Language } from "../domain/refusals.js";

export const statementUsage: Readonly<Record<Language, string>> = {
  fr: `         moisson import FICHIER | - --statement --collective NOM [--bank NOM] [--account NUMÉRO]
          [--day-order day-first|month-first] [--decimal-mark ,|.] [--by NOM] [--json] [--lang fr|en]

  --statement                  un relevé de banque ou de plateforme (CSV, OFX, CAMT.053) : rien n’est écrit au journal
  --bank, --account            le compte, s’il y en a plusieurs ici ; celui du fichier, s’il en a plusieurs`,
  en: `       moisson import FILE | - --statement --collective SLUG [--bank NAME] [--account NUMBER]
         [--day-order day-first|month-first] [--decimal-mark ,|.] [--by NAME] [--json] [--lang fr|en]

  --statement                  a statement of a bank or a platform (CSV, OFX, CAMT.053): nothing is booked
  --bank, --account            the bank account, where there are several here; that of the file, where it has several`,
};
