/** What is entered in somebody’s place, with their agreement; and their word that they did not agree. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { useSending } from "../sending.js";
import { isZero, type SettlementLine } from "../sharing-figures.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { DecimalField, faultAt, LongTextField, SelectField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { useKept } from "./sharing-kept-word.js";
import { common, focusTitle, type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

export function KeptDialog({ meeting, line, onClose }: { meeting: Meeting; line: SettlementLine; onClose: () => void }) {
  const { money, name } = meeting;
  const who = name(line.memberId);
  const kept = useKept(meeting, line, line.memberId);
  const isLess = kept.isReadable && !kept.isAbove && !isZero(kept.less);
  const fault = !kept.isReadable ? t().kept.unread : kept.isAbove ? t().kept.above(money(line.asked ?? "0")) : undefined;
  const submit = async () => {
    if (fault) return;
    if ((await kept.save.run(undefined)) === undefined) return;
    tell(t().kept.forSaved(who, money(kept.read ?? "0")));
    onClose();
  };
  return (
    <Dialog title={t().kept.forTitle(who)} onClose={onClose}>
      <p>{t().kept.forSays(who)}</p>
      <p class="muted">{line.note}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DecimalField
          label={t().table.kept}
          hint={`${t().table.asked} : ${money(line.asked ?? "0")}`}
          value={kept.value}
          fault={fault ?? faultAt(kept.save.problem, "kept")}
          onValue={kept.type}
        />
        {isLess && (
          <SelectField
            label={t().kept.rest(money(kept.less))}
            value={kept.word}
            options={Object.entries(t().kept.restOptions).map(([value, label]) => ({ value, label }))}
            onValue={kept.choose}
          />
        )}
        <ProblemNote problem={kept.save.problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={kept.save.isBusy}>
          {t().kept.forAct(who)}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

export function ContestDialog({ meeting, line, onClose }: { meeting: Meeting; line: SettlementLine; onClose: () => void }) {
  const { money, api, table } = meeting;
  const reason = useSignal("");
  const send = useSending((_: undefined, key: string) => write("POST", `${api}/lines/${line.line}/contest`, { reason: reason.value }, key));
  const submit = async () => {
    if ((await send.run(undefined)) === undefined) return;
    onClose();
    tell(t().contest.done);
    focusTitle();
  };
  return (
    <Dialog title={t().contest.title} onClose={onClose}>
      <p>
        {t().contest.effect(money(line.asked ?? "0"))} {table.status === "proposed" && t().contest.reopens}
      </p>
      <LongTextField
        label={t().contest.reason}
        rows={3}
        value={reason.value}
        onValue={(value) => {
          reason.value = value;
        }}
      />
      <ProblemNote problem={send.problem} onRetry={() => void submit()} />
      <Button rank="irreversible" isWide isBusy={send.isBusy} onPress={() => void submit()}>
        {t().contest.act}
      </Button>
      <Button onPress={onClose}>{common().cancel}</Button>
    </Dialog>
  );
}
