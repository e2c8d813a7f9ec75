/**
 * Retenu: one’s own figure, changed where it stands, with what becomes of the rest. A facilitator says it for somebody
 * absent, in a dialog that names them; what was entered in one’s place can be contested.
 */
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { write } from "../api.js";
import common_en from "../i18n/en/common.js";
import common_fr from "../i18n/fr/common.js";
import { useSending } from "../sending.js";
import { compareAmounts, isZero, minus, type SettlementLine } from "../sharing-figures.js";
import { language, speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { DecimalField, faultAt, LongTextField, readDecimal, SelectField, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { focusTitle, type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

const common = speak({ fr: common_fr, en: common_en });

const rests = ["", "offered", "carried", "withdrawn"] as const;
type Rest = (typeof rests)[number];

/** What is typed of a line until it is kept: the figure and what becomes of the rest. */
function useKept({ table, api }: Meeting, line: SettlementLine, withAgreementOf: string | null) {
  const typed = useSignal<string | null>(null);
  const rest = useSignal<Rest | null>(null);
  const kept = line.kept ?? "0";
  const asked = line.asked ?? "0";
  const read = typed.value === null ? kept : readDecimal(typed.value);
  const isReadable = read !== undefined && /^\d+(\.\d{1,6})?$/.test(read);
  const word: Rest = rest.value ?? line.remainder ?? "";
  const save = useSending((_: undefined, key: string) =>
    write("PUT", `${api}/lines/${line.line}/kept`, { kept: read, remainder: word === "" ? null : word, withAgreementOf }, key),
  );
  const less = isReadable ? safeMinus(asked, read, table.currency) : "0";
  const isChanged = (typed.value !== null && read !== kept && !isSame(read, kept, table.currency)) || word !== (line.remainder ?? "");
  return {
    value: typed.value ?? typedAmount(kept),
    word,
    read,
    less,
    isChanged,
    isReadable,
    isAbove: less.startsWith("-"),
    save,
    type: (value: string) => {
      typed.value = value;
      save.forget();
    },
    choose: (value: string) => {
      rest.value = value as Rest;
      save.forget();
    },
    reset: () => {
      typed.value = null;
      rest.value = null;
    },
  };
}

/** A figure as it reads, ready to be typed over: 2200.00 → 2 200,00. */
const typedAmount = (amount: string): string =>
  typedDecimal(amount).replace(/\B(?=(?:\d{3})+(?:[.,]|$))/g, language.value === "fr" ? "\u202f" : ",");

/** More decimals than the currency has are the service’s to refuse, with its own sentence. */
function safeMinus(a: string, b: string, currency: string): string {
  try {
    return minus(a, b, currency);
  } catch {
    return "0";
  }
}
function isSame(a: string | undefined, b: string, currency: string): boolean {
  try {
    return a !== undefined && compareAmounts(a, b, currency) === 0;
  } catch {
    return false;
  }
}

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
      {isOpen.value && (
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

function KeptDialog({ meeting, line, onClose }: { meeting: Meeting; line: SettlementLine; onClose: () => void }) {
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

/** Somebody else entered this figure: its author may say that it does not count. */
export function Contest({ meeting, line }: { meeting: Meeting; line: SettlementLine }) {
  const { name, money, api, table } = meeting;
  const isOpen = useSignal(false);
  const reason = useSignal("");
  const send = useSending((_: undefined, key: string) => write("POST", `${api}/lines/${line.line}/contest`, { reason: reason.value }, key));
  const close = () => {
    isOpen.value = false;
  };
  const submit = async () => {
    if ((await send.run(undefined)) === undefined) return;
    close();
    tell(t().contest.done);
    focusTitle();
  };
  return (
    <div class="notice small stack tight">
      <p>{t().contest.says(name(line.saidBy))}</p>
      <Button
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {t().contest.act}
      </Button>
      {isOpen.value && (
        <Dialog title={t().contest.title} onClose={close}>
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
          <Button onPress={close}>{common().cancel}</Button>
        </Dialog>
      )}
    </div>
  );
}
