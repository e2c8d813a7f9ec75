/**
 * Banque Populaire, Caisse d’Épargne and the other banks of BPCE, windows-1252:
 *
 *   Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;
 *   Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation
 */
import type { TableSource } from "./table.js";

export const bpce: TableSource = {
  id: "bpce",
  title: { fr: "Banque Populaire, Caisse d’Épargne", en: "Banque Populaire, Caisse d’Épargne" },
  columns: {
    day: ["date de comptabilisation", "date comptable"],
    valueDay: ["date de valeur"],
    counterparty: ["libelle simplifie"],
    label: ["libelle operation"],
    labelMore: ["informations complementaires"],
    reference: ["reference"],
    debit: ["debit"],
    credit: ["credit"],
  },
  required: [["day"], ["counterparty"], ["label"], ["debit"], ["credit"]],
  dayOrder: "day-first",
  decimalMark: ",",
  preamble: (rows) => ({ account: rows.map((cells) => /compte\D*(\d{8,})/i.exec(cells.join(" "))?.[1]).find(Boolean) }),
};
