/** Leaving, coming back, and being forgotten: each says beforehand what it does. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import type { z } from "zod";
import type { erasureForecast } from "../../../features/members/members.schema.js";
import { write } from "../../api.js";
import { money, shortDay } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/members.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/members.js";
import { type Member, useCircles, useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { useSending } from "../../sending.js";
import { resumeSession } from "../../session.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { TextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function Leaving({ member }: { member: Member }) {
  const here = useHere();
  const asked = useSignal<"leave" | "erase" | undefined>(undefined);
  const returning = useSending((_: undefined, key) => write<Member>("POST", `${here.api}/members/${member.id}/return`, {}, key));
  const isMe = member.id === here.me;
  const close = () => {
    asked.value = undefined;
  };
  return (
    <Section title={t().leave.title}>
      <div class="row">
        {member.leftOn === null ? (
          <Button
            onPress={() => {
              asked.value = "leave";
            }}
          >
            {isMe ? t().leave.act : t().leave.actOther(member.name)}
          </Button>
        ) : (
          here.isAdmin && (
            <Button
              rank="first"
              isBusy={returning.isBusy}
              onPress={async () => {
                if (await returning.run(undefined)) tell(t().leave.backDone(member.name));
              }}
            >
              {t().leave.back(member.name)}
            </Button>
          )
        )}
        <Button
          rank="link"
          onPress={() => {
            asked.value = "erase";
          }}
        >
          {isMe ? t().erase.act : t().erase.actOther}
        </Button>
      </div>
      <ProblemNote problem={returning.problem} />
      {asked.value === "leave" && <LeaveDialog member={member} onClose={close} />}
      {asked.value === "erase" && <EraseDialog member={member} onClose={close} />}
    </Section>
  );
}

/** After one’s own leaving there is nothing to see here any more. */
function useGone(member: Member, onClose: () => void) {
  const here = useHere();
  const { route } = useLocation();
  return async (said: string) => {
    tell(said);
    onClose();
    if (member.id !== here.me) return;
    await resumeSession().catch(() => undefined);
    route("/", true);
  };
}

function Ends({ member }: { member: Member }) {
  const seats = (useCircles() ?? []).filter(({ members }) => members.some(({ memberId }) => memberId === member.id)).length;
  return <p>{t().leave.says(member.roles.length, seats)}</p>;
}

function LeaveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const here = useHere();
  const gone = useGone(member, onClose);
  const leaving = useSending((_: undefined, key) => write<Member>("POST", `${here.api}/members/${member.id}/leave`, {}, key));
  const submit = async () => {
    if (await leaving.run(undefined)) await gone(t().leave.done(member.name));
  };
  return (
    <Dialog title={member.id === here.me ? t().leave.ask : t().leave.askOther(member.name)} onClose={onClose}>
      <Ends member={member} />
      <p>{t().leave.stays}</p>
      <ProblemNote problem={leaving.problem} onRetry={() => void submit()} />
      <Button rank="irreversible" isWide isBusy={leaving.isBusy} onPress={() => void submit()}>
        {member.id === here.me ? t().leave.act : t().leave.actOther(member.name)}
      </Button>
      <Button onPress={onClose}>{common().cancel}</Button>
    </Dialog>
  );
}

/** Which proofs and lines of statements stay, and until when. */
function Receipts({ receiptsDeleted, receiptsKept, bankLines }: z.output<typeof erasureForecast>) {
  const last = receiptsKept
    .map(({ keptUntilOn }) => keptUntilOn)
    .sort()
    .at(-1);
  const [deleted, lines] = [t().erase.receipts(receiptsDeleted), t().erase.bankLines(bankLines)];
  return (
    <>
      {deleted && <p>{deleted}</p>}
      {last !== undefined && (
        <>
          <p>{t().erase.receiptsKept(receiptsKept.length, shortDay(last))}</p>
          <details>
            <summary>{t().erase.whichReceipts}</summary>
            <ul>
              {receiptsKept.map(({ id, name, dayOn, keptUntilOn }) => (
                <li key={id}>{t().erase.receipt(name, shortDay(dayOn), shortDay(keptUntilOn))}</li>
              ))}
            </ul>
          </details>
        </>
      )}
      {lines && <p>{lines}</p>}
    </>
  );
}

function EraseDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const here = useHere();
  const typed = useSignal("");
  const gone = useGone(member, onClose);
  const foretold = useReading<z.output<typeof erasureForecast>>(`${here.api}/members/${member.id}/erasure`).value;
  const isOwed = (foretold?.owed.length ?? 0) > 0;
  const erasing = useSending((_: undefined, key) => write<Member>("POST", `${here.api}/members/${member.id}/erasure`, {}, key));
  const isSure = typed.value.trim() === member.name && foretold !== undefined && !isOwed;
  const submit = async () => {
    if (isSure && (await erasing.run(undefined))) await gone(t().erase.done(member.code));
  };
  return (
    <Dialog title={t().erase.ask} onClose={onClose}>
      <p>{t().erase.gone}</p>
      {member.leftOn === null && <Ends member={member} />}
      {foretold && (
        <>
          <p>{t().erase.words(foretold.entryTexts, foretold.reviews)}</p>
          <p>{t().erase.stays(member.code, t().erase.contributions(foretold.contributions))}</p>
          <Receipts {...foretold} />
          {foretold.owed.map(({ amount, currency }) => (
            <p class="danger strong" key={currency}>
              {t().erase.owed(money(amount, currency))}
            </p>
          ))}
        </>
      )}
      <p class="danger strong">{t().erase.never}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t().erase.confirm(member.name)}
          autocomplete="off"
          isRequired
          value={typed.value}
          onValue={(value) => {
            typed.value = value;
          }}
        />
        <ProblemNote problem={erasing.problem} onRetry={() => void submit()} />
        <Button rank="irreversible" isWide isSubmit isBusy={erasing.isBusy} isOff={!isSure}>
          {t().erase.submit}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
