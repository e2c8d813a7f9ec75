/**
 * Refusals: the closed list of reasons for which Moisson says no.
 *
 * A refusal is not a bug: it is an answer, with a stable code, the place that is meant (a field, a line, a step)
 * and the figures that let a person go on («il reste 12,40 €, vous demandez 20,00 €»). Anything that is thrown and
 * is not a `Refusal` is a bug, and is answered as one.
 *
 * The sentences stand here, in both languages, so that the command line, the service and the browser say the same;
 * `{name}` is replaced by the figure of that name. The HTTP status of each code is in http/errors.ts.
 *
 *   throw new Refusal("insufficient_balance", { at: "amount", left: "12.40", asked: "20.00" })
 */

import { isDay } from "./calendar.js";
import { isProblem, problemTexts } from "./problems.js";

/** Sentences for people: French first. Sorted by noun; add a code here and the compiler names what else must know it. */
export const refusalTexts = {
  // Requests
  request_invalid: { fr: "La demande n’est pas lisible : {at} : {problem}", en: "The request cannot be read: {at}: {problem}" },
  body_too_large: { fr: "L’envoi dépasse la limite de {limit} octets.", en: "The upload is larger than the limit of {limit} bytes." },
  unsupported_media_type: {
    fr: "Ce type de contenu n’est pas accepté ici : {type}.",
    en: "This content type is not accepted here: {type}.",
  },
  not_found: { fr: "Cela n’existe pas ici.", en: "No such thing here." },
  too_many_requests: { fr: "Trop d’essais ; réessayez dans {seconds} s.", en: "Too many attempts; try again in {seconds} s." },
  too_many_streams: {
    fr: "Vous suivez déjà {max} pages en direct : fermez-en une.",
    en: "You already follow {max} pages live: close one.",
  },
  service_busy: { fr: "Le service est très occupé ; réessayez dans un instant.", en: "The service is very busy; try again in a moment." },
  idempotency_mismatch: {
    fr: "Cette clé d’idempotence a déjà servi pour une autre demande.",
    en: "This idempotency key was already used for another request.",
  },
  cursor_invalid: { fr: "Ce repère de page n’est pas lisible.", en: "This page cursor cannot be read." },

  // Session
  not_logged_in: { fr: "Connectez-vous pour continuer.", en: "Log in to go on." },
  login_failed: { fr: "Adresse ou mot de passe inconnus.", en: "Unknown e-mail or password." },
  token_invalid: { fr: "Ce lien ou ce jeton n’est pas valable, ou plus.", en: "This link or token is not valid, or no longer." },
  origin_mismatch: { fr: "Cette demande vient d’une autre page ({origin}).", en: "This request comes from another page ({origin})." },
  role_missing: { fr: "Cela revient à {roles}.", en: "Only {roles} may do this." },
  password_too_short: { fr: "Le mot de passe doit avoir au moins {min} caractères.", en: "The password needs at least {min} characters." },
  email_taken: {
    fr: "Cette adresse a déjà un accès : donnez son mot de passe.",
    en: "This e-mail already has a login: give its password.",
  },
  signup_closed: { fr: "La création de collectifs n’est pas ouverte ici.", en: "Creating collectives is not open here." },

  // Collectives, members, circles, kinds
  name_taken: { fr: "Le nom «{name}» est déjà pris.", en: "The name “{name}” is taken." },
  circle_loop: { fr: "Un cercle ne peut pas faire partie de lui-même.", en: "A circle cannot be part of itself." },
  unknown_time_zone: {
    fr: "Fuseau horaire inconnu : «{timeZone}». Par exemple : Europe/Paris.",
    en: "Unknown time zone: “{timeZone}”. For example: Europe/Paris.",
  },
  year_start_invalid: {
    fr: "«{yearStart}» n’est pas un jour que chaque année a, comme 01-01 ou 09-01 (mois-jour).",
    en: "“{yearStart}” is not a day that every year has, like 01-01 or 09-01 (month-day).",
  },
  setting_fixed: {
    fr: "Ce réglage ({at} : {is}) ne change plus : des montants reposent déjà dessus.",
    en: "This setting ({at}: {is}) no longer changes: amounts already rest on it.",
  },
  anonymity_kept: {
    fr: "Les avis sont anonymes et le restent : des personnes s’y sont fiées.",
    en: "Reviews are anonymous and stay so: people have trusted in it.",
  },
  last_admin: {
    fr: "C’est la dernière personne qui peut administrer : donnez d’abord ce rôle à quelqu’un d’autre.",
    en: "This is the last person who can administer: give somebody else that role first.",
  },
  standing_overlaps: {
    fr: "Une période de ce statut ({standing}) court déjà du {from} au {until}.",
    en: "A period of this standing ({standing}) already runs from {from} to {until}.",
  },
  footing_overlaps: {
    fr: "Ce titre ({footing}) court déjà du {from} au {until}.",
    en: "This footing ({footing}) already runs from {from} to {until}.",
  },
  siret_invalid: { fr: "«{siret}» n’est pas un numéro SIRET.", en: "“{siret}” is not a SIRET number." },
  siret_missing: {
    fr: "Facturer demande un numéro SIRET : donnez-le d’abord.",
    en: "To invoice takes a SIRET number: give it first.",
  },
  not_a_person: {
    fr: "{member} est une structure : seules les personnes ont un rôle ou un accès.",
    en: "{member} is a structure: only people have a role or a login.",
  },
  payee_not_structure: {
    fr: "{member} n’est pas une structure : on n’est payé par défaut qu’à travers une structure.",
    en: "{member} is not a structure: by default, people are paid through structures only.",
  },
  member_email_taken: {
    fr: "Cette adresse est déjà celle d’un·e autre participant·e.",
    en: "This e-mail is already another member’s.",
  },
  login_present: { fr: "{member} a déjà un accès.", en: "{member} already has a login." },
  login_missing: { fr: "{member} n’a pas encore d’accès : invitez d’abord.", en: "{member} has no login yet: invite them first." },
  login_elsewhere: {
    fr: "{member} participe aussi à un autre collectif : seule l’équipe du service peut lui donner un autre mot de passe.",
    en: "{member} is also part of another collective: only the operators of the service can give them another password.",
  },
  already_member: {
    fr: "Cet accès est déjà celui de {member} dans ce collectif.",
    en: "This login is already that of {member} in this collective.",
  },
  kind_in_use: {
    fr: "«{kind}» a déjà servi : ce champ ({at}) ne change plus. Archivez-la et créez-en une autre.",
    en: "“{kind}” is already in use: this field ({at}) no longer changes. Archive it and make another.",
  },
  kind_qualitative: {
    fr: "«{kind}» est une qualité : elle n’a pas de tarif.",
    en: "“{kind}” is a quality: it has no rate.",
  },
  rate_invalid: {
    fr: "«{rate}» n’est pas un tarif : zéro ou plus, au plus {decimals} décimales.",
    en: "“{rate}” is not a rate: zero or more, at most {decimals} decimals.",
  },
  rate_settled: {
    fr: "Un partage a déjà compté cette nature jusqu’au {settled} : un tarif ne peut commencer qu’après, pas le {from}.",
    en: "A sharing has already counted this kind until {settled}: a rate can only start after it, not on {from}.",
  },

  // Contributions (DESIGN §6)
  day_invalid: { fr: "«{day}» n’est pas un jour du calendrier.", en: "“{day}” is not a day of the calendar." },
  day_in_future: { fr: "Le {day} n’est pas encore passé : nous sommes le {today}.", en: "{day} is still to come: today is {today}." },
  days_reversed: { fr: "La fin ({until}) est avant le début ({from}).", en: "The end ({until}) is before the beginning ({from})." },
  member_inactive: { fr: "{member} n’est plus là depuis le {left}.", en: "{member} left on {left}." },
  unknown_circle: { fr: "Cercle inconnu : {id} ({at}).", en: "Unknown circle: {id} ({at})." },
  unknown_envelope: { fr: "Enveloppe inconnue : {id} ({at}).", en: "Unknown envelope: {id} ({at})." },
  envelope_closed: { fr: "L’enveloppe «{envelope}» est close.", en: "The envelope “{envelope}” is closed." },
  kind_archived: { fr: "«{kind}» n’est plus une nature en usage.", en: "“{kind}” is no longer a kind in use." },
  quantity_missing: { fr: "Combien de {unit} pour «{kind}» ?", en: "How many {unit} of “{kind}”?" },
  quantity_invalid: { fr: "«{quantity}» n’est pas une quantité.", en: "“{quantity}” is not a quantity." },
  quantity_not_positive: {
    fr: "La quantité ({quantity}) doit être plus grande que zéro.",
    en: "The quantity ({quantity}) must be more than zero.",
  },
  quantity_precision: { fr: "{quantity} a plus de {decimals} décimales.", en: "{quantity} has more than {decimals} decimals." },
  quantity_too_large: {
    fr: "{quantity} a plus de {digits} chiffres avant la virgule.",
    en: "{quantity} has more than {digits} digits before the point.",
  },
  quantity_on_quality: {
    fr: "«{kind}» est une qualité : elle se raconte, sans nombre ni montant.",
    en: "“{kind}” is a quality: it is told, without number or amount.",
  },
  quantity_on_amount: {
    fr: "«{kind}» se compte en {unit} : donnez un montant, pas une quantité.",
    en: "“{kind}” is counted in {unit}: give an amount, not a quantity.",
  },
  amount_on_quantity: {
    fr: "«{kind}» se compte en {unit} : donnez une quantité ; ce que vous souhaitez va dans «souhaité».",
    en: "“{kind}” is counted in {unit}: give a quantity; what you wish for goes into “claim”.",
  },
  amount_missing: { fr: "Quel montant en {currency} pour «{kind}» ?", en: "What amount in {currency} for “{kind}”?" },
  unit_mismatch: {
    fr: "«{kind}» se compte en {expected}, pas en {found}.",
    en: "“{kind}” is counted in {expected}, not in {found}.",
  },
  settlement_unknown: {
    fr: "Une dépense est remboursée, offerte ou payée par le collectif ({known}), pas «{settlement}».",
    en: "An expense is reimbursed, waived or paid by the collective ({known}), not “{settlement}”.",
  },
  settlement_on_other: {
    fr: "«{kind}» n’est pas une dépense : rien à rembourser.",
    en: "“{kind}” is not an expense: there is nothing to reimburse.",
  },
  expense_with_claim: {
    fr: "Une dépense («{kind}») est remboursée telle quelle : pas de souhait en plus ({claim}).",
    en: "An expense (“{kind}”) is reimbursed as it is: no wish on top ({claim}).",
  },
  volunteered_with_claim: {
    fr: "C’est bénévole, ou {claim} sont souhaités : l’un des deux.",
    en: "It is volunteered, or {claim} is wished for: one of the two.",
  },
  note_missing: { fr: "Quelques mots sur ce qui a été fait, s’il vous plaît.", en: "A few words on what was done, please." },
  note_too_long: { fr: "La note a {length} caractères ; {max} au plus.", en: "The note has {length} characters; {max} at most." },
  tags_invalid: {
    fr: "Au plus {max} étiquettes, de 1 à {length} caractères.",
    en: "At most {max} tags, of 1 to {length} characters.",
  },
  reason_missing: { fr: "Dites pourquoi ({at}).", en: "Say why ({at})." },
  not_author: {
    fr: "Seule la personne qui a donné ou déclaré cette contribution peut faire cela.",
    en: "Only who gave or logged this contribution may do this.",
  },
  not_in_circle: { fr: "Seules les personnes de ce cercle peuvent questionner.", en: "Only people of this circle may question." },
  nothing_changed: { fr: "Rien n’a changé.", en: "Nothing has changed." },
  contribution_withdrawn: { fr: "Cette contribution a été retirée.", en: "This contribution was withdrawn." },
  contribution_in_sharing: {
    fr: "Cette contribution est dans un partage ({state}) : elle ne change plus.",
    en: "This contribution is in a sharing ({state}): it no longer changes.",
  },
  question_open: {
    fr: "Une question est déjà posée : elle attend d’être réglée.",
    en: "A question is already asked: it waits to be settled.",
  },
  circle_missing: { fr: "Pour quel cercle ?", en: "For which circle?" },
  gift_received: {
    fr: "Ce don est encaissé : il ne change plus. Demandez à la trésorerie d’annuler l’écriture.",
    en: "This gift has come in: it no longer changes. Ask the treasurer to reverse its entry.",
  },
  thanks_to_self: { fr: "On remercie quelqu’un d’autre.", en: "Thank somebody else." },
  thanks_kind_missing: {
    fr: "Sous quelle nature dire ce merci ? Une qualité, comme la joie ou l’accueil ({known}).",
    en: "Under which kind is this thanks said? A quality, like joy or hospitality ({known}).",
  },
  thanks_on_quantity: {
    fr: "«{kind}» se compte en {unit} : un merci va à une qualité, comme la joie ou l’accueil.",
    en: "“{kind}” is counted in {unit}: thanks go to a quality, like joy or hospitality.",
  },
  not_questioned: { fr: "Aucune question n’attend ici.", en: "No question is waiting here." },

  // Rounds (DESIGN §9)
  round_dates: { fr: "Les dates ne se suivent pas : {problem}.", en: "The dates do not follow each other: {problem}." },
  round_over: { fr: "Ce cobudget est terminé.", en: "This round is over." },
  round_begun: {
    fr: "Ce réglage ne change plus ({setting}) : on a commencé à flécher ou à voter.",
    en: "This setting no longer changes ({setting}): pledging or voting has begun.",
  },
  round_method: {
    fr: "Cela ne se fait pas ici : dans ce cobudget, {method}.",
    en: "That is not done here: in this round, {method}.",
  },
  round_not_proposing: {
    fr: "Les propositions se font du {from} au {until}.",
    en: "Buckets are proposed from {from} to {until}.",
  },
  round_not_pledging: {
    fr: "Dans ce cobudget, {method} du {from} au {until}.",
    en: "In this round, {method} from {from} to {until}.",
  },
  round_not_settling: {
    fr: "Le cobudget se clôt à partir du {until} ; pour le clore plus tôt, avancez cette date.",
    en: "The round can be closed from {until} on; to close it earlier, bring that date forward.",
  },
  ballots_not_yet: {
    fr: "Les bulletins se lisent après la clôture, sans noms.",
    en: "Ballots can be read after the close, without names.",
  },
  round_without_envelope: {
    fr: "Un cobudget en monnaie part d’une enveloppe ; en points, d’aucune.",
    en: "A round in money starts from an envelope; one in points from none.",
  },
  tally_missing: {
    fr: "Dites quelle règle de dépouillement choisit les projets.",
    en: "Say which tally rule chooses the buckets.",
  },
  points_whole: { fr: "Les points sont entiers : «{amount}» ne l’est pas.", en: "Points are whole: “{amount}” is not." },
  not_proposer: {
    fr: "Ici proposent : {proposers}.",
    en: "Here these propose: {proposers}.",
  },
  not_cocreator: {
    fr: "Cela revient à qui porte ce projet.",
    en: "Only those who carry this bucket may do this.",
  },
  budget_empty: { fr: "Le budget du projet n’a aucune dépense.", en: "The budget of the bucket has no expense." },
  budget_reversed: {
    fr: "Le maximum ({max:money}) est plus petit que le minimum ({min:money}).",
    en: "The maximum ({max:money}) is below the minimum ({min:money}).",
  },
  stretch_off: {
    fr: "Ce cobudget ne prend pas de budget «mieux» : donnez un seul montant par poste.",
    en: "This round takes no stretch goals: give one amount an item.",
  },
  stretch_used: {
    fr: "{count} projets ont un maximum au-dessus de leur minimum : ce réglage reste.",
    en: "{count} buckets have a maximum above their minimum: this setting stays.",
  },
  bucket_fixed: {
    fr: "Ce n’est pas possible pour ce projet : {problem}.",
    en: "This cannot be done with this bucket: {problem}.",
  },
  bucket_not_open: { fr: "Ce projet ne prend pas de fléchage ({status}).", en: "This bucket takes no pledges ({status})." },
  bucket_under_minimum: {
    fr: "Le projet n’a pas encore son minimum[ : il manque {missing:money}].",
    en: "The bucket has not reached its minimum[: {missing:money} is missing].",
  },
  bucket_complete: { fr: "Le projet est complet.", en: "The bucket is complete." },
  bucket_full: {
    fr: "Le projet n’a plus assez de place pour {asked:money}.",
    en: "The bucket has not enough room left for {asked:money}.",
  },
  bucket_room: {
    fr: "Le projet prend encore {left:money}, vous fléchez {asked:money} ; {accepted:money} passerait.",
    en: "The bucket still takes {left:money}, you pledge {asked:money}; {accepted:money} would be accepted.",
  },
  pledge_above_cap: {
    fr: "Chacun·e flèche au plus {cap:money} à un même projet ; vous y avez {pledged:money} et fléchez {asked:money} de plus : {accepted:money} passerait.",
    en: "Nobody pledges more than {cap:money} to one bucket; you have pledged {pledged:money} and pledge {asked:money} more: {accepted:money} would be accepted.",
  },
  credit_short: {
    fr: "Il vous reste {left:money}, vous fléchez {asked:money} ; {accepted:money} passerait.",
    en: "You have {left:money} left, you pledge {asked:money}; {accepted:money} would be accepted.",
  },
  no_credits: { fr: "Vous n’avez pas de crédits dans ce cobudget.", en: "You have no credits in this round." },
  pledge_final: { fr: "Ce fléchage ne se reprend plus.", en: "This pledge can no longer be taken back." },
  pledge_short: {
    fr: "Vous avez fléché {left:money} ici, vous en reprenez {asked:money}.",
    en: "You have pledged {left:money} here, you take back {asked:money}.",
  },
  pool_short: {
    fr: "Il reste {left:money} à répartir, il en faudrait {asked:money}.",
    en: "{left:money} is left to give out, {asked:money} would be needed.",
  },
  credit_pledged: {
    fr: "Il reste {left:money} non fléché à cette personne, vous en reprenez {asked:money}.",
    en: "This person has {left:money} that is not pledged, you take back {asked:money}.",
  },
  credit_veiled: {
    fr: "Les fléchages sont secrets : une fois qu’ils ont commencé, on ne reprend plus de crédits.",
    en: "Pledges are secret: once they have begun, no credits are taken back.",
  },
  weights_zero: { fr: "Aucun poids n’est au-dessus de zéro.", en: "No weight is above zero." },
  settlement_stale: {
    fr: "Le règlement a changé depuis l’aperçu : le voici tel qu’il serait ; confirmez-le.",
    en: "The settlement has changed since the preview: here it is as it would be; confirm it.",
  },
  ballot_invalid: { fr: "Bulletin : {problem} ({at}).", en: "Ballot: {problem} ({at})." },
  entry_of_round: {
    fr: "L’écriture n° {number} est d’un cobudget : c’est là qu’elle se reprend.",
    en: "Entry no. {number} is of a round: it is taken back there.",
  },

  // Imports (DESIGN §12)
  file_empty: { fr: "Le fichier est vide.", en: "The file is empty." },
  file_not_text: {
    fr: "Ce fichier n’est pas du texte ({found}) : dans le tableur, «Enregistrer sous», puis CSV.",
    en: "This file is not text ({found}): in the spreadsheet, “Save as”, then CSV.",
  },
  file_encoding: {
    fr: "Le fichier dit être en {encoding}, mais ne l’est pas jusqu’au bout : enregistrez-le à nouveau.",
    en: "The file says it is {encoding}, but is not to its end: save it again.",
  },
  quote_open: {
    fr: "Un guillemet reste ouvert ({at}) : la ligne ne finit pas.",
    en: "A quote is left open ({at}): the row does not end.",
  },
  quote_invalid: { fr: "Un guillemet est mal placé ({at}).", en: "A quote stands in a wrong place ({at})." },
  row_ragged: {
    fr: "{found} cellules au lieu de {expected} : un séparateur de trop, ou un guillemet qui manque.",
    en: "{found} cells instead of {expected}: a delimiter too many, or a quote that is missing.",
  },
  import_unrecognised: {
    fr: "Aucun format connu n’a ces colonnes : {header}.",
    en: "No known format has these columns: {header}.",
  },
  columns_missing: { fr: "Il manque des colonnes : {missing}.", en: "Columns are missing: {missing}." },
  column_twice: { fr: "Deux colonnes disent la même chose : {columns}.", en: "Two columns say the same: {columns}." },
  number_invalid: { fr: "«{text}» n’est pas un nombre.", en: "“{text}” is not a number." },
  number_ambiguous: {
    fr: "«{text}» : {readings} ? Dites si la virgule ou le point sépare les décimales.",
    en: "“{text}”: {readings}? Say whether the comma or the point is the decimal mark.",
  },
  duration_invalid: { fr: "«{text}» n’est pas une durée.", en: "“{text}” is not a duration." },
  day_missing: { fr: "Le jour manque.", en: "The day is missing." },
  day_is_number: {
    fr: "«{text}» est un nombre, pas un jour (peut-être le {day}) : mettez la colonne au format date, puis enregistrez à nouveau.",
    en: "“{text}” is a number, not a day (perhaps {day}): format the column as dates, then save it again.",
  },
  day_order_unknown: {
    fr: "«{day}» : jour/mois, ou mois/jour ? Dites l’ordre de cette colonne.",
    en: "“{day}”: day/month, or month/day? Say the order of this column.",
  },
  yes_no_invalid: { fr: "«{text}» : oui ou non ?", en: "“{text}”: yes or no?" },
  name_missing: { fr: "Le nom manque.", en: "The name is missing." },
  name_ambiguous: { fr: "Plusieurs s’appellent «{text}» : précisez.", en: "Several are called “{text}”: say which." },
  kind_missing: { fr: "La nature de la contribution manque.", en: "The kind of contribution is missing." },
  email_missing: { fr: "L’adresse manque.", en: "The e-mail address is missing." },
  email_invalid: { fr: "«{email}» n’est pas une adresse.", en: "“{email}” is not an e-mail address." },
  standing_unknown: { fr: "«{text}» n’est pas un statut connu ({known}).", en: "“{text}” is not a known standing ({known})." },
  member_kind_unknown: { fr: "«{text}» : une personne ou une structure ?", en: "“{text}”: a person or a structure?" },
  twice_in_file: { fr: "«{text}» est déjà à la ligne {line}.", en: "“{text}” is already on line {line}." },
  import_asks: { fr: "Colonne «{at}» : {problem}", en: "Column “{at}”: {problem}" },
  import_not_ready: { fr: "Cet import ne s’y prête pas : il est «{status}».", en: "This import cannot do that: it is “{status}”." },
  import_has_errors: {
    fr: "{count} erreur(s) dans le fichier : rien n’est importé tant qu’il en reste.",
    en: "{count} error(s) in the file: nothing is imported while one is left.",
  },
  import_in_sharing: {
    fr: "{count} contribution(s) de cet import sont dans le partage «{sharing}» ({state}) : annulez-le ou abandonnez-le d’abord.",
    en: "{count} contribution(s) of this import are in the sharing “{sharing}” ({state}): reverse or abandon it first.",
  },
  import_in_use: {
    fr: "{member} a déjà donné, reçu ou pris une place ici : cet import ne s’annule plus d’un coup.",
    en: "{member} has given, received or taken a seat here: this import can no longer be undone at once.",
  },
  line_unclear: { fr: "«{text}» n’est pas clair ({field}).", en: "“{text}” is not clear ({field})." },

  // Money
  unknown_currency: { fr: "Monnaie inconnue : {currency}.", en: "Unknown currency: {currency}." },
  currency_mismatch: {
    fr: "Deux monnaies ne se mélangent pas : {expected} attendu, {found} reçu.",
    en: "Two currencies never mix: {expected} expected, {found} found.",
  },
  amount_invalid: { fr: "«{amount}» n’est pas un montant.", en: "“{amount}” is not an amount." },
  amount_precision: {
    fr: "{amount} a trop de décimales : {currency} en a {decimals}.",
    en: "{amount} has too many decimals: {currency} has {decimals}.",
  },
  amount_not_positive: { fr: "Le montant doit être plus grand que zéro.", en: "The amount must be more than zero." },
  amount_too_large: {
    fr: "{amount} dépasse le plus grand montant tenu ({max}).",
    en: "{amount} is above the largest amount kept ({max}).",
  },

  // Ledger (DESIGN §5)
  entry_incomplete: {
    fr: "Une écriture a au moins deux lignes, dont aucune à zéro ; ici {lines}.",
    en: "An entry has at least two lines, none of them zero; here {lines}.",
  },
  entry_unbalanced: {
    fr: "L’écriture n’est pas équilibrée : {debit} {commodity} au débit, {credit} au crédit.",
    en: "The entry does not balance: {debit} {commodity} debit, {credit} credit.",
  },
  entry_dated_in_future: {
    fr: "L’écriture est datée du {datedOn}, et nous sommes le {today}.",
    en: "The entry is dated {datedOn}, and today is {today}.",
  },
  year_closed: { fr: "L’exercice du {startsOn} au {endsOn} est clos.", en: "The fiscal year from {startsOn} to {endsOn} is closed." },
  insufficient_balance: {
    fr: "Il reste {left:money}, vous demandez {asked:money}.",
    en: "{left:money} is left, you ask for {asked:money}.",
  },
  levy_exceeds_amount: { fr: "Le prélèvement dépasse la somme reçue.", en: "The levy is more than the sum received." },
  transfer_to_itself: { fr: "Un virement va d’un compte à un autre.", en: "A transfer goes from one account to another." },
  already_reversed: {
    fr: "L’écriture n° {number} est déjà annulée par la n° {by}.",
    en: "Entry no. {number} is already reversed by no. {by}.",
  },
  not_reversible: {
    fr: "L’écriture n° {number} ne s’annule pas ainsi ; passez-en une nouvelle.",
    en: "Entry no. {number} cannot be reversed this way; post a new one.",
  },
  entry_broken: {
    fr: "L’écriture n° {number} de l’exercice {year} (position {position}) ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
    en: "Entry no. {number} of fiscal year {year} (position {position}) does not verify: {problem}; expected {expected}, found {found}.",
  },
  account_broken: {
    fr: "Le compte {account} ({class}) ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
    en: "Account {account} ({class}) does not verify: {problem}; expected {expected}, found {found}.",
  },
  chain_broken: {
    fr: "Le journal ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
    en: "The ledger does not verify: {problem}; expected {expected}, found {found}.",
  },
  share_broken: {
    fr: "La rétribution {share} ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
    en: "Share {share} does not verify: {problem}; expected {expected}, found {found}.",
  },
  round_broken: {
    fr: "Le compte {account} du cobudget {round} ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
    en: "Account {account} of the round {round} does not verify: {problem}; expected {expected}, found {found}.",
  },
  bill_broken: {
    fr: "La facture {bill} ne se vérifie pas : {problem} ; attendu {expected}, trouvé {found}.",
    en: "Bill {bill} does not verify: {problem}; expected {expected}, found {found}.",
  },

  // Envelopes, bills and payments (DESIGN §5, §6, §8)
  unknown_third_party: { fr: "Tiers inconnu : {id} ({at}).", en: "Unknown third party: {id} ({at})." },
  unknown_bank: { fr: "Compte en banque inconnu : {id} ({at}).", en: "Unknown bank account: {id} ({at})." },
  bank_missing: { fr: "Sur quel compte ? {names}.", en: "Which bank account? {names}." },
  envelope_in_round: {
    fr: "Le cobudget «{round}» part de cette enveloppe et y revient : clôturez-le d’abord.",
    en: "The round “{round}” starts from this envelope and returns to it: close it first.",
  },
  envelope_carried: {
    fr: "Le cobudget «{round}» garde {carried:money} de crédits reportés de cette enveloppe : copiez-le pour s’en servir, ou annulez sa copie pour les rendre.",
    en: "The round “{round}” keeps {carried:money} of credits carried from this envelope: copy it to use them, or cancel its copy to give them back.",
  },
  envelope_not_empty: {
    fr: "L’enveloppe n’est pas vide : solde {balance:money}, engagé {committed:money}, attendu {expected:money}.",
    en: "The envelope is not empty: balance {balance:money}, committed {committed:money}, expected {expected:money}.",
  },
  fund_not_empty: {
    fr: "Le fonds n’est pas vide : solde {balance:money}.",
    en: "The fund is not empty: balance {balance:money}.",
  },
  fund_archived: { fr: "Le fonds «{fund}» n’est plus en usage.", en: "The fund “{fund}” is no longer in use." },
  expected_received: { fr: "Cette somme est déjà reçue.", en: "This money has already come in." },
  expected_dropped: { fr: "Cette somme n’est plus attendue.", en: "This money is no longer expected." },
  expected_by_money_in: {
    fr: "Une somme attendue devient reçue quand la trésorerie enregistre son arrivée.",
    en: "Expected money becomes received when the treasurer records it coming in.",
  },
  source_missing: { fr: "D’où vient cet argent ?", en: "Where does this money come from?" },
  gift_not_money: {
    fr: "Cette contribution n’est pas un don d’argent en {currency}.",
    en: "This contribution is not a gift of money in {currency}.",
  },
  gift_above_amount: {
    fr: "Les dons promis font {promised:money}, il est arrivé {amount:money}.",
    en: "The gifts promised add up to {promised:money}, {amount:money} came in.",
  },
  bill_twice: {
    fr: "La facture «{document}» est déjà là : {amount:money}, du {day}.",
    en: "The bill “{document}” is already here: {amount:money}, of {day}.",
  },
  bill_reversed: { fr: "La facture «{document}» a été annulée.", en: "The bill “{document}” was reversed." },
  bill_paid: {
    fr: "{paid:money} de cette facture sont déjà payés : annulez d’abord les paiements.",
    en: "{paid:money} of this bill is paid already: reverse its payments first.",
  },
  bill_overpaid: {
    fr: "Il reste {left:money} à payer sur cette facture, vous demandez {asked:money}.",
    en: "{left:money} of this bill is left to pay, you ask for {asked:money}.",
  },
  share_overpaid: {
    fr: "Il reste {left:money} à verser sur cette rétribution, vous demandez {asked:money}.",
    en: "{left:money} of this share is left to pay, you ask for {asked:money}.",
  },
  share_twice: { fr: "Cette rétribution figure deux fois dans le paiement.", en: "This share stands twice in the payment." },
  footing_missing: {
    fr: "On ne sait pas à quel titre payer {member} : écrivez pourquoi le faire quand même.",
    en: "It is not known on what footing {member} is paid: write why to do it all the same.",
  },
  receipt_missing: {
    fr: "Il manque un justificatif aux frais de {member} : écrivez pourquoi les rembourser quand même.",
    en: "A receipt is missing for the expenses of {member}: write why to reimburse them all the same.",
  },
  share_of_another: { fr: "Seule la personne qui la reçoit peut laisser sa rétribution.", en: "Only who receives a share may leave it." },
  refund_above_payment: {
    fr: "{paid:money} ont été payés, {asked:money} ne peuvent pas revenir.",
    en: "{paid:money} was paid, {asked:money} cannot come back.",
  },
  entry_of_sharing: {
    fr: "L’écriture n° {number} est celle d’un partage : c’est le partage qui s’annule.",
    en: "Entry no. {number} is that of a sharing: reverse the sharing.",
  },
  year_not_over: {
    fr: "L’exercice finit le {endsOn} et nous sommes le {today} : il ne peut pas encore être clos.",
    en: "The fiscal year ends on {endsOn} and today is {today}: it cannot be closed yet.",
  },
  year_before_open: {
    fr: "L’exercice du {startsOn} est encore ouvert : les exercices se closent dans l’ordre.",
    en: "The fiscal year of {startsOn} is still open: years close in order.",
  },

  // Sharing documents (DESIGN §7)
  document_invalid: {
    fr: "Le document de partage n’est pas valable : {at} : {problem}",
    en: "The sharing document is not valid: {at}: {problem}",
  },
  unknown_member: { fr: "Participant·e inconnu·e : {id} ({at}).", en: "Unknown member: {id} ({at})." },
  unknown_fund: { fr: "Fonds inconnu : {id} ({at}).", en: "Unknown fund: {id} ({at})." },
  unknown_kind: { fr: "Nature de contribution inconnue : {id} ({at}).", en: "Unknown kind of contribution: {id} ({at})." },
  key_invalid: { fr: "La clé ne peut pas fonctionner : {at} : {problem}", en: "The key cannot work: {at}: {problem}" },
  key_exceeds_amount: {
    fr: "L’étape {step} demande {asked:money}, mais il n’y a que {available:money}.",
    en: "Step {step} asks for {asked:money}, but only {available:money} is there.",
  },
  claims_exceed_amount: {
    fr: "Les souhaits font {claimed:money} pour {available:money} : il manque {missing:money}. À régler ensemble.",
    en: "Wishes add up to {claimed:money} for {available:money}: {missing:money} is missing. To settle together.",
  },
  self_review: { fr: "On ne note pas sa propre contribution ({member}).", en: "Nobody scores themselves ({member})." },
  self_points: { fr: "On ne se donne pas de points ({member}).", en: "Nobody gives points to themselves ({member})." },
  peer_too_few: {
    fr: "Il faut au moins 3 personnes pour ce partage, il y en a {count}.",
    en: "This needs at least 3 members, there are {count}.",
  },
  peer_points_missing: { fr: "Il manque les points de {from} pour {to}.", en: "Points from {from} to {to} are missing." },

  // Elections (DESIGN §9)
  election_invalid: {
    fr: "L’élection n’est pas valable : {at} : {problem}",
    en: "The election is not valid: {at}: {problem}",
  },
  rule_invalid: { fr: "La règle ne peut pas fonctionner : {at} : {problem}", en: "The rule cannot work: {at}: {problem}" },
  tally_too_long: {
    fr: "Le dépouillement par {rule} prendrait trop de temps : {turns} tours n’y ont pas suffi. Un relèvement (increment) plus grand, ou une autre règle, va plus vite ; la commande moisson tally prend le temps qu’il faut.",
    en: "The count by {rule} would take too long: {turns} turns were not enough. A larger increment, or another rule, is faster; the command moisson tally takes the time it needs.",
  },
  rule_missing: {
    fr: "Le fichier ne dit pas sa règle ; choisissez-la avec --rule : {allowed}.",
    en: "The file does not say its rule; choose one with --rule: {allowed}.",
  },
  rule_unknown: {
    fr: "La règle «{rule}» ({at}) n’est pas de celles qui se recomptent ; choisissez avec --rule : {allowed}.",
    en: "The rule “{rule}” ({at}) is not one that can be recounted; choose with --rule: {allowed}.",
  },
  rule_beyond_file: {
    fr: "La règle «{rule}» dépend de ce que le fichier ne contient pas (projets incompatibles, décisions à part) ; choisissez avec --rule : {allowed}.",
    en: "The rule “{rule}” depends on what the file does not hold (projects that exclude each other, decisions aside); choose with --rule: {allowed}.",
  },
  unknown_project: { fr: "Projet inconnu : {id} ({at}).", en: "Unknown project: {id} ({at})." },

  // Reviews (DESIGN §10)
  review_empty: {
    fr: "Un avis dit quelque chose : quelques mots, ou une note.",
    en: "A review says something: a few words, or a score.",
  },
  review_unclear: {
    fr: "Un avis porte sur une contribution (contributionId), ou sur la période de quelqu’un dans une enveloppe (ofId, envelopeId, fromOn, untilOn) : {at}.",
    en: "A review is of one contribution (contributionId), or of somebody’s period in an envelope (ofId, envelopeId, fromOn, untilOn): {at}.",
  },
  score_invalid: {
    fr: "Une note va de {min} à {max}, pas «{score}» ({at}).",
    en: "A score goes from {min} to {max}, not “{score}” ({at}).",
  },
  unknown_criterion: {
    fr: "«{criterion}» n’est pas un critère du collectif ({known}).",
    en: "“{criterion}” is not one of the collective’s criteria ({known}).",
  },
  review_of_another: { fr: "Seule la personne qui a écrit cet avis peut le changer.", en: "Only who wrote this review may change it." },
  weaknesses_of_another: {
    fr: "Seule la personne dont parle cet avis peut en publier les faiblesses.",
    en: "Only the person this review is about may publish its weaknesses.",
  },
  review_in_sharing: {
    fr: "Le partage «{sharing}» ({state}) a compté avec cet avis : il ne change plus.",
    en: "The sharing “{sharing}” ({state}) counted with this review: it no longer changes.",
  },

  // Sharings (DESIGN §8)
  sharing_not_open: { fr: "Ce partage n’est pas ouvert : rien n’y change.", en: "This sharing is not open: nothing changes in it." },
  sharing_not_proposed: { fr: "Ce partage n’est pas proposé.", en: "This sharing is not proposed." },
  sharing_not_adopted: { fr: "Ce partage n’est pas adopté, ou il est déjà versé.", en: "This sharing is not adopted, or already posted." },
  sharing_not_posted: { fr: "Ce partage n’est pas versé.", en: "This sharing is not posted." },
  sharing_over: { fr: "Ce partage est terminé : il ne change plus.", en: "This sharing is over: it no longer changes." },
  expenses_short: { fr: "Il manque {missing} pour les frais.", en: "{missing} is missing for the expenses." },
  sharing_exceeds_left: {
    fr: "Il reste {left} dans l’enveloppe et {expected} sont attendus ; le partage en demande {asked}.",
    en: "{left} is left in the envelope and {expected} is expected; the sharing asks for {asked}.",
  },
  kept_of_another: {
    fr: "Ce chiffre n’appartient qu’à la personne qui a donné ; avec son accord, la facilitation peut le saisir pour elle.",
    en: "This figure belongs to who gave; with their agreement, the facilitator may enter it for them.",
  },
  kept_above_asked: {
    fr: "{asked} sont souhaités : on ne retient pas davantage ({kept}). Pour souhaiter plus, modifiez la contribution.",
    en: "{asked} is wished for: no more can be kept ({kept}). To wish for more, amend the contribution.",
  },
  nothing_wished: { fr: "Rien n’est souhaité pour cette ligne.", en: "Nothing is wished for this line." },
  nothing_to_contest: { fr: "Personne n’a saisi ce chiffre à votre place.", en: "Nobody entered this figure in your place." },
  not_in_sharing: { fr: "{member} ne prend pas part à ce partage.", en: "{member} takes no part in this sharing." },
  adoption_of_own_share: {
    fr: "Ce partage vous rétribue : c’est à quelqu’un d’autre de l’adopter ({who}).",
    en: "This sharing pays you: somebody else must adopt it ({who}).",
  },
  adoption_by_nobody: {
    fr: "Ce partage rétribue la seule personne qui pourrait l’adopter : nommez d’abord un·e autre pilote, trésorier·e ou admin.",
    en: "This sharing pays the only person who could adopt it: first name another pilot, treasurer or admin.",
  },
  share_settled: {
    fr: "{settled} sont déjà versés ou laissés au commun : ce partage ne s’annule plus.",
    en: "{settled} is already paid or left to a fund: this sharing can no longer be reversed.",
  },
  carried_asked_again: {
    fr: "Ce que ce partage a reporté est repris dans un autre : annulez d’abord celui-là.",
    en: "What this sharing carried is asked again in another one: reverse that one first.",
  },
  carried_over: { fr: "Ce souhait reporté n’attend plus.", en: "This carried wish no longer waits." },
} as const satisfies Record<string, { fr: string; en: string }>;

export type RefusalCode = keyof typeof refusalTexts;
export type Language = "fr" | "en";

/** Figures of a refusal: amounts as decimal strings, ids, counts. `at` is the place: a field path, `steps[2]`, `line 12`. */
export type RefusalFigures = Readonly<Record<string, string | number | MoneyFigure | readonly unknown[] | null>>;

/** An amount that the sentence shows as people read it: {missing} → 40,00 €. */
export interface MoneyFigure {
  readonly amount: string;
  readonly currency: string;
}

/** A named no. `message` is the English sentence, so that logs and stack traces can be read. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    readonly figures: RefusalFigures = {},
  ) {
    super(refusalSentence(code, figures, "en"));
  }
}

/**
 * The sentence of a refusal in one language, its figures filled in. A figure that is missing leaves its name; a
 * `problem` that problems.ts knows is said in that language, with the same figures. An `at` of "" is the whole of what
 * was read: no place is named then.
 */
export function refusalSentence(code: RefusalCode, figures: RefusalFigures, language: Language, timeZone = usualTimeZone): string {
  const { roles, faults, at } = figures;
  const worded = inWords(figures, language);
  const said = {
    ...worded,
    // The place "" is all of a document.
    ...(at === "" ? { at: language === "fr" ? "l’ensemble" : "all of it" } : {}),
    problem: saidProblem(worded, language, timeZone),
    ...(Array.isArray(roles) ? { roles: saidRoles(roles, language) } : {}),
  };
  const text: string = refusalTexts[code][language];
  const sentence = filled(figures.at === "" ? text.replace(/\{at\} ?: /, "") : text, said, language, timeZone);
  return code === "request_invalid" && Array.isArray(faults) ? sentence + saidFaults(faults.slice(1), language, timeZone) : sentence;
}

/** The words of a problem that problems.ts knows; another is said as it is. */
const saidProblem = (figures: RefusalFigures, language: Language, timeZone: string) =>
  isProblem(figures.problem) ? filled(problemTexts[figures.problem][language], figures, language, timeZone) : (figures.problem ?? null);

/** What else is wrong with a request, two places more: « ; body.title : ce champ manque ; et 2 autres». */
function saidFaults(faults: readonly unknown[], language: Language, timeZone: string): string {
  const told = (faults.slice(0, 2) as RefusalFigures[]).map(
    (fault) => `${fault.at}${language === "fr" ? " :" : ":"} ${saidProblem(fault, language, timeZone)}`,
  );
  const more = faults.length - told.length;
  const rest = language === "fr" ? `et ${more} autre${more > 1 ? "s" : ""}` : `and ${more} more`;
  return [...told, ...(more > 0 ? [rest] : [])].map((each) => `${language === "fr" ? " ;" : ";"} ${each}`).join("");
}

/** Whether the sentence of a code names the place by itself. */
export const saysWhere = (code: RefusalCode, language: Language): boolean => refusalTexts[code][language].includes("{at}");

/** Who may do what was refused, in words: «la trésorerie ou à l’administration». */
const saidRoles = (roles: readonly unknown[], language: Language): string =>
  roles.map((role) => roleTexts[String(role)]?.[language] ?? String(role)).join(language === "fr" ? " ou à " : " or ");

/** The zone in which a sentence tells the hour where no collective says its own. */
const usualTimeZone = "Europe/Paris";

type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Figures that are words of the code, as people say them: by the figure’s name. */
const figureWords: Readonly<Record<string, Words>> = {
  /** Who may propose a bucket (domain/round). */
  proposers: {
    members: { fr: "tou·tes les participant·es", en: "all members" },
    participants: { fr: "les personnes qui ont des crédits", en: "those who have credits" },
    pilots: { fr: "les pilotes du cercle", en: "the pilots of the circle" },
  },
  /** What people do in a round. */
  method: {
    credits: { fr: "on flèche", en: "people pledge" },
    ballots: { fr: "on vote", en: "people vote" },
  },
  /** What is said of a bucket. */
  status: {
    draft: { fr: "en brouillon", en: "a draft" },
    published: { fr: "publié", en: "published" },
    open: { fr: "ouvert", en: "open" },
    funded: { fr: "financé", en: "funded" },
    completed: { fr: "réalisé", en: "done" },
    cancelled: { fr: "annulé", en: "cancelled" },
  },
  /** What is said of a sharing. */
  state: {
    draft: { fr: "en préparation", en: "draft" },
    open: { fr: "ouvert", en: "open" },
    proposed: { fr: "proposé", en: "proposed" },
    adopted: { fr: "adopté", en: "adopted" },
    posted: { fr: "versé", en: "posted" },
    paid: { fr: "versé", en: "paid" },
    abandoned: { fr: "abandonné", en: "abandoned" },
    reversed: { fr: "annulé", en: "reversed" },
  },
  /** A setting of a round that is fixed once it has begun. */
  setting: {
    cap: { fr: "le plafond par projet", en: "the cap for each bucket" },
    hasStretchGoals: { fr: "les maximums des budgets", en: "the maximums of budgets" },
    isSecret: { fr: "le secret", en: "whether pledges are secret" },
    mayChange: { fr: "si l’on peut changer d’avis", en: "whether minds may change" },
    unspent: { fr: "ce que deviennent les crédits non fléchés", en: "where credits go that nobody pledged" },
    tally: { fr: "la règle de dépouillement", en: "the tally rule" },
    pledgesFrom: { fr: "le début des fléchages ou du vote", en: "the beginning of pledges or of the vote" },
  },
};

const inWords = (figures: RefusalFigures, language: Language): RefusalFigures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      name,
      typeof figure === "string" ? (figureWords[name]?.[figure]?.[language] ?? figure) : figure,
    ]),
  );

const roleTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  member: { fr: "un·e participant·e", en: "a member" },
  pilot: { fr: "un·e pilote du cercle", en: "a pilot of the circle" },
  treasurer: { fr: "la trésorerie", en: "a treasurer" },
  admin: { fr: "l’administration", en: "an admin" },
  self: { fr: "la personne concernée", en: "the person concerned" },
  login: { fr: "une personne connectée, pas à un script", en: "a person who is logged in, not a script" },
  "scope read": { fr: "un jeton de portée «read»", en: "a token with the scope “read”" },
  "scope write": { fr: "un jeton de portée «write»", en: "a token with the scope “write”" },
};

/**
 * A sentence with its figures filled in; a figure that is missing leaves its name, or what stands in brackets around it is
 * left out. `{left:money}` is an amount in the figure `currency`: "12.40" is shown as 12,40 €. French reads days as
 * 12/03/2026, and instants as the day and hour of a time zone.
 */
export const filled = (text: string, figures: RefusalFigures, language: Language = "fr", timeZone = usualTimeZone): string =>
  text
    .replace(/\[([^[\]]*\{(\w+)[^[\]]*)\]/g, (_, part: string, name: string) => (figures[name] == null ? "" : part))
    .replace(/\{(\w+)(:money)?\}/g, (_, name: string, isMoney?: string) => {
      const figure = figures[name];
      if (figure === undefined || figure === null) return name;
      return isMoney && typeof figure === "string" ? shownAmount(figure, figures.currency, language) : shown(figure, language, timeZone);
    });

/** An amount with its currency; figures that the database alone knew, and points, are shown as they are. */
function shownAmount(amount: string, currency: RefusalFigures[string] | undefined, language: Language): string {
  const isKnown = /^-?\d+(\.\d+)?$/.test(amount) && typeof currency === "string" && /^[A-Z]{3}$/.test(currency);
  return isKnown ? shownMoney({ amount, currency }, language) : `${amount} ${typeof currency === "string" ? currency : ""}`.trim();
}

function shown(figure: NonNullable<RefusalFigures[string]>, language: Language, timeZone: string): string {
  if (typeof figure === "string" && isInstant.test(figure)) return shownInstant(figure, language, timeZone);
  if (typeof figure === "string" && language === "fr" && isDay(figure)) return figure.split("-").reverse().join("/");
  if (typeof figure !== "object") return String(figure);
  return "amount" in figure ? shownMoney(figure, language) : figure.map(String).join(", ");
}

const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** shownInstant("2026-03-26T09:00:00.000Z", "fr", "Europe/Paris") → 26/03/2026 à 10:00 */
function shownInstant(instant: string, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
  const [day = "", hour = ""] = format.format(new Date(instant)).split(", ");
  return language === "fr" ? `${day} à ${hour}` : `${day.split("/").reverse().join("-")} at ${hour}`;
}

/** As domain/display writes amounts, which this module cannot import: money refuses, and display needs money. */
const shownMoney = ({ amount, currency }: MoneyFigure, language: Language): string =>
  new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-US", { style: "currency", currency })
    .format(amount as `${number}`)
    .replaceAll("\u00a0", "\u202f");
