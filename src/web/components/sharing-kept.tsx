/**
 * Retenu: one’s own figure, changed where it stands, with what becomes of the rest. A facilitator says it for somebody
 * absent, in a dialog that names them; what was entered in one’s place can be contested.
 */
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { useLater } from "../later.js";
import { isZero, type SettlementLine } from "../sharing-figures.js";
import { Button } from "./button.js";
import { faultAt } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { rests, useKept } from "./sharing-kept-word.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

/** The field in the table: it looks like a figure, and shows what to do once it is changed. */
export function OwnKept({ meeting, line }: { meeting: Meeting; line: SettlementLine }) {
  const { money } = meeting;
  const id = useId();
  const kept = useKept(meeting, line, null);
  const isLess = kept.isReadable && !kept.isAbove && !isZero(kept.less);
  const fault = !kept.isReadable
    ? t().kept.unread
    : kept.isAbove
      ? t().kept.above(money(line.asked ?? "0"))
      : faultAt(kept.save.problem, "kept", "remainder");
  const submit = async () => {
    if (fault && !kept.save.problem) return;
    if ((await kept.save.run(undefined)) === undefined) return;
    kept.reset();
    tell(t().kept.saved(money(kept.read ?? "0")));
    document.getElementById(id)?.focus();
  };
  return (
    <form
      class="kept"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label class="visually-hidden" for={id}>
        {t().kept.label(line.note)}
      </label>
      <input
        id={id}
        class="money"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={kept.value}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onInput={(event) => kept.type(event.currentTarget.value)}
      />
      {isLess && (
        <select aria-label={t().kept.rest(money(kept.less))} value={kept.word} onChange={(event) => kept.choose(event.currentTarget.value)}>
          {rests.map((value) => (
            <option key={value} value={value} selected={value === kept.word}>
              {value === "" ? t().kept.rest(money(kept.less)) : t().table.rest[value](money(kept.less))}
            </option>
          ))}
        </select>
      )}
      {fault && (
        <span class="danger small" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
      {kept.save.problem && !fault && <ProblemNote problem={kept.save.problem} onRetry={() => void submit()} />}
      {kept.isChanged && (
        <Button rank="first" isSubmit isBusy={kept.save.isBusy}>
          {t().kept.act}
        </Button>
      )}
    </form>
  );
}

/** A facilitator enters what somebody absent keeps, «avec l’accord de …». */
export function KeptForAnother({ meeting, line }: { meeting: Meeting; line: SettlementLine }) {
  const isOpen = useSignal(false);
  const KeptDialog = useLater(async () => (await import("./sharing-kept-dialogs.js")).KeptDialog);
  const who = meeting.name(line.memberId);
  return (
    <>
      <Button
        rank="link"
        label={`${t().kept.forAnother(who)} : ${line.note}`}
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {t().kept.forAnother(who)}
      </Button>
      {isOpen.value && KeptDialog && (
        <KeptDialog
          meeting={meeting}
          line={line}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}

/** Somebody else entered this figure: its author may say that it does not count. */
export function Contest({ meeting, line }: { meeting: Meeting; line: SettlementLine }) {
  const isOpen = useSignal(false);
  const ContestDialog = useLater(async () => (await import("./sharing-kept-dialogs.js")).ContestDialog);
  return (
    <div class="notice small stack tight">
      <p>{t().contest.says(meeting.name(line.saidBy))}</p>
      <Button
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {t().contest.act}
      </Button>
      {isOpen.value && ContestDialog && (
        <ContestDialog
          meeting={meeting}
          line={line}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </div>
  );
}
