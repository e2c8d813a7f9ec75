/** Statements of banks and platforms (DESIGN §12). */
import type { StatementCode } from "../../refusals.js";

export default {
  statement_encodings: "Deux encodages dans un même fichier ({at}) : des accents y sont illisibles. Téléchargez-le à nouveau.",
  statement_too_long: "Ce relevé est trop long : {max:count} lignes au plus. Découpez-le, par trimestre par exemple.",
  statement_malformed: "Le fichier est abîmé ou coupé à la ligne {line}, colonne {column} ({said}) : téléchargez-le à nouveau.",
  statement_entities: "Le fichier déclare ses propres entités (ligne {line}) : aucun relevé n’en a besoin, il n’est pas lu.",
  statement_without_lines: "Ce relevé ne contient aucun mouvement.",
  statement_header_twice: "L’en-tête de la ligne {first} revient : deux relevés sont collés l’un à la suite de l’autre.",
  statement_marks_mixed: "«{text}» et, ligne {line}, «{other}» : la virgule et le point y séparent tour à tour les décimales.",
  statement_both_ways: "Un débit et un crédit sur la même ligne.",
  statement_amount_missing: "Le montant manque.",
  statement_way_unknown: "«{text}» : un débit (DBIT) ou un crédit (CRDT) ?",
  statement_accounts: "Ce fichier a plusieurs comptes : {accounts}. Dites lequel.",
  statement_has_errors: "Ligne {line}[, {column}] : {problem}[ Et {more} autre(s) erreur(s).] Rien n’est enregistré.",
  statement_matched: "{count} ligne(s) de ce relevé sont rapprochées : détachez-les d’abord.",
  statement_undone: "Ce relevé est déjà retiré.",
  bank_line_matched: "Cette ligne est déjà rapprochée de l’écriture n° {number}.",
  bank_line_aside: "Cette ligne est mise de côté : reprenez-la d’abord.",
  bank_line_twin: "Cette ligne ressemble à une autre, du {day}, déjà là : dites d’abord que c’en est une autre.",
  bank_line_open: "Cette ligne attend encore : il n’y a rien à défaire.",
  bank_line_elsewhere: "Cette ligne est sur un autre compte que celui de l’écriture.",
  bank_line_differs: "La ligne est de {line:money}, l’écriture de {entry:money} sur ce compte.",
  bank_line_sum_differs: "La ligne est de {line:money}, ce qui est choisi fait {sum:money} : écart de {rest:money}.",
  bank_line_unexplained: "Choisissez au moins une écriture ou un paiement.",
  entry_not_on_bank: "L’écriture n° {number} ne touche pas ce compte.",
  entry_on_statement: "L’écriture n° {number} est déjà rapprochée d’une autre ligne ({day}).",
} satisfies Readonly<Record<StatementCode, string>>;
