/** One batch of payments: the list that is printed and signed, the file for the bank or the sheet for the host, and its end. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { formatAmount, parseAmount } from "../../domain/money.js";
import type { BatchAnswer, TransferAnswer } from "../../features/payment-batches/payment-batches.schema.js";
import { write } from "../api.js";
import { sumsByStatus } from "../batch-figures.js";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { faultAt } from "../components/fields.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { Download } from "../components/treasury/download.js";
import { DayField } from "../components/treasury/fields.js";
import { longDay, money } from "../format.js";
import en from "../i18n/en/batches.js";
import common_en from "../i18n/en/common.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/batches.js";
import common_fr from "../i18n/fr/common.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { language, speak } from "../speech.js";
import { useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function BatchPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<BatchAnswer>(`${here.api}/payment-batches/${params.id}`);
  return <Shown reading={reading}>{(batch) => <OneBatch batch={batch} />}</Shown>;
}

function OneBatch({ batch }: { batch: BatchAnswer }) {
  const here = useHere();
  const texts = t().page;
  const acting = useSignal<"record" | "cancel" | undefined>(undefined);
  const close = () => {
    acting.value = undefined;
  };
  const total = money(batch.total, batch.currency);
  const sums = sumsByStatus(batch);
  const paid = sums.length > 1 ? sums.find(({ status }) => status === "paid") : undefined;
  const said = paid ? texts.paidOf(money(paid.amount, batch.currency), total) : total;
  const isFile = batch.form === "file";
  const file = `/api/v1${here.api}/payment-batches/${batch.id}/file?dialect=${language.value}`;
  return (
    <Page
      title={isFile ? texts.title(batch.number, said, batch.count) : texts.request(batch.number, batch.host ?? "", said)}
      lead={texts.lead(
        batch.bank,
        longDay(batch.executesOn),
        paid && batch.status === "paid" ? texts.paidInPart : t().status[batch.status],
      )}
      back={{ href: `${here.home}/treasury/batches`, label: treasury().ways.batches.name }}
      actions={
        <Button rank="link" onPress={() => print()}>
          {texts.print}
        </Button>
      }
      isWide
    >
      <Transfers batch={batch} />
      <div class="row no-print">
        {isFile && !batch.hasFile ? (
          <p class="muted">{texts.forgotten}</p>
        ) : (
          <Download href={file}>{isFile ? texts.download : texts.downloadSheet}</Download>
        )}
        {batch.status === "open" && (
          <>
            <Button rank="first" onPress={() => (acting.value = "record")}>
              {isFile ? texts.paid : texts.paidBy(batch.host ?? "")}
            </Button>
            <Button rank="link" onPress={() => (acting.value = "cancel")}>
              {isFile ? texts.cancel : texts.cancelRequest}
            </Button>
          </>
        )}
      </div>
      <p class="only-print sign">{texts.sign}</p>
      {acting.value === "record" && <RecordDialog batch={batch} onClose={close} />}
      {acting.value === "cancel" && <CancelDialog batch={batch} onClose={close} />}
    </Page>
  );
}

const labels = (transfer: TransferAnswer): string => [...new Set(transfer.items.map(({ label }) => label))].join(", ");
const documents = (transfer: TransferAnswer): string => transfer.items.flatMap(({ document }) => document ?? []).join(", ");

function Transfers({ batch }: { batch: BatchAnswer }) {
  const here = useHere();
  const texts = t().page;
  const isFile = batch.form === "file";
  const sums = sumsByStatus(batch);
  const feet = [
    ...(sums.length > 1 ? sums.map(({ status, amount }) => ({ label: texts.sums[status], amount })) : []),
    { label: texts.total, amount: batch.total },
  ];
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">{texts.payee}</th>
          <th scope="col">{texts.reference}</th>
          <th scope="col">{texts.for}</th>
          <th scope="col">{texts.documents}</th>
          {isFile && <th scope="col">{texts.iban}</th>}
          <th scope="col">{texts.state}</th>
          <th scope="col" class="num">
            {texts.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {batch.transfers.map((transfer) => (
          <tr key={transfer.id}>
            <th scope="row">{transfer.name}</th>
            <td data-label={texts.reference}>{transfer.reference}</td>
            <td data-label={texts.for}>{labels(transfer)}</td>
            <td data-label={texts.documents}>{documents(transfer)}</td>
            {isFile && <td data-label={texts.iban}>{transfer.ibanEnd ? `··${transfer.ibanEnd}` : ""}</td>}
            <td data-label={texts.state}>
              {transfer.entryId ? (
                <a href={`${here.home}/treasury/entries?entry=${transfer.entryId}`}>{texts.states[transfer.status]}</a>
              ) : (
                texts.states[transfer.status]
              )}
            </td>
            <td class="num" data-label={texts.amount}>
              {money(transfer.amount, batch.currency)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {feet.map(({ label, amount }) => (
          <tr key={label}>
            <th scope="row" colSpan={isFile ? 6 : 5}>
              {label}
            </th>
            <td class="num">{money(amount, batch.currency)}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

function RecordDialog({ batch, onClose }: { batch: BatchAnswer; onClose: () => void }) {
  const here = useHere();
  const today = useToday();
  const datedOn = useSignal(batch.executesOn < today ? batch.executesOn : today);
  const bounced = useSignal<ReadonlySet<string>>(new Set());
  const onTheirWay = batch.transfers.filter(({ status }) => status === "open");
  const paidMinor = onTheirWay
    .filter(({ id }) => !bounced.value.has(id))
    .reduce((sum, { amount }) => sum + parseAmount(amount, batch.currency), 0n);
  const total = money(formatAmount(paidMinor, batch.currency), batch.currency);
  const recording = useSending((_: undefined, key: string) =>
    write<BatchAnswer>(
      "POST",
      `${here.api}/payment-batches/${batch.id}/payment`,
      { datedOn: datedOn.value, bounced: [...bounced.value] },
      key,
    ),
  );
  const save = async () => {
    if (!(await recording.run(undefined))) return;
    tell(t().record.done(total));
    onClose();
  };
  return (
    <Dialog title={batch.form === "file" ? t().record.title : t().record.titleBy(batch.host ?? "")} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>{t().record.says}</p>
        <ul class="plain-list ruled">
          {onTheirWay.map(({ id, name, reference, amount }) => (
            <li key={id}>
              <label class="choice">
                <input
                  type="checkbox"
                  checked={!bounced.value.has(id)}
                  onChange={(event) => {
                    const next = new Set(bounced.value);
                    event.currentTarget.checked ? next.delete(id) : next.add(id);
                    bounced.value = next;
                  }}
                />
                <span class="with-figure grow">
                  <span>
                    {name} <span class="muted small">{reference}</span>
                  </span>
                  <span class="amount">{money(amount, batch.currency)}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        <DayField
          label={t().record.day}
          value={datedOn.value}
          fault={faultAt(recording.problem, "datedOn")}
          onValue={(value) => {
            datedOn.value = value;
          }}
        />
        <ProblemNote problem={recording.problem} onRetry={() => void save()} />
        <div class="row">
          <Button rank="first" isSubmit isBusy={recording.isBusy}>
            {paidMinor > 0n ? t().record.confirm(total) : t().record.nothing}
          </Button>
          <Button onPress={onClose}>{common().cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function CancelDialog({ batch, onClose }: { batch: BatchAnswer; onClose: () => void }) {
  const here = useHere();
  const texts = batch.form === "file" ? t().cancelling : t().withdrawing;
  const cancelling = useSending((_: undefined, key: string) =>
    write<BatchAnswer>("POST", `${here.api}/payment-batches/${batch.id}/cancellation`, {}, key),
  );
  const cancel = async () => {
    if (!(await cancelling.run(undefined))) return;
    tell(texts.done);
    onClose();
  };
  return (
    <Dialog title={texts.title(batch.number)} onClose={onClose}>
      <p>{texts.says(batch.host ?? "")}</p>
      <ProblemNote problem={cancelling.problem} onRetry={() => void cancel()} />
      <div class="row">
        <Button rank="irreversible" isBusy={cancelling.isBusy} onPress={() => void cancel()}>
          {texts.confirm}
        </Button>
        <Button onPress={onClose}>{texts.keep}</Button>
      </div>
    </Dialog>
  );
}
