/**
 * Clockify: the detailed report, in CSV. Its header is in the language of who exports: here English, German and Spanish, and of
 * French the columns that programs reading such exports name (not those of task, tags, hours and amounts). Days are written as
 * each user set it, so their order may have to be asked.
 */
import { timeSheet } from "./time-sheet.js";

const currencies = ["usd", "gbp", "chf", "cad"];
const inAny = (name: string): string[] => [name, ...currencies.map((currency) => `${name} ${currency}`)];

export const clockifyProfile = timeSheet({
  id: "clockify",
  title: { fr: "Clockify, rapport détaillé", en: "Clockify, detailed report" },
  names: {
    project: ["project", "projekt", "projet", "proyecto"],
    client: ["client", "kunde", "cliente"],
    note: ["description", "beschreibung", "descripción"],
    task: ["task", "aufgabe", "tarea"],
    member: ["user", "benutzer", "utilisateur", "usuario"],
    group: ["group", "user group", "user groups", "gruppe", "groupe", "grupo"],
    email: ["email", "correo electrónico"],
    tags: ["tags", "etiquetas"],
    billable: ["billable", "abrechenbar", "facturable"],
    day: ["start date", "startdatum", "date de début", "fecha de inicio"],
    startTime: ["start time", "startzeit", "heure de début", "hora de inicio"],
    end: ["end date", "enddatum", "date de fin", "fecha de finalización"],
    endTime: ["end time", "endzeit", "heure de fin", "hora de finalización"],
    quantity: ["duration h", "dauer h", "duración h"],
    decimal: ["duration decimal", "dauer dezimal", "durée décimal", "duración decimal"],
    rate: ["billable rate", "abrechenbarer tarif", "tarifa facturable"].flatMap(inAny),
    amount: ["billable amount", "rechnungsbetrag", "importe facturable"].flatMap(inAny),
  },
  required: [["day"], ["quantity", "decimal"], ["note"], ["member", "email"]],
});
