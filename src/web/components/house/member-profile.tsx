/** What a member says of themself: how to reach them, what is good to know, who is paid for them. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/members.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/members.js";
import { type Member, useCircles, useHere, useMembers, useNameOf } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { Pill } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function Profile({ member, mayChange }: { member: Member; mayChange: boolean }) {
  const here = useHere();
  const isEditing = useSignal(false);
  const texts = t().page;
  const name = useNameOf();
  const { contact, note, payeeId, siret } = member;
  return (
    <div class="stack">
      <dl class="facts card">
        {note && (
          <div>
            <dt>{texts.note}</dt>
            <dd>{note}</dd>
          </div>
        )}
        <div>
          <dt>{texts.contact}</dt>
          <dd>
            {contact === null && <span class="muted">{texts.hidden}</span>}
            {contact?.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
            {contact?.email && contact.phone && " · "}
            {contact?.phone && <a href={`tel:${contact.phone.replace(/\s/g, "")}`}>{contact.phone}</a>}
            {contact && !contact.email && !contact.phone && <span class="muted">{texts.nowhere}</span>}
          </dd>
        </div>
        {payeeId && (
          <div>
            <dt>{texts.payee}</dt>
            <dd>
              <a href={`${here.home}/members/${payeeId}`}>{name(payeeId)}</a>
            </dd>
          </div>
        )}
        {siret && (
          <div>
            <dt>{texts.siret}</dt>
            <dd>{siret}</dd>
          </div>
        )}
        <div>
          <dt>{texts.circles}</dt>
          <dd>
            <Seats member={member} />
          </dd>
        </div>
      </dl>
      {mayChange && (
        <div class="row no-print">
          <Button
            onPress={() => {
              isEditing.value = true;
            }}
          >
            {texts.edit}
          </Button>
          {member.id === here.me && (
            <a href={`/api/v1${here.api}/members/${member.id}/data`} download={`moisson-${member.code}.json`}>
              {texts.data}
            </a>
          )}
        </div>
      )}
      {isEditing.value && (
        <ProfileDialog
          member={member}
          onClose={() => {
            isEditing.value = false;
          }}
        />
      )}
    </div>
  );
}

function Seats({ member }: { member: Member }) {
  const here = useHere();
  const seats = (useCircles() ?? []).flatMap(({ id, name, members }) => {
    const seat = members.find(({ memberId }) => memberId === member.id);
    return seat ? [{ id, name, role: seat.role }] : [];
  });
  if (seats.length === 0) return <span class="muted">{t().page.noCircle}</span>;
  return (
    <ul class="plain-list">
      {seats.map(({ id, name, role }) => (
        <li key={id}>
          <a href={`${here.home}/circles/${id}`}>{name}</a> {role === "pilot" && <Pill tone="green">{t().page.pilot}</Pill>}
        </li>
      ))}
    </ul>
  );
}

function ProfileDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const here = useHere();
  const texts = t().form;
  const structures = (useMembers() ?? []).filter(({ kind, id }) => kind === "structure" && id !== member.id);
  const draft = useSignal({
    name: member.name,
    email: member.contact?.email ?? "",
    phone: member.contact?.phone ?? "",
    note: member.note,
    payeeId: member.payeeId ?? "",
    siret: member.siret ?? "",
  });
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { name, email, phone, note, payeeId, siret } = draft.value;
  const saving = useSending((_: undefined, key) =>
    write<Member>(
      "PATCH",
      `${here.api}/members/${member.id}`,
      {
        name,
        email: email.trim() || null,
        phone: phone.trim() || null,
        note,
        siret: siret.trim() || null,
        ...(member.kind === "person" ? { payeeId: payeeId || null } : {}),
      },
      key,
    ),
  );
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(t().page.saved);
    onClose();
  };
  const { problem } = saving;
  return (
    <Dialog title={t().page.edit} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={texts.name} isRequired value={name} fault={faultAt(problem, "name")} onValue={(value) => set({ name: value })} />
        <TextField
          label={texts.email}
          type="email"
          value={email}
          fault={faultAt(problem, "email")}
          onValue={(value) => set({ email: value })}
        />
        <TextField label={texts.phone} value={phone} fault={faultAt(problem, "phone")} onValue={(value) => set({ phone: value })} />
        <LongTextField
          label={texts.note}
          hint={texts.noteHint}
          value={note}
          fault={faultAt(problem, "note")}
          onValue={(value) => set({ note: value })}
        />
        {member.kind === "person" && structures.length > 0 && (
          <SelectField
            label={member.id === here.me ? texts.payee : texts.payeeOther}
            value={payeeId}
            fault={faultAt(problem, "payeeId")}
            options={[{ value: "", label: texts.oneself }, ...structures.map((each) => ({ value: each.id, label: each.name }))]}
            onValue={(value) => set({ payeeId: value })}
          />
        )}
        <TextField label={texts.siret} value={siret} fault={faultAt(problem, "siret")} onValue={(value) => set({ siret: value })} />
        <ProblemNote problem={problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {common().save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
