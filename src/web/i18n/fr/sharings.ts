/** Texts of the list of sharings, and of preparing one. */
import { plural } from "../../speech.js";

export default {
  title: (open: number, proposed: number) =>
    open + proposed === 0
      ? "Aucun partage en cours."
      : `${[
          ...(open > 0 ? [plural("fr", open, { one: "Un partage ouvert", other: `${open} partages ouverts` })] : []),
          ...(proposed > 0 ? [plural("fr", proposed, { one: "un proposé", other: `${proposed} proposés` })] : []),
        ].join(", ")}.`,
  lead: "Un partage distribue l’argent d’une enveloppe entre celles et ceux qui ont contribué, selon une règle que l’on peut refaire.",
  prepare: "Préparer un partage",
  groups: { now: "En cours", done: "Répartis", over: "Abandonnés ou annulés" },
  over: (over: string) => `${over} à régler ensemble`,
  until: (day: string) => `contributions jusqu’au ${day}`,
  closes: (day: string) => `ouvert jusqu’au ${day}`,
  postedOn: (day: string) => `réparti le ${day}`,
  empty: {
    title: "Pas encore de partage",
    lead: "Quand une enveloppe a de l’argent et que des contributions y sont déclarées, un·e pilote prépare le partage. Chacun·e dit ce qu’il ou elle souhaite, puis l’on se met d’accord.",
  },
  carried: {
    title: (count: number) => plural("fr", count, { one: "Un souhait reporté attend", other: `${count} souhaits reportés attendent` }),
    says: "Ils seront redemandés au prochain partage de leur enveloppe. Ce ne sont pas des dettes : ils tombent à la date dite.",
    one: (who: string, envelope: string, day: string) => `${who}, enveloppe «${envelope}», jusqu’au ${day}`,
    release: "Y renoncer",
    released: "C’est noté : ce souhait n’attend plus.",
    releaseTitle: "Renoncer à ce souhait reporté ?",
    releaseSays: (amount: string) => `${amount} ne seront plus redemandés. Cela ne se reprend pas.`,
  },

  new: {
    title: (left: string | null) => (left ? `${left} à partager : comment ?` : "Que voulons-\u2060nous partager ?"),
    lead: "Rien n’est versé avant d’être ouvert, proposé et adopté. Tout se change encore jusque-là.",
    envelope: "De quelle enveloppe ?",
    choose: "Choisir…",
    unchosen: "Choisissez l’enveloppe dont l’argent sera partagé.",
    left: (name: string, left: string) => `${name} — il reste ${left}`,
    noEnvelope: {
      title: "Il faut d’abord une enveloppe de votre cercle.",
      lead: "Un partage distribue l’argent d’une enveloppe ouverte. Les pilotes du cercle et les admins le préparent.",
      act: "Voir les enveloppes",
    },
    name: "Comment l’appeler ?",
    nameOf: (envelope: string, month: string) => `${envelope}, ${month}`,
    amount: "Combien ?",
    amountHint: "Vide : tout ce qui reste dans l’enveloppe.",
    from: "Contributions depuis le",
    fromHint: "Vide : depuis toujours.",
    until: "jusqu’au",
    untilHint: "Ce jour compris.",
    rule: "Selon quelle règle ?",
    ruleHint: "Elle s’ajuste ensuite, étape par étape, et se compare à d’autres pendant la réunion.",
    levy: "Une part pour le commun d’abord",
    levyHint: (fund: string) => `En pour cent, au fonds «${fund}». Vide : rien.`,
    levyFund: "À quel fonds ?",
    levyFault: "Un pourcentage entre 0 et 100.",
    charterLater: "Les lignes s’écrivent sur la page de la règle, juste après. D’ici là, une première ligne est à compléter.",
    weightless: "Aucune nature n’a de taux : donnez-en un d’abord dans «Natures et barèmes».",
    unread: "Écrivez un montant, par exemple 1 200,50.",
    submit: "Préparer ce partage",
    done: "Préparé. Ouvrez-le quand le cercle est prêt.",
  },
};
