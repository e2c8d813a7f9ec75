/** Collectives, members, circles, kinds. */
import type { HouseCode } from "../../refusals.js";

export default {
  name_taken: "The name “{name}” is taken.",
  circle_loop: "A circle cannot be part of itself.",
  unknown_time_zone: "Unknown time zone: “{timeZone}”. For example: Europe/Paris.",
  year_start_invalid: "“{yearStart}” is not a day that every year has, like 01-01 or 09-01 (month-day).",
  setting_fixed: "This setting ({at}: {is}) no longer changes: amounts already rest on it.",
  anonymity_kept: "Reviews are anonymous and stay so: people have trusted in it.",
  last_admin: "This is the last person who can administer: give somebody else that role first.",
  standing_overlaps: "A period of this standing ({standing}) already runs from {from} to {until}.",
  footing_overlaps: "This footing ({footing}) already runs from {from} to {until}.",
  siret_invalid: "“{siret}” is not a SIRET number.",
  siret_missing: "To invoice takes a SIRET number: give it first.",
  not_a_person: "{member} is a structure: only people have a role or a login.",
  payee_not_structure: "{member} is not a structure: by default, people are paid through structures only.",
  member_email_taken: "This e-mail is already another member’s.",
  login_present: "{member} already has a login.",
  login_missing: "{member} has no login yet: invite them first.",
  login_elsewhere: "{member} is also part of another collective: only the operators of the service can give them another password.",
  already_member: "This login is already that of {member} in this collective.",
  kind_in_use: "“{kind}” is already in use: this field ({at}) no longer changes. Archive it and make another.",
  kind_qualitative: "“{kind}” is a quality: it has no rate.",
  rate_invalid: "“{rate}” is not a rate: zero or more, at most {decimals} decimals.",
  rate_settled: "A sharing has already counted this kind until {settled}: a rate can only start after it, not on {from}.",
} satisfies Readonly<Record<HouseCode, string>>;
