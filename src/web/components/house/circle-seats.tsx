/** Who is in a circle: pilots first; seats are given, changed and taken back one at a time. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import en from "../../i18n/en/circles.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/circles.js";
import common_fr from "../../i18n/fr/common.js";
import { type Circle, nameIn, useHere, useMembers, useNameOf } from "../../place.js";
import { useSending } from "../../sending.js";
import { resumeSession } from "../../session.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { SelectField } from "../fields.js";
import { Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type Seat = Circle["members"][number];

export function Seats({ circle }: { circle: Circle }) {
  const here = useHere();
  const member = useNameOf();
  const mayChange = !circle.isArchived && (here.isAdmin || here.pilots(circle.id));
  const byName = (one: Seat, other: Seat) => member(one.memberId).localeCompare(member(other.memberId));
  const seats = (["pilot", "contributor"] as const).flatMap((role) => circle.members.filter((seat) => seat.role === role).sort(byName));
  const path = (memberId: string) => `${here.api}/circles/${circle.id}/members/${memberId}`;
  const seating = useSending(({ memberId, role }: Seat) => write<Circle>("PUT", path(memberId), { role }));
  const unseating = useSending(({ memberId }: Seat) => write<Circle>("DELETE", path(memberId)));
  /** Who pilots may do more: one’s own session says so. */
  const followMe = async ({ memberId }: Seat) => {
    if (memberId === here.me) await resumeSession();
  };
  const turn = async (seat: Seat) => {
    if (await seating.run({ ...seat, role: seat.role === "pilot" ? "contributor" : "pilot" })) await followMe(seat);
  };
  const remove = async (seat: Seat) => {
    if (!(await unseating.run(seat))) return;
    tell(t().page.removed(member(seat.memberId)), {
      label: common().undo,
      run: () => void seating.run(seat).then(() => followMe(seat)),
    });
    await followMe(seat);
  };
  return (
    <Section title={t().page.people}>
      {seats.length === 0 ? (
        <p class="muted">{t().page.nobody}</p>
      ) : (
        <ul class="plain-list ruled card">
          {seats.map((seat) => {
            const name = member(seat.memberId);
            const turned = seat.role === "pilot" ? t().page.makeContributor : t().page.makePilot;
            const removed = seat.memberId === here.me ? t().page.leave : t().page.remove;
            return (
              <li key={seat.memberId} class="row between">
                <span class="grow">
                  <a href={`${here.home}/members/${seat.memberId}`}>{name}</a>{" "}
                  {seat.role === "pilot" && <Pill tone="green">{t().page.pilot}</Pill>}
                </span>
                <span class="row no-print">
                  {mayChange && (
                    <Button rank="link" isBusy={seating.isBusy} label={`${turned}, ${name}`} onPress={() => void turn(seat)}>
                      {turned}
                    </Button>
                  )}
                  {(mayChange || seat.memberId === here.me) && (
                    <Button rank="link" isBusy={unseating.isBusy} label={`${removed}, ${name}`} onPress={() => void remove(seat)}>
                      {removed}
                    </Button>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <ProblemNote problem={seating.problem ?? unseating.problem} />
      {mayChange && <Joining circle={circle} />}
    </Section>
  );
}

function Joining({ circle }: { circle: Circle }) {
  const here = useHere();
  const draft = useSignal({ memberId: "", role: "contributor" });
  const seated = new Set(circle.members.map(({ memberId }) => memberId));
  const free = (useMembers() ?? []).filter(({ id }) => !seated.has(id));
  const { memberId, role } = draft.value;
  const joining = useSending((_: undefined, key) =>
    write<Circle>("PUT", `${here.api}/circles/${circle.id}/members/${memberId}`, { role }, key),
  );
  const submit = async () => {
    const name = nameIn(free)(memberId);
    if (memberId === "" || !(await joining.run(undefined))) return;
    tell(t().page.joined(name));
    draft.value = { memberId: "", role: "contributor" };
    if (memberId === here.me) await resumeSession();
  };
  if (free.length === 0) return null;
  return (
    <details class="no-print">
      <summary>{t().page.join}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="pair">
          <SelectField
            label={t().page.joinWho}
            isRequired
            value={memberId}
            options={[{ value: "", label: "" }, ...free.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(value) => {
              draft.value = { ...draft.value, memberId: value };
            }}
          />
          <SelectField
            label={t().page.joinAs}
            value={role}
            options={[
              { value: "contributor", label: t().page.contributors },
              { value: "pilot", label: t().page.pilots },
            ]}
            onValue={(value) => {
              draft.value = { ...draft.value, role: value };
            }}
          />
        </div>
        <ProblemNote problem={joining.problem} onRetry={() => void submit()} />
        <Button isSubmit isBusy={joining.isBusy}>
          {t().page.join}
        </Button>
      </form>
    </details>
  );
}
