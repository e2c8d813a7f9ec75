/** Where somebody is paid: the number for the treasurer and for whose it is, and a dialog to write it. */
import { useSignal } from "@preact/signals";
import { formatIban, parseBic, parseIban } from "../../../domain/iban.js";
import type { Refusal } from "../../../domain/refusals.js";
import type { BankDetails, KeptDetails } from "../../../features/payment-batches/bank-details.schema.js";
import { write } from "../../api.js";
import { dayAt, shortDay } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/iban.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/iban.js";
import { useCollective, useHere, useNameOf } from "../../place.js";
import { useReading } from "../../readings.js";
import { sayRefusal } from "../../refusal-words.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { attempt } from "../../treasury-figures.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, TextField } from "../fields.js";
import { Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { Loading } from "../reading.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export interface IbanOwner {
  readonly of: "member" | "third-party" | "bank";
  readonly id: string;
  readonly name: string;
}

const pathOf = ({ of, id }: IbanOwner): string => `/bank-details/${of}/${id}`;
const useDetails = (owner: IbanOwner) => useReading<{ details: BankDetails | null }>(useHere().api + pathOf(owner)).value;

/** The part of a member’s page that the member and the treasurer see. */
export function IbanSection({ owner, mayChange }: { owner: IbanOwner; mayChange: boolean }) {
  const here = useHere();
  const nameOf = useNameOf();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const isOpen = useSignal(false);
  const read = useDetails(owner);
  const details = read?.details;
  const day = details ? shortDay(dayAt(details.changedAt, timeZone)) : "";
  return (
    <Section title={t().title}>
      {details && (
        <div class="card stack tight">
          <span class="strong">{details.iban === null ? t().unreadable : formatIban(details.iban)}</span>
          <span class="muted small">{t().holder(details.holder)}</span>
          <span class="muted small">{t().changed(day, nameOf(details.changedBy))}</span>
          {details.isRecent && here.isTreasurer && (
            <span class="row">
              <Pill tone="wheat">{t().recent(day)}</Pill>
              {owner.id !== here.me && <span class="muted small">{t().recentHint}</span>}
            </span>
          )}
        </div>
      )}
      {read && !details && <p class="muted">{t().none}</p>}
      <p class="muted small">{t().privacy}</p>
      {mayChange && read && (
        <div class="row">
          <Button onPress={() => (isOpen.value = true)}>{details ? t().change : t().add}</Button>
        </div>
      )}
      {isOpen.value && <IbanDialog owner={owner} onClose={() => (isOpen.value = false)} />}
    </Section>
  );
}

/** A way to the dialog, beside a name in a list. */
export function IbanButton({ owner }: { owner: IbanOwner }) {
  const isOpen = useSignal(false);
  return (
    <>
      <Button rank="link" label={`${t().act} ${owner.name}`} onPress={() => (isOpen.value = true)}>
        {t().act}
      </Button>
      {isOpen.value && <IbanDialog owner={owner} onClose={() => (isOpen.value = false)} />}
    </>
  );
}

function IbanDialog({ owner, onClose }: { owner: IbanOwner; onClose: () => void }) {
  const read = useDetails(owner);
  return (
    <Dialog title={owner.of === "bank" ? t().dialogBank(owner.name) : t().dialog(owner.name)} onClose={onClose}>
      {read ? <IbanForm owner={owner} details={read.details} onClose={onClose} /> : <Loading />}
    </Dialog>
  );
}

function IbanForm({ owner, details, onClose }: { owner: IbanOwner; details: BankDetails | null; onClose: () => void }) {
  const here = useHere();
  const typed = useSignal({
    iban: details?.iban ? formatIban(details.iban) : "",
    holder: details?.holder ?? (owner.of === "bank" ? here.name : owner.name),
    bic: details?.bic ?? "",
  });
  const { iban, holder, bic } = typed.value;
  const set = (change: Partial<typeof typed.value>) => {
    typed.value = { ...typed.value, ...change };
  };
  const saving = useSending((_: undefined, key: string) =>
    write<{ kept: KeptDetails }>(
      "PUT",
      here.api + pathOf(owner),
      { iban, holder: holder.trim() || undefined, bic: bic.trim() || null },
      key,
    ),
  );
  const dropping = useSending((_: undefined) => write<object>("DELETE", here.api + pathOf(owner)));
  // The rule of the service, asked here: what is mistyped is said at once.
  const isTried = useSignal(false);
  const refusedIban = attempt(() => parseIban(iban)).refusal;
  const refusedBic = bic.trim() ? attempt(() => parseBic(bic)).refusal : undefined;
  const faultOf = (refusal: Refusal | undefined, at: string) =>
    isTried.value && refusal ? sayRefusal(refusal) : faultAt(saving.problem, at);
  const save = async () => {
    isTried.value = true;
    if (refusedIban || refusedBic) return;
    const done = await saving.run(undefined);
    if (!done) return;
    tell(t().saved(done.kept.end ?? ""));
    onClose();
  };
  const drop = async () => {
    if (!(await dropping.run(undefined))) return;
    tell(t().dropped);
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t().iban}
        hint={t().ibanHint}
        isRequired
        autocomplete="off"
        value={iban}
        fault={faultOf(refusedIban, "iban")}
        onValue={(value) => set({ iban: value })}
      />
      <TextField
        label={t().holderField}
        hint={t().holderHint}
        isRequired
        autocomplete="off"
        value={holder}
        fault={faultAt(saving.problem, "holder")}
        onValue={(value) => set({ holder: value })}
      />
      <TextField
        label={t().bic}
        hint={t().bicHint}
        autocomplete="off"
        value={bic}
        fault={faultOf(refusedBic, "bic")}
        onValue={(value) => set({ bic: value })}
      />
      <p class="muted small">{t().privacy}</p>
      <ProblemNote problem={saving.problem ?? dropping.problem} onRetry={() => void save()} />
      <div class="row">
        <Button rank="first" isSubmit isBusy={saving.isBusy}>
          {common().save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
        {details && (
          <Button rank="link" isBusy={dropping.isBusy} onPress={() => void drop()}>
            {t().drop}
          </Button>
        )}
      </div>
    </form>
  );
}
