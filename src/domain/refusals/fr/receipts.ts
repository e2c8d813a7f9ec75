/** Receipts of expenses and bills. */
import type { ReceiptCode } from "../../refusals.js";

export default {
  receipt_type: "«{name}» n’est ni une photo ni un PDF (le contenu compte, pas le nom). Formats pris : {taken}.",
  receipt_too_large: "Ce fichier est trop lourd : {megabytes} Mo au plus. Une photo moins grande, ou une page à la fois.",
  receipts_full: "Il y a déjà {count} justificatifs ici, le plus qu’on garde ({max}).",
  receipts_quota:
    "Les justificatifs du collectif prennent déjà {kept} Mo sur {max} ; il reste {left} Mo, ce fichier en fait {file}. Qui tient le service peut élargir (RECEIPTS_MAX_MB).",
  receipt_private: "Un justificatif se lit par qui a donné ou déclaré, les pilotes du cercle, la trésorerie et l’administration.",
  receipt_by_giver: "Un justificatif s’ajoute par qui a donné ou déclaré la dépense, ou par la trésorerie.",
  receipt_without_expense: "Un justificatif se joint à une dépense : ceci n’en est pas une.",
  receipt_of_another: "Seule la personne qui a ajouté ce justificatif peut l’enlever ; pour une facture, la trésorerie.",
  receipt_kept: "Ce justificatif prouve ce qui est inscrit au grand livre : il reste.",
} satisfies Readonly<Record<ReceiptCode, string>>;
