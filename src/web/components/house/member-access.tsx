/** How a person comes in, and what they may do here: links an admin makes, and roles. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/members.js";
import fr from "../../i18n/fr/members.js";
import { type Member, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { useService } from "../../service.js";
import { resumeSession } from "../../session.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { LinkOnce, type MadeLink } from "./link-once.js";
import { Switch } from "./switch.js";

const t = speak({ fr, en });
interface Making {
  readonly what: "invitation" | "password-link";
  readonly byMail?: boolean;
}

const roles = ["admin", "treasurer"] as const;

export function MemberAccess({ member }: { member: Member }) {
  const here = useHere();
  const made = useSignal<{ link: MadeLink; says: string } | undefined>(undefined);
  const making = useSending(({ what, byMail }: Making) =>
    write<MadeLink & { mailedTo?: string | null }>("POST", `${here.api}/members/${member.id}/${what}`, byMail ? { byMail } : {}),
  );
  const make = async (wanted: Making) => {
    const link = await making.run(wanted);
    if (!link) return;
    const byHand = wanted.what === "invitation" ? t().access.inviteOnce : t().access.passwordOnce;
    made.value = { link, says: link.mailedTo ? t().access.mailed(link.mailedTo) : byHand };
  };
  const mailable = useService()?.sendsMail ? member.contact?.email : null;
  return (
    <Section title={t().access.title}>
      <p class="muted">{member.hasLogin ? t().access.has : t().access.none}</p>
      {made.value ? (
        <LinkOnce made={made.value.link} says={made.value.says} />
      ) : (
        <div class="row">
          {member.hasLogin ? (
            <>
              <Button isBusy={making.isBusy} onPress={() => void make({ what: "password-link" })}>
                {t().access.password}
              </Button>
              <span class="muted small">{t().access.passwordHint}</span>
            </>
          ) : (
            <>
              {mailable && (
                <Button rank="first" isBusy={making.isBusy} onPress={() => void make({ what: "invitation", byMail: true })}>
                  {t().access.mail(mailable)}
                </Button>
              )}
              <Button rank={mailable ? "second" : "first"} isBusy={making.isBusy} onPress={() => void make({ what: "invitation" })}>
                {t().access.invite}
              </Button>
            </>
          )}
        </div>
      )}
      <ProblemNote problem={making.problem} />
      <Roles member={member} />
    </Section>
  );
}

function Roles({ member }: { member: Member }) {
  const here = useHere();
  const saving = useSending((wanted: readonly string[]) =>
    write<Member>("PUT", `${here.api}/members/${member.id}/roles`, { roles: wanted }),
  );
  const set = async (role: (typeof roles)[number], isHeld: boolean) => {
    const saved = await saving.run(isHeld ? [...member.roles, role] : member.roles.filter((each) => each !== role));
    if (!saved) return false;
    tell(t().access.rolesSaved);
    if (member.id === here.me) await resumeSession();
    return true;
  };
  return (
    <fieldset class="field">
      <legend>{t().access.roles}</legend>
      {roles.map((role) => (
        <Switch
          key={role}
          label={t().roles[role]}
          hint={t().roleMeanings[role]}
          isOn={member.roles.includes(role)}
          turn={(isHeld) => set(role, isHeld)}
        />
      ))}
      <ProblemNote problem={saving.problem} />
    </fieldset>
  );
}
