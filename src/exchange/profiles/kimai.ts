/**
 * Kimai: the export of time sheets, in CSV. Its header is in the language of who exports (here English, French, German, as its
 * translations have them), the delimiter follows; a row of sums ends the older ones.
 */
import { timeSheet } from "./time-sheet.js";

export const kimaiProfile = timeSheet({
  id: "kimai",
  title: { fr: "Kimai, export des temps", en: "Kimai, export of times" },
  names: {
    day: ["date", "datum"],
    startTime: ["from", "begin", "start", "de", "début", "von", "beginn"],
    end: ["to", "end", "à", "fin", "bis", "ende"],
    quantity: ["duration", "durée", "dauer"],
    member: ["user", "utilisateur", "benutzer"],
    alias: ["alias", "name", "nom"],
    username: ["username", "identifiant", "nom d’utilisateur", "benutzername"],
    email: ["email", "e-mail", "courriel", "adresse e-mail"],
    client: ["customer", "client", "kunde"],
    project: ["project", "projet", "projekt"],
    task: ["activity", "activité", "tätigkeit"],
    note: ["description", "beschreibung"],
    state: ["exported", "exporté", "exportiert"],
    billable: ["billable", "facturable", "abrechenbar"],
    tags: ["tags", "mots-clés", "étiquettes", "schlagworte"],
    amount: ["rate", "taux", "lohn"],
    rate: ["hourly rate", "taux horaire", "stundenlohn"],
    currency: ["currency", "devise", "monnaie", "währung"],
  },
  required: [["day"], ["startTime"], ["end"], ["quantity"], ["project"], ["task"], ["member", "alias", "username", "email"]],
});
