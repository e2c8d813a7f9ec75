/** An act in the life of a sharing: it says beforehand, in figures, what it will do. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { write } from "../api.js";
import { useSending } from "../sending.js";
import { isZero, minus, totalOf } from "../sharing-figures.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { faultAt, LongTextField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { common, focusTitle, type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

export type Verb = "open" | "propose" | "adopt" | "object" | "post" | "reverse" | "abandon";

const routes: Readonly<Record<Verb, string>> = {
  open: "open",
  propose: "propose",
  adopt: "adopt",
  object: "objections",
  post: "post",
  reverse: "reverse",
  abandon: "abandon",
};

export function ActDialog({ meeting, verb, onClose }: { meeting: Meeting; verb: Verb; onClose: () => void }) {
  const reason = useSignal("");
  const isMissing = useSignal(false);
  const send = useSending((_: undefined, key: string) =>
    write("POST", `${meeting.api}/${routes[verb]}`, verb === "object" ? { reason: reason.value } : undefined, key),
  );
  const isBlocked = verb === "reverse" && !isZero(settledOf(meeting));
  const submit = async () => {
    isMissing.value = verb === "object" && reason.value.trim() === "";
    if (isMissing.value) return;
    if ((await send.run(undefined)) === undefined) return;
    tell(t().act[verb].done);
    onClose();
    focusTitle();
  };
  const texts = t().act[verb];
  return (
    <Dialog title={"title" in texts ? texts.title : texts.act} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="stack tight">{saysOf(meeting, verb)}</div>
        {verb === "object" && (
          <LongTextField
            label={t().act.object.reason}
            isRequired
            rows={4}
            value={reason.value}
            fault={isMissing.value ? t().act.object.missing : faultAt(send.problem, "reason")}
            onValue={(value) => {
              reason.value = value;
              isMissing.value = false;
            }}
          />
        )}
        <ProblemNote problem={send.problem} onRetry={() => void submit()} />
        {!isBlocked && (
          <Button rank={verb === "reverse" || verb === "abandon" ? "irreversible" : "first"} isWide isSubmit isBusy={send.isBusy}>
            {texts.act}
          </Button>
        )}
        <Button onPress={onClose}>{isBlocked ? common().close : common().cancel}</Button>
      </form>
    </Dialog>
  );
}

/** What of a posted sharing was paid or left to a fund already. */
const settledOf = ({ table }: Meeting): string =>
  totalOf(
    table.shares.flatMap(({ paid, waived }) => [paid, waived]),
    table.currency,
  );

/** What an act will do, in figures. */
function saysOf(meeting: Meeting, verb: Verb): ComponentChildren {
  const { table, money, envelope, here } = meeting;
  const { budget, result, currency } = table;
  const entering = table.lines.filter(({ isOut }) => !isOut).length;
  const given = result ? money(minus(budget.amount, result.rest, currency)) : money("0");
  const to = meeting.receivers(result?.shares.map(({ member }) => member) ?? []);
  const carried = budget.carried ?? "0";
  const say = (...sentences: (string | false)[]) => sentences.filter(Boolean).map((sentence) => <p key={String(sentence)}>{sentence}</p>);
  switch (verb) {
    case "open":
      return say(t().act.open.says(money(budget.amount), entering));
    case "propose":
      return say(
        t().act.propose.says(given, to, result && !isZero(result.rest) ? money(result.rest) : null),
        t().act.propose.freeze(entering),
      );
    case "adopt":
      return say(
        t().act.adopt.says(given, money(budget.left)),
        t().act.adopt.final,
        (result?.shares.some(({ member }) => member === here.me) ?? false) && t().act.adopt.self,
      );
    case "object":
      return say(t().act.object.says);
    case "post": {
      const funds = totalOf(result?.funds.map(({ amount }) => amount) ?? [], currency);
      return say(
        t().act.post.says(given, envelope?.name ?? "…", money(envelope?.figures.balance ?? budget.left)),
        t().act.post.to(to, isZero(funds) ? null : money(funds)),
        !isZero(carried) && t().act.post.carried(money(carried)),
        t().act.post.pay,
      );
    }
    case "reverse": {
      const settled = settledOf(meeting);
      if (!isZero(settled)) return say(t().act.reverse.paid(money(settled)));
      return say(t().act.reverse.says(given), t().act.reverse.frees(entering), !isZero(carried) && t().act.reverse.carried(money(carried)));
    }
    case "abandon":
      return say(t().act.abandon.says(money(budget.amount)), t().act.abandon.frees(entering), t().act.abandon.final);
  }
}
