/** Texts of the home page. */
import type { NoticeKind } from "../../../domain/notices.js";
import { plural } from "../../speech.js";

const notices: Readonly<Record<NoticeKind, (by: string) => string>> = {
  "contribution.logged": (by) => `${by} a déclaré une contribution pour vous.`,
  "contribution.amended": (by) => `${by} a modifié une contribution qui vous concerne.`,
  "contribution.withdrawn": (by) => `${by} a retiré une contribution qui vous concerne.`,
  "contribution.questioned": (by) => `${by} pose une question sur une de vos contributions.`,
  "contribution.answered": (by) => `${by} a répondu à une question.`,
  "contribution.settled": (by) => `${by} a tranché une question.`,
  "import.applied": (by) => `${by} a importé des contributions pour vous.`,
  "review.written": (by) => `${by} vous a donné son avis.`,
  "review_period.opened": (by) => `${by} ouvre un temps d’avis entre pairs : vous en êtes.`,
  "review_period.closed": () => "Un temps d’avis est clos : voyez ce qui est dit de vous.",
  "retrospective.opened": (by) => `${by} ouvre une rétrospective de votre cercle.`,
  "retrospective.closed": () => "Une rétrospective de votre cercle est moissonnée.",
  "member.roles_set": (by) => `${by} a changé vos rôles dans le collectif.`,
  "meeting.action_given": (by) => `${by} vous a confié une action, lors d’une réunion.`,
  "tension.named": (by) => `${by} vous a nommé·e dans une tension.`,
  "sharing.reminder": () => "Les souhaits d’un partage s’ouvrent aujourd’hui : dites ce que vous souhaitez.",
  "sharing.asked_in": (by) => `${by} vous invite dans un partage.`,
  "sharing.taken_out": (by) => `${by} a laissé vos contributions pour le prochain partage.`,
  "sharing.said_for": (by) => `${by} a saisi, avec votre accord, ce que vous retenez dans un partage. Vous pouvez le contester.`,
  "sharing.contested": (by) => `${by} conteste un chiffre que vous aviez saisi dans un partage.`,
  "sharing.points_given": (by) => `${by} a donné des points à votre place dans un partage.`,
  "sharing.reversed": () => "Un partage où vous êtes est annulé : ses contributions sont de nouveau libres.",
  "bucket.cocreator_named": (by) => `${by} vous a nommé·e porteur·se d’un projet.`,
  "carried.moved": (by) => `${by} a déplacé un souhait reporté qui est à vous.`,
  "sharing.proposed": (by) => `${by} propose un partage où vous êtes.`,
  "sharing.objected": (by) => `${by} a une objection à un partage : il est rouvert.`,
  "sharing.adopted": () => "Un partage où vous êtes est adopté.",
  "sharing.posted": () => "Un partage où vous êtes est porté aux comptes : il reste à verser.",
  "member.iban_changed": (by) => `${by} a changé l’IBAN où vous êtes payé·e : est-ce bien le vôtre ?`,
  "member.iban_dropped": (by) => `${by} a retiré l’IBAN où vous étiez payé·e.`,
  "share.paid": (by) => `${by} vous a versé une rétribution.`,
  "charter.opened": (by) => `${by} ouvre à la signature une charte où vous êtes.`,
  "charter.enforced": () => "Une charte où vous êtes est en vigueur.",
  "charter.winding_down": (by) => `${by} a ouvert la fin d’une charte où vous êtes.`,
  "charter.closed": () => "Une charte où vous étiez est close.",
  "round.closed": () => "Un cobudget où vous étiez est clos.",
  "round.credits_changed": (by) => `${by} a changé vos crédits dans un cobudget.`,
  "bucket.accepted": () => "Un projet que vous suivez est accepté.",
  "decision.opened": (by) => `${by} propose une décision : votre avis compte.`,
  "decision.reminder": () => "Une décision que vous n’avez pas encore vue se clôt bientôt.",
  "decision.blocked": (by) => `${by} bloque une décision que vous proposez, et dit pourquoi.`,
  "decision.adopted": () => "Une décision est adoptée.",
  "decision.postponed": () => "Une décision est reportée : quelqu’un a bloqué.",
  "decision.rejected": () => "Une décision est refusée, en dernier recours.",
  "decision.waiting": () => "Une décision attend la parole du conseil.",
  "decision.reopened": (by) => `${by} a rouvert une décision.`,
  "decision.change_refused": () => "Une décision est adoptée, mais un changement n’a pas pu se faire.",
  "bucket.cancelled": () => "Un projet où vous aviez fléché est annulé : vos crédits vous reviennent.",
};

export default {
  title: (name: string, waiting: number) =>
    plural("fr", waiting, {
      zero: `Bonjour ${name}, rien ne vous attend.`,
      one: `Bonjour ${name}, une chose vous attend.`,
      other: `Bonjour ${name}, ${waiting} choses vous attendent.`,
    }),
  until: (day: string) => `jusqu’au ${day}`,
  wishes: {
    says: (lines: number, amount: string) =>
      plural("fr", lines, {
        one: `${amount} à partager, et une contribution à vous. Vous n’avez pas encore dit ce que vous souhaitez.`,
        other: `${amount} à partager, et ${lines} contributions à vous. Vous n’avez pas encore dit ce que vous souhaitez.`,
      }),
    act: "Dire ce que je souhaite",
  },
  settle: {
    says: (over: string, amount: string) => `Il manque ${over} sur ${amount} : ce que chacun·e retient se règle ensemble.`,
    act: "Revoir ce que je retiens",
  },
  adopt: {
    says: (receivers: string, amount: string) => `${amount} proposés à ${receivers}. Votre accord suffit pour l’adopter.`,
    act: "Lire et adopter",
  },
  pledge: {
    says: (left: string) => `Il vous reste ${left} à flécher.`,
    act: "Flécher mes crédits",
  },
  vote: { says: "Votre bulletin est attendu.", act: "Voter" },
  decide: {
    says: (until: string) => `Une décision vous attend jusqu’au ${until}. Qui ne dit mot consent.`,
    act: "Donner mon avis",
  },
  review: {
    says: (names: string) => `Donner un avis à ${names} : quelques mots, ce qui va et ce qui pourrait aller mieux.`,
    act: "Donner mon avis",
  },
  voted: {
    says: (day: string) => `Merci, votre bulletin est bien déposé. Vous pouvez encore changer d’avis jusqu’au ${day}.`,
    act: "Revoir mon bulletin",
  },
  treasury: {
    title: "Pour la trésorerie",
    owed: (shares: number, bills: number, amount: string) => {
      const parts = [
        plural("fr", shares, { zero: "", one: "une rétribution", other: `${shares} rétributions` }),
        plural("fr", bills, { zero: "", one: "une facture", other: `${bills} factures` }),
      ].filter((part) => part !== "");
      const what = parts.join(" et ");
      return `${what.charAt(0).toUpperCase()}${what.slice(1)} à payer, ${amount}${shares + bills > 1 ? " en tout" : ""}.`;
    },
    bankLines: (lines: number, since: string) =>
      plural("fr", lines, {
        one: `Une ligne de relevé, du ${since}, attend un rapprochement.`,
        other: `${lines} lignes de relevé attendent un rapprochement, depuis le ${since}.`,
      }),
    year: (year: string) => `L’exercice ${year} est terminé et n’est pas clos.`,
  },
  /** Whole points, as they are counted. */
  points: (count: string) => plural("fr", Number(count), { one: `${count}\u00a0point`, other: `${count}\u00a0points` }),
  question: {
    title: "On vous pose une question",
    says: (note: string) => `Sur «${note}».`,
    act: "Répondre",
  },
  contribute: "Déclarer une contribution",
  envelopes: "Mes enveloppes",
  allEnvelopes: "Toutes les enveloppes",
  noEnvelopes: {
    title: "Pas encore d’enveloppe",
    lead: "Une enveloppe met de l’argent de côté pour un but. Dès qu’il y en a une, on peut y déclarer et partager.",
    act: "Ouvrir une enveloppe",
    invite: "Inviter quelqu’un",
  },
  news: "Ce qui s’est passé",
  noNews: "Rien de nouveau pour vous.",
  /** The last words are for what a later version of the service tells a page that was open before. */
  notice: (what: string, by = "On") =>
    what in notices ? notices[what as NoticeKind](by) : `${by} a fait quelque chose qui vous concerne.`,
};
