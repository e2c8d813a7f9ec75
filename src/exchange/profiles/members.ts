/**
 * Members in a table, one a row: people and structures, with their address and their subscription.
 *
 * Someone whose address, or whose name where no address is given, is already here is no fault: the row says who it is
 * (`knownId`), and the import leaves them as they are. The same address twice in one file is a fault, and so is the same
 * name where no address tells the two apart.
 *
 *   Prénom;Nom;Courriel;Adhésion;Fin → Ana;Lefèvre;ana@exemple.org;01/01/2026;31/12/2026 → { name: "Ana Lefèvre", standing: "subscriber", … }
 */
import { nameKey } from "../../domain/fold.js";
import { oneLine } from "../../domain/one-line.js";
import { lookUp } from "../names.js";
import type { CellReading, Columns, ImportContext, ImportProfile, MemberRow, RowRule } from "../profile.js";

const kindWords: Readonly<Record<MemberRow["kind"], readonly string[]>> = {
  person: ["personne", "personne physique", "individu", "particulier", "person", "individual"],
  structure: [
    "structure",
    "association",
    "asso",
    "entreprise",
    "cooperative",
    "collectif",
    "personne morale",
    "organisation",
    "organization",
    "company",
  ],
};
const standingWords: Readonly<Record<NonNullable<MemberRow["standing"]>, readonly string[]>> = {
  subscriber: ["adherent e", "adherent", "adherente", "membre", "subscriber", "member"],
  supporter: ["sympathisant e", "sympathisant", "sympathisante", "supporter", "soutien"],
  partner: ["partenaire", "partner"],
};

export const membersProfile: ImportProfile<MemberRow> = {
  id: "members",
  title: { fr: "Participant·es, un·e par ligne", en: "Members, one a row" },
  makes: "members",
  layout: "table",
  columns: {
    name: {
      reads: "text",
      names: [
        "nom complet",
        "participant·e",
        "participant",
        "participante",
        "membre",
        "name",
        "full name",
        "member",
        "nom et prénom",
        "prénom et nom",
        "dénomination",
      ],
    },
    firstName: { reads: "text", names: ["prénom", "first name", "given name", "firstname"] },
    lastName: { reads: "text", names: ["nom", "nom de famille", "last name", "surname", "lastname"] },
    email: {
      reads: "text",
      names: ["courriel", "e-mail", "email", "mail", "adresse mail", "adresse e-mail", "adresse électronique", "email address"],
    },
    phone: { reads: "text", names: ["téléphone", "tél", "portable", "mobile", "phone", "telephone"] },
    kind: { reads: "text", names: ["type", "personne ou structure", "nature", "kind"] },
    standing: { reads: "text", names: ["statut", "qualité", "standing", "status"] },
    from: {
      reads: "day",
      names: ["adhésion", "date d’adhésion", "début", "depuis", "du", "from", "since", "joined", "subscription", "start"],
    },
    until: { reads: "day", names: ["fin", "fin d’adhésion", "jusqu’au", "au", "échéance", "until", "to", "end", "expires"] },
    note: { reads: "text", names: ["note", "notes", "commentaire", "remarque", "comment"] },
  },
  required: [
    ["name", "lastName", "firstName"],
    ["email", "kind", "standing", "from", "phone"],
  ],
  rowRule: memberRule,
};

const emailPattern = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:".]+$/;

function memberRule(columns: Columns, { members }: ImportContext): RowRule<MemberRow> {
  const [name, firstName, lastName, phone, note] = ["name", "firstName", "lastName", "phone", "note"].map((column) => columns.text(column));
  const email = columns.value("email", readEmail);
  const kind = columns.value("kind", (cell) => readWord(cell, kindWords, "member_kind_unknown"));
  const standing = columns.value("standing", (cell) => readWord(cell, standingWords, "standing_unknown"));
  const [from, until] = [columns.day("from"), columns.day("until")];
  const lines = { email: new Map<string, number>(), name: new Map<string, number>() };
  const requireOnce = (seen: Map<string, number>, key: string, column: string, text: string) => {
    const line = seen.get(key);
    if (line !== undefined) columns.report(column, "twice_in_file", { text, line });
    else seen.set(key, columns.line);
  };
  const nameColumn = columns.has("name") ? "name" : "lastName";
  return (cells) => {
    const called = oneLine(name?.(cells) || [firstName?.(cells), lastName?.(cells)].filter(Boolean).join(" "));
    const address = email(cells) ?? null;
    const [fromOn, untilOn] = [from(cells) ?? null, until(cells) ?? null];
    if (called === "") columns.report(nameColumn, "name_missing", {});
    if (fromOn !== null && untilOn !== null && untilOn < fromOn) columns.report("until", "days_reversed", { from: fromOn, until: untilOn });
    if (address !== null) requireOnce(lines.email, address, "email", address);
    else if (called !== "") requireOnce(lines.name, nameKey(called), nameColumn, called);
    const known = lookUp(members, address ?? called) ?? lookUp(members, called);
    if (known === null && address === null) columns.report(nameColumn, "name_ambiguous", { text: called });
    return {
      name: called,
      kind: kind(cells) ?? "person",
      email: address,
      phone: phone?.(cells) || null,
      note: note?.(cells) || null,
      standing: standing(cells) ?? (fromOn === null ? null : "subscriber"),
      fromOn,
      untilOn,
      knownId: known ?? null,
    };
  };
}

function readEmail(cell: string): CellReading<string> {
  const email = cell.replace(/^mailto:/i, "").toLowerCase();
  return emailPattern.test(email) && email.length <= 254
    ? { value: email }
    : { fault: { code: "email_invalid", figures: { email: cell } } };
}

function readWord<Word extends string>(
  cell: string,
  words: Readonly<Record<Word, readonly string[]>>,
  code: "member_kind_unknown" | "standing_unknown",
): CellReading<Word> {
  const key = nameKey(cell);
  for (const [word, called] of Object.entries(words) as [Word, readonly string[]][]) {
    if (word === key || called.includes(key)) return { value: word };
  }
  return { fault: { code, figures: { text: cell, known: Object.keys(words) } } };
}
