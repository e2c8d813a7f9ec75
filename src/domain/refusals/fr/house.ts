/** Collectives, members, circles, kinds. */
import type { HouseCode } from "../../refusals.js";

export default {
  name_taken: "Le nom «{name}» est déjà pris.",
  circle_loop: "Un cercle ne peut pas faire partie de lui-même.",
  unknown_time_zone: "Fuseau horaire inconnu : «{timeZone}». Par exemple : Europe/Paris.",
  year_start_invalid: "«{yearStart}» n’est pas un jour que chaque année a, comme 01-01 ou 09-01 (mois-jour).",
  setting_fixed: "Ce réglage ({at} : {is}) ne change plus : des montants reposent déjà dessus.",
  anonymity_kept: "Les avis sont anonymes et le restent : des personnes s’y sont fiées.",
  last_admin: "C’est la dernière personne qui peut administrer : donnez d’abord ce rôle à quelqu’un d’autre.",
  standing_overlaps: "Une période de ce statut ({standing}) court déjà du {from} au {until}.",
  footing_overlaps: "Ce titre ({footing}) court déjà du {from} au {until}.",
  siret_invalid: "«{siret}» n’est pas un numéro SIRET.",
  siret_missing: "Facturer demande un numéro SIRET : donnez-le d’abord.",
  not_a_person: "{member} est une structure : seules les personnes ont un rôle ou un accès.",
  payee_not_structure: "{member} n’est pas une structure : on n’est payé par défaut qu’à travers une structure.",
  member_email_taken: "Cette adresse est déjà celle d’un·e autre participant·e.",
  login_present: "{member} a déjà un accès.",
  login_missing: "{member} n’a pas encore d’accès : invitez d’abord.",
  login_elsewhere: "{member} participe aussi à un autre collectif : seule l’équipe du service peut lui donner un autre mot de passe.",
  already_member: "Cet accès est déjà celui de {member} dans ce collectif.",
  kind_in_use: "«{kind}» a déjà servi : ce champ ({at}) ne change plus. Archivez-la et créez-en une autre.",
  kind_qualitative: "«{kind}» est une qualité : elle n’a pas de tarif.",
  rate_invalid: "«{rate}» n’est pas un tarif : zéro ou plus, au plus {decimals} décimales.",
  rate_settled: "Un partage a déjà compté cette nature jusqu’au {settled} : un tarif ne peut commencer qu’après, pas le {from}.",
} satisfies Readonly<Record<HouseCode, string>>;
