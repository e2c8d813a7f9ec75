/** An act in the life of a sharing: it says beforehand, in figures, what it will do. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { write } from "../api.js";
import en from "../i18n/en/sharing-acts.js";
import fr, { type Ask } from "../i18n/fr/sharing-acts.js";
import { useSending } from "../sending.js";
import { isZero, minus, totalOf } from "../sharing-figures.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { faultAt, LongTextField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { AdoptedBy } from "./sharing-adopted-by.js";
import { actWord, common, focusTitle, type Meeting, type Verb } from "./sharing-meeting.js";
import { silentWords } from "./sharing-silent.js";
import { tell } from "./told.js";

const says = speak({ fr, en });

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
    tell(says()[verb].done);
    onClose();
    focusTitle();
  };
  const texts = says()[verb];
  const act = actWord(meeting, verb);
  return (
    <Dialog title={"title" in texts ? texts.title : act} onClose={onClose}>
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
            label={says().object.reason}
            isRequired
            rows={4}
            value={reason.value}
            fault={isMissing.value ? says().object.missing : faultAt(send.problem, "reason")}
            onValue={(value) => {
              reason.value = value;
              isMissing.value = false;
            }}
          />
        )}
        <ProblemNote problem={send.problem} onRetry={() => void submit()} />
        {!isBlocked && (
          <Button rank={verb === "reverse" || verb === "abandon" ? "irreversible" : "first"} isWide isSubmit isBusy={send.isBusy}>
            {act}
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

function Silent({ meeting }: { meeting: Meeting }) {
  const words = silentWords(meeting);
  return words === null ? null : (
    <p class="notice">
      {words} {says().propose.silent}
    </p>
  );
}

/** What the key lets everybody say, once the sharing is open. */
const opening = (asks: readonly Ask[]): string[] =>
  asks.length > 0 ? asks.map((ask) => says().open.asks[ask]) : [says().open.asksNothing];

/** What an act will do, in figures. */
function saysOf(meeting: Meeting, verb: Verb): ComponentChildren {
  const { table, money, envelope, here } = meeting;
  const { budget, result, currency, asksFor } = table;
  const asks = (Object.keys(asksFor) as Ask[]).filter((ask) => asksFor[ask]);
  const entering = table.lines.filter(({ isOut }) => !isOut).length;
  const given = result ? money(minus(budget.amount, result.rest, currency)) : money("0");
  const to = meeting.receivers(result?.shares.map(({ member }) => member) ?? []);
  const shared = money(totalOf(result?.shares.map(({ amount }) => amount) ?? [], currency));
  const levied = totalOf(result?.funds.map(({ amount }) => amount) ?? [], currency);
  const funds = isZero(levied) ? null : money(levied);
  const carried = budget.carried ?? "0";
  const say = (...sentences: (string | false)[]) => sentences.filter(Boolean).map((sentence) => <p key={String(sentence)}>{sentence}</p>);
  switch (verb) {
    case "open":
      return say([says().open.says(money(budget.amount), entering), ...opening(asks)].join(" "));
    case "propose":
      return (
        <>
          <Silent meeting={meeting} />
          {say(
            says().propose.says(shared, to, funds, result && !isZero(result.rest) ? money(result.rest) : null),
            says().propose.freeze(entering, asks),
          )}
          <AdoptedBy meeting={meeting} />
        </>
      );
    case "adopt":
      return say(
        says().adopt.says(given, money(budget.left)),
        says().adopt.final,
        (result?.shares.some(({ member }) => member === here.me) ?? false) && says().adopt.self,
      );
    case "object":
      return say(says().object.says);
    case "post":
      return say(
        says().post.says(given, envelope?.name ?? "…", money(envelope?.figures.balance ?? budget.left)),
        says().post.to(to, funds),
        !isZero(carried) && says().post.carried(money(carried)),
        says().post.pay,
      );
    case "reverse": {
      const settled = settledOf(meeting);
      if (!isZero(settled)) return say(says().reverse.paid(money(settled)));
      return say(says().reverse.says(given), says().reverse.frees(entering), !isZero(carried) && says().reverse.carried(money(carried)));
    }
    case "abandon":
      return say(says().abandon.says(money(budget.amount)), says().abandon.frees(entering), says().abandon.final);
  }
}
