/** Souhaité: said or changed by its author where it stands, while wishes are open; or left, as a volunteer. */
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { write } from "../api.js";
import { useSending } from "../sending.js";
import { isZero, type SettlementLine } from "../sharing-figures.js";
import { Button } from "./button.js";
import { faultAt, readDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { typedAmount } from "./sharing-kept-word.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

/** A line without a word has its field at once; one that has one shows it, and opens on demand. */
export function OwnWish({ meeting, line, said }: { meeting: Meeting; line: SettlementLine; said: string }) {
  const id = useId();
  const isAsked = useSignal(false);
  const isUnsaid = line.asked === null && line.standing === "given";
  const close = () => {
    isAsked.value = false;
    setTimeout(() => document.querySelector<HTMLElement>(`[id="${id}"] :is(input, button)`)?.focus(), 0);
  };
  return (
    <span class="kept-cell" id={id}>
      {isUnsaid || isAsked.value ? (
        <WishForm meeting={meeting} line={line} onDone={close} />
      ) : (
        <>
          <span class={isZero(line.asked ?? "0") ? "muted" : ""}>{said}</span>
          <Button
            rank="link"
            label={t().wish.change(line.note)}
            onPress={() => {
              isAsked.value = true;
            }}
          >
            {t().wish.short}
          </Button>
        </>
      )}
    </span>
  );
}

interface Wish {
  readonly claim: string | null;
  readonly isVolunteered: boolean;
}

function WishForm({ meeting: { here, money }, line, onDone }: { meeting: Meeting; line: SettlementLine; onDone: () => void }) {
  const id = useId();
  const typed = useSignal(line.asked === null ? "" : typedAmount(line.asked));
  const save = useSending((wish: Wish, key: string) => write("PATCH", `${here.api}/contributions/${line.contributionId}`, wish, key));
  const read = readDecimal(typed.value);
  const isEmpty = typed.value.trim() === "";
  const isUnread = !isEmpty && (read === undefined || read.startsWith("-"));
  const fault = isUnread ? t().kept.unread : faultAt(save.problem, "claim");
  const send = async (wish: Wish, done: string) => {
    if ((await save.run(wish)) === undefined) return;
    tell(done);
    onDone();
  };
  const submit = async () => {
    if (isUnread) return;
    const claim = isEmpty ? null : (read ?? null);
    await send({ claim, isVolunteered: false }, claim === null ? t().wish.savedNone : t().wish.saved(money(claim)));
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
        {t().wish.label(line.note)}
      </label>
      <input
        id={id}
        class="money"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={typed.value}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          save.forget();
        }}
      />
      {fault && (
        <span class="danger small" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
      {save.problem && !fault && <ProblemNote problem={save.problem} />}
      {line.atRate !== null && typed.value !== typedAmount(line.atRate) && (
        <Button
          rank="link"
          onPress={() => {
            typed.value = typedAmount(line.atRate ?? "");
            document.getElementById(id)?.focus();
          }}
        >
          {t().wish.atRate(money(line.atRate))}
        </Button>
      )}
      {(!isEmpty || line.asked !== null) && (
        <Button rank="first" isSubmit isBusy={save.isBusy}>
          {t().wish.act}
        </Button>
      )}
      {isEmpty && line.standing !== "volunteered" && (
        <Button rank="link" onPress={() => void send({ claim: null, isVolunteered: true }, t().wish.savedVolunteer)}>
          {t().wish.volunteer}
        </Button>
      )}
    </form>
  );
}
