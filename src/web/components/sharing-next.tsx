/**
 * What comes next in the life of a sharing: open, propose, object, adopt, post, and the ways back. Each says beforehand, in
 * figures, what it will do.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { write } from "../api.js";
import common_en from "../i18n/en/common.js";
import common_fr from "../i18n/fr/common.js";
import { useSending } from "../sending.js";
import { isZero, minus, totalOf } from "../sharing-figures.js";
import { speak } from "../speech.js";
import { Button, ButtonLink } from "./button.js";
import { Dialog } from "./dialog.js";
import { faultAt, LongTextField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { focusTitle, type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

const common = speak({ fr: common_fr, en: common_en });

type Verb = "open" | "propose" | "adopt" | "object" | "post" | "reverse" | "abandon";

const routes: Readonly<Record<Verb, string>> = {
  open: "open",
  propose: "propose",
  adopt: "adopt",
  object: "objections",
  post: "post",
  reverse: "reverse",
  abandon: "abandon",
};

/** The one thing to do next, beside the title; nothing where it is not one’s turn. */
export function NextStep({ meeting }: { meeting: Meeting }) {
  const { table, mayLead, mayAdopt, mayPost, here } = meeting;
  const pays = table.result?.shares.some(({ member }) => member === here.me) ?? false;
  switch (table.status) {
    case "draft":
      return mayLead ? <Act meeting={meeting} verb="open" isFirst /> : null;
    case "open":
      return mayLead ? <Act meeting={meeting} verb="propose" isFirst={table.refusal === null} isOff={table.refusal !== null} /> : null;
    case "proposed":
      return mayAdopt ? <Act meeting={meeting} verb="adopt" isFirst={!pays} /> : <Act meeting={meeting} verb="object" />;
    case "adopted":
      return mayPost ? <Act meeting={meeting} verb="post" isFirst /> : null;
    case "posted":
      return here.isTreasurer ? (
        <ButtonLink rank="first" href={`${here.home}/treasury/payments`}>
          {t().act.pay}
        </ButtonLink>
      ) : null;
    default:
      return null;
  }
}

/** The ways back, quieter, at the foot of the page. */
export function OtherSteps({ meeting }: { meeting: Meeting }) {
  const { table, mayLead, mayAdopt, mayPost } = meeting;
  const { status } = table;
  const acts: Verb[] = [
    ...(status === "proposed" && mayAdopt ? (["object"] as const) : []),
    ...(status === "posted" && mayPost ? (["reverse"] as const) : []),
    ...(mayLead && ["draft", "open", "proposed", "adopted"].includes(status) ? (["abandon"] as const) : []),
  ];
  if (acts.length === 0) return null;
  return (
    <section class="stack no-print" aria-label={t().act.more}>
      <div class="row">
        {acts.map((verb) => (
          <Act key={verb} meeting={meeting} verb={verb} />
        ))}
      </div>
    </section>
  );
}

function Act({ meeting, verb, isFirst, isOff }: { meeting: Meeting; verb: Verb; isFirst?: boolean; isOff?: boolean }) {
  const isOpen = useSignal(false);
  return (
    <>
      <Button
        rank={isFirst ? "first" : "second"}
        {...(isOff ? { isOff } : {})}
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {t().act[verb].act}
      </Button>
      {isOpen.value && (
        <ActDialog
          meeting={meeting}
          verb={verb}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}

function ActDialog({ meeting, verb, onClose }: { meeting: Meeting; verb: Verb; onClose: () => void }) {
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
  const receivers = result?.shares.length ?? 0;
  const carried = budget.carried ?? "0";
  const say = (...sentences: (string | false)[]) => sentences.filter(Boolean).map((sentence) => <p key={String(sentence)}>{sentence}</p>);
  switch (verb) {
    case "open":
      return say(t().act.open.says(money(budget.amount), entering));
    case "propose":
      return say(t().act.propose.says(given, receivers, money(result?.rest ?? "0")), t().act.propose.freeze(entering));
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
        t().act.post.to(receivers, isZero(funds) ? null : money(funds)),
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
