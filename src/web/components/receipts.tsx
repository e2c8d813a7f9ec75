/**
 * Receipts of an expense or a bill: what is there, one more, one less. Who may not read them sees how many there are.
 *
 * The field does not say `capture`: a phone would open its camera at once, and a PDF could not be chosen.
 */
import { useSignal } from "@preact/signals";
import type { AddedReceipt, ReceiptAnswer, ReceiptList } from "../../features/receipts/receipts.schema.js";
import { write } from "../api.js";
import { dayAt, longDay } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/receipts.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/receipts.js";
import { useCollective, useHere, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { language, speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Field } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

/** What browsers draw; a photo in HEIC is named. */
const drawn = new Set(["image/jpeg", "image/png", "image/webp"]);

/** `of` is `contributions/…` or `bills/…`. */
export function Receipts({ of }: { of: string }) {
  const here = useHere();
  const list = useReading<ReceiptList>(`${here.api}/${of}/receipts`).value;
  if (!list) return null;
  return (
    <div class="stack">
      {!list.isReadable && list.count > 0 && <p class="muted">{t().hidden(list.count)}</p>}
      {list.count === 0 && !list.canAdd && <p class="muted">{t().none}</p>}
      {list.items.length > 0 && (
        <ul class="plain-list ruled">
          {list.items.map((receipt) => (
            <Receipt key={receipt.id} receipt={receipt} />
          ))}
        </ul>
      )}
      {list.canAdd && <Adding of={of} />}
    </div>
  );
}

function sizeOf(bytes: number): string {
  const isLarge = bytes >= 1_000_000;
  const count = new Intl.NumberFormat(language.value, { maximumFractionDigits: isLarge ? 1 : 0 }).format(
    isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1000),
  );
  return isLarge ? t().megabytes(count) : t().kilobytes(count);
}

function Receipt({ receipt }: { receipt: ReceiptAnswer }) {
  const here = useHere();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const who = useNameOf();
  const isAsked = useSignal(false);
  const { id, name, type, bytes, addedBy, addedAt, canRemove } = receipt;
  const content = `/api/v1${here.api}/receipts/${id}/content`;
  return (
    <li class="row">
      <a class="receipt grow" href={content} target="_blank" rel="noopener">
        {drawn.has(type) && <img src={content} alt="" width={56} height={56} loading="lazy" decoding="async" />}
        <span class="stack tight">
          <span class="named">{name}</span>
          <span class="muted small">
            {sizeOf(bytes)} · {t().by(who(addedBy), longDay(dayAt(addedAt, timeZone)))}
          </span>
        </span>
      </a>
      {canRemove && (
        <Button rank="link" label={`${t().remove} ${name}`} onPress={() => (isAsked.value = true)}>
          {t().remove}
        </Button>
      )}
      {isAsked.value && <Removing receipt={receipt} onClose={() => (isAsked.value = false)} />}
    </li>
  );
}

function Removing({ receipt: { id, name }, onClose }: { receipt: ReceiptAnswer; onClose: () => void }) {
  const here = useHere();
  const sending = useSending(async (_: undefined, key: string) => {
    await write("DELETE", `${here.api}/receipts/${id}`, undefined, key);
    return true;
  });
  const remove = async () => {
    if (await sending.run(undefined)) tell(t().removed);
  };
  return (
    <Dialog title={t().removeDialog.title} onClose={onClose}>
      <p>{t().removeDialog.lead(name)}</p>
      <ProblemNote problem={sending.problem} onRetry={() => void remove()} />
      <Button rank="irreversible" isWide isBusy={sending.isBusy} onPress={() => void remove()}>
        {t().remove}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </Dialog>
  );
}

function Adding({ of }: { of: string }) {
  const here = useHere();
  const chosen = useSignal<File | undefined>(undefined);
  const sending = useSending((file: File, key: string) => {
    const form = new FormData();
    form.append("file", file);
    return write<AddedReceipt>("POST", `${here.api}/${of}/receipts`, form, key);
  });
  const add = async () => {
    if (!chosen.value) return;
    const added = await sending.run(chosen.value);
    if (added) tell(added.isRepeat ? t().repeat : t().added);
  };
  return (
    <div class="stack tight">
      <Field label={t().add} hint={sending.isBusy ? t().adding : t().hint}>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept="image/*,application/pdf"
            disabled={sending.isBusy}
            onChange={({ currentTarget }) => {
              chosen.value = currentTarget.files?.[0];
              // The same file may be chosen again after a refusal.
              void add().finally(() => {
                currentTarget.value = "";
              });
            }}
          />
        )}
      </Field>
      <ProblemNote problem={sending.problem} onRetry={() => void add()} />
    </div>
  );
}
