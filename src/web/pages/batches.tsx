/** Payments that leave together: what may go, what stays out and why, and those that were prepared. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import type { BatchAnswer, BatchListed, Proposal } from "../../features/payment-batches/payment-batches.schema.js";
import { write } from "../api.js";
import { isPaidInPart } from "../batch-figures.js";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { faultAt } from "../components/fields.js";
import { Amount, Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { BankField, bankMeant, DayField } from "../components/treasury/fields.js";
import { saidSums } from "../components/treasury/money-said.js";
import { longDay, money, shortDay } from "../format.js";
import en from "../i18n/en/batches.js";
import common_en from "../i18n/en/common.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/batches.js";
import common_fr from "../i18n/fr/common.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { useBanks, useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Item = Proposal["items"][number];

const sumOf = (items: readonly Item[]): string => saidSums(items, items[0]?.currency ?? "EUR");

export default function BatchesPage() {
  const here = useHere();
  const reading = useReading<Proposal>(`${here.api}/payment-batches/proposal`);
  const back = { href: `${here.home}/treasury`, label: treasury().name };
  const ready = reading.value?.items.filter(({ staysOut }) => staysOut.length === 0) ?? [];
  const host = reading.value?.host ?? null;
  const title = () => {
    if (!reading.value) return treasury().ways.batches.name;
    if (ready.length === 0) return t().titleNothing;
    return host === null ? t().title(sumOf(ready), ready.length) : t().titleRequest(sumOf(ready), host);
  };
  return (
    <Page title={title()} back={back} lead={host === null ? t().lead : t().leadRequest(host)} isWide>
      <div class="columns">
        <Shown reading={reading}>{(proposal) => <Choosing proposal={proposal} />}</Shown>
        <Prepared />
      </div>
    </Page>
  );
}

function Choosing({ proposal }: { proposal: Proposal }) {
  const ready = proposal.items.filter(({ staysOut }) => staysOut.length === 0);
  const out = proposal.items.filter(({ staysOut }) => staysOut.length > 0);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const isPreparing = useSignal(false);
  const chosen = ready.filter(({ id }) => !left.value.has(id));
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(left.value);
    for (const id of ids) isChosen ? next.delete(id) : next.add(id);
    left.value = next;
  };
  const isAll = chosen.length === ready.length;
  return (
    <div class="stack loose">
      {ready.length > 0 && (
        <Section title={t().ready}>
          {ready.length > 1 && (
            <p>
              <Button
                rank="link"
                onPress={() =>
                  choose(
                    ready.map(({ id }) => id),
                    !isAll,
                  )
                }
              >
                {isAll ? t().chooseNone : t().chooseAll}
              </Button>
            </p>
          )}
          <ul class="card plain-list ruled">
            {ready.map((item) => (
              <li key={item.id} class="stack tight">
                <label class="choice">
                  <input
                    type="checkbox"
                    checked={!left.value.has(item.id)}
                    aria-label={t().choose(`${item.name}, ${item.label}`, sumOf([item]))}
                    onChange={(event) => choose([item.id], event.currentTarget.checked)}
                  />
                  <ItemSaid item={item} />
                </label>
              </li>
            ))}
          </ul>
          <div class="at-hand">
            <p class="grow" role="status">
              {t().chosen(chosen.length, chosen.length === 0 ? "" : sumOf(chosen))}
            </p>
            <Button rank="first" isOff={chosen.length === 0} onPress={() => (isPreparing.value = true)}>
              {t().prepare}
            </Button>
          </div>
        </Section>
      )}
      {out.length > 0 && (
        <Section title={t().out.title}>
          <p class="muted">{t().out.lead}</p>
          <ul class="card plain-list ruled">
            {out.map((item) => (
              <li key={item.id}>
                <ItemSaid item={item} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {isPreparing.value && <PrepareDialog proposal={proposal} chosen={chosen} onClose={() => (isPreparing.value = false)} />}
    </div>
  );
}

function ItemSaid({ item }: { item: Item }) {
  const here = useHere();
  const nature = treasury().natures[item.nature] ?? item.nature;
  const isLinked = item.staysOut.length > 0 && item.payee === "member";
  return (
    <span class="stack tight grow">
      <span class="with-figure">
        <span>{isLinked ? <a href={`${here.home}/members/${item.payeeId}`}>{item.name}</a> : item.name}</span>
        <Amount value={item.amount} currency={item.currency} />
      </span>
      <span class="muted small">{[nature, item.document, item.label].filter(Boolean).join(" · ")}</span>
      <span class="row">
        {item.ibanEnd && <span class="muted small">{t().ends(item.ibanEnd)}</span>}
        {item.dueOn && <Pill>{t().due(longDay(item.dueOn))}</Pill>}
        {item.isIbanRecent && item.staysOut.length === 0 && <Pill tone="wheat">{t().recent}</Pill>}
        {item.staysOut.map((reason) => (
          <Pill key={reason} tone="wheat">
            {reason === "in_batch" && item.batch !== null ? t().inBatch(item.batch) : t().reasons[reason]}
          </Pill>
        ))}
      </span>
    </span>
  );
}

/** What was chosen when it opened, and no more: what becomes ready meanwhile was ticked by nobody. */
function PrepareDialog({ proposal, onClose, ...opened }: { proposal: Proposal; chosen: readonly Item[]; onClose: () => void }) {
  const chosen = useSignal(opened.chosen).peek();
  const here = useHere();
  const location = useLocation();
  const banks = useBanks() ?? [];
  const today = useToday();
  const typed = useSignal({ bankId: "", executesOn: today });
  const { bankId, executesOn } = typed.value;
  const currency = chosen[0]?.currency ?? "EUR";
  const bank = bankMeant(banks, currency, bankId);
  const items = chosen.map(({ what, id }) => ({ what, id }));
  const making = useSending((_: undefined, key: string) =>
    write<BatchAnswer>("POST", `${here.api}/payment-batches`, { items, executesOn, ...(bank ? { bankId: bank.id } : {}) }, key),
  );
  const make = async () => {
    const made = await making.run(undefined);
    if (!made) return;
    tell(proposal.form === "file" ? t().dialog.done(made.number) : t().dialog.requested(made.number));
    location.route(`${here.home}/treasury/batches/${made.id}`);
  };
  return (
    <Dialog title={t().dialog.title(sumOf(chosen))} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <p>{t().dialog.says}</p>
        {chosen.some(({ isIbanRecent }) => isIbanRecent) && proposal.form === "file" && <p class="notice wheat">{t().dialog.recent}</p>}
        <BankField
          banks={banks}
          currency={currency}
          value={bank?.id ?? ""}
          onValue={(value) => {
            typed.value = { ...typed.value, bankId: value };
          }}
        />
        <DayField
          label={proposal.form === "file" ? t().dialog.day : t().dialog.dayRequest}
          hint={proposal.form === "file" ? t().dialog.dayHint : undefined}
          value={executesOn}
          fault={faultAt(making.problem, "executesOn")}
          onValue={(value) => {
            typed.value = { ...typed.value, executesOn: value };
          }}
        />
        <ProblemNote problem={making.problem} onRetry={() => void make()} />
        {making.problem?.code === "bank_iban_missing" && <p class="muted small">{t().bankMissing}</p>}
        <div class="row">
          <Button rank="first" isSubmit isBusy={making.isBusy}>
            {t().dialog.confirm(sumOf(chosen))}
          </Button>
          <Button onPress={onClose}>{common().cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function Prepared() {
  const here = useHere();
  const batches = useList<BatchListed>(`${here.api}/payment-batches?limit=50`).value ?? [];
  return (
    <div class="stack">
      <Section title={t().list}>
        {batches.length === 0 ? (
          <p class="muted">{t().none}</p>
        ) : (
          <ul class="card plain-list ruled">
            {batches.map((batch) => (
              <li key={batch.id} class="stack tight">
                <span class="with-figure">
                  <a href={`${here.home}/treasury/batches/${batch.id}`}>
                    {batch.form === "file" ? t().number(batch.number) : t().requestNumber(batch.number)}
                  </a>
                  <Amount value={batch.total} currency={batch.currency} />
                </span>
                <span class="row">
                  <Pill tone={batch.status === "open" ? "wheat" : batch.status === "paid" ? "green" : undefined}>
                    {batch.status === "paid" && isPaidInPart(batch) ? t().page.paidInPart : t().status[batch.status]}
                  </Pill>
                  <span class="muted small">
                    {isPaidInPart(batch) && `${t().page.paidOf(money(batch.paid, batch.currency), money(batch.total, batch.currency))}, `}
                    {t().transfers(batch.count)}, {t().on(shortDay(batch.executesOn))}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
