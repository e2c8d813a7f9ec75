/** Lines to begin with, in quick entry. */
export default {
  lines: [
    { line: "3h30 facilitation atelier du 12/03", what: "un temps, une nature, un jour" },
    { line: "42,50 € train Lille–Attin", what: "un montant seul est une dépense" },
    { line: "2 h 60 € animation : préparer la réunion", what: "un montant à côté d’un temps est souhaité" },
    { line: "don 20 €", what: "de l’argent donné, que personne ne rembourse" },
    { line: "@prénom 2 h rangement hier", what: "pour quelqu’un d’autre" },
    { line: "joie : le chant pendant le montage", what: "sans quantité" },
  ],
  labels: "#nom-d’enveloppe range la contribution dans son enveloppe.",
};
