/** How a person comes in, and what they may do here: links an admin makes, and roles. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/members.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/members.js";
import { type Member, useHere } from "../../place.js";
import { useCurrent } from "../../readings.js";
import { useSending } from "../../sending.js";
import { useService } from "../../service.js";
import { resumeSession } from "../../session.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { LinkOnce, type MadeLink } from "./link-once.js";
import { Switch } from "./switch.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

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

interface Asked {
  readonly role: (typeof roles)[number];
  readonly isHeld: boolean;
  /** Tells the switch that was turned whether it stays so. */
  readonly answer: (isSaved: boolean) => void;
}

/** A role opens doors, so what it means is said before it is given or taken. */
function Roles({ member }: { member: Member }) {
  const asked = useSignal<Asked | undefined>(undefined);
  const end = (isSaved: boolean) => {
    asked.value?.answer(isSaved);
    asked.value = undefined;
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
          turn={(isHeld) =>
            new Promise((answer) => {
              asked.value = { role, isHeld, answer };
            })
          }
        />
      ))}
      {asked.value && <RoleDialog member={member} asked={asked.value} onEnd={end} />}
    </fieldset>
  );
}

interface RoleDialogProps {
  member: Member;
  asked: Asked;
  onEnd: (isSaved: boolean) => void;
}

function RoleDialog({ member, asked: { role, isHeld }, onEnd }: RoleDialogProps) {
  const here = useHere();
  const isMe = member.id === here.me;
  const saving = useSending((wanted: readonly string[]) =>
    write<Member>("PUT", `${here.api}/members/${member.id}/roles`, { roles: wanted }),
  );
  // All roles are sent at once, so they are read anew: another admin may have changed the others meanwhile.
  const current = useCurrent<Member>(`${here.api}/members/${member.id}`);
  const save = async () => {
    if (!current) return;
    const others = current.roles.filter((each) => each !== role);
    const saved = await saving.run(isHeld ? [...others, role] : others);
    if (!saved) return;
    onEnd(true);
    tell(t().access.rolesSaved);
    if (isMe) await resumeSession();
  };
  const { title, act } = isHeld ? t().access.give : t().access.take;
  return (
    <Dialog title={title(t().roles[role], member.name)} onClose={() => onEnd(false)}>
      <p>{t().roleMeanings[role]}</p>
      {!isMe && <p>{t().access.roleTold(member.name)}</p>}
      <ProblemNote problem={saving.problem} onRetry={() => void save()} />
      <Button rank="first" isWide isBusy={saving.isBusy || !current} onPress={() => void save()}>
        {act}
      </Button>
      <Button onPress={() => onEnd(false)}>{common().cancel}</Button>
    </Dialog>
  );
}
