/**
 * Saying what a line of a statement is: one tap where nothing is missing, otherwise the envelope, the nature, or who. What is
 * there already is linked; what is not is posted by its own route, which links the line in the same breath.
 */
import { useSignal } from "@preact/signals";
import { billNatures } from "../../../domain/bill.js";
import { fundings } from "../../../domain/envelope.js";
import { write } from "../../api.js";
import type { BankLine, LineProposal } from "../../bank-place.js";
import { envelopeMeant } from "../../envelope-meant.js";
import { shortDay } from "../../format.js";
import en from "../../i18n/en/bank.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/bank.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useEnvelopes, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { SelectField, TextField } from "../fields.js";
import { Amount } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { ReasonField, tellMatched } from "./bank-line-matched.js";
import { asksOf, type Choice, envelopesFor, requestOf, usualNature } from "./bank-line-request.js";
import { EnvelopeField } from "./envelope-field.js";
import { isThirdParty, ThirdPartyField } from "./third-party.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

/** An entry that was posted, or the line that was matched. */
interface Answer {
  readonly entry?: { readonly id: string };
  readonly entries?: readonly { readonly id: string }[];
}

type Proposed = "envelopeId" | "nature" | "source";
type Typed = Omit<Choice, Proposed> & { readonly [Field in Proposed]: string | undefined };

export function AcceptForm({ line, proposal, isFirst }: { line: BankLine; proposal: LineProposal; isFirst?: boolean }) {
  const here = useHere();
  const open = (useEnvelopes() ?? []).filter(({ currency, closedAt }) => currency === line.currency && closedAt === null);
  const envelopes = envelopesFor(open, proposal);
  const isTried = useSignal(false);
  const document = t().document(shortDay(line.datedOn), line.line);
  // Until they are said, these are the proposal’s, which may be another one after a reading.
  const choice = useSignal<Typed>({
    envelopeId: undefined,
    nature: undefined,
    source: undefined,
    thirdPartyId: "",
    document: line.reference ?? document,
    reasons: {},
  });
  const set = (change: Partial<Typed>) => {
    choice.value = { ...choice.value, ...change };
  };
  const asks = asksOf(proposal);
  const { value } = choice;
  const source = value.source ?? (proposal.called || (line.counterparty ?? line.label));
  const envelope = envelopeMeant(envelopes, value.envelopeId ?? proposal.envelopeId ?? "");
  const thirdPartyId = proposal.thirdPartyId ?? value.thirdPartyId;
  const usual = usualNature(line, proposal, envelope?.funding ?? null);
  const nature = value.nature ?? proposal.nature ?? usual;
  const doubtful = proposal.items.filter(({ doubts }) => doubts.length > 0);
  const isReasoned = doubtful.every(({ id }) => value.reasons[id]?.trim());
  const isReady = isReasoned && (!asks.thirdParty || isThirdParty(thirdPartyId)) && (!asks.envelope || envelope !== undefined);
  const sending = useSending((_: undefined, key: string) => {
    const { path, body } = requestOf(line, proposal, { ...value, source, thirdPartyId, nature, envelopeId: envelope?.id ?? "" }, document);
    return write<Answer>("POST", here.api + path, body, key);
  });
  const submit = async () => {
    isTried.value = true;
    if (!isReady) return;
    const done = await sending.run(undefined);
    if (!done) return;
    tellMatched(here.api, line, { does: proposal.does, entries: done.entry ? [done.entry] : (done.entries ?? []) });
  };
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>
        <span class="strong">{saidOf(proposal)}</span>
        {proposal.because && (
          <>
            <br />
            <span class="muted small">{t().line.why(proposal.because)}</span>
          </>
        )}
      </p>
      {proposal.returned && <p class="small">{t().line.returned(proposal.returned.number)}</p>}
      {proposal.items.length + proposal.entries.length > 1 && <Parts line={line} proposal={proposal} />}
      {doubtful.map((item) => (
        <ReasonField
          key={item.id}
          item={item}
          isTried={isTried.value}
          value={value.reasons[item.id] ?? ""}
          onValue={(reason) => set({ reasons: { ...value.reasons, [item.id]: reason } })}
        />
      ))}
      {asks.thirdParty && (
        <ThirdPartyField
          label={t().fields.thirdParty}
          value={value.thirdPartyId}
          fault={isTried.value && !isThirdParty(value.thirdPartyId) ? treasury().missing : undefined}
          onValue={(id) => set({ thirdPartyId: id })}
        />
      )}
      {asks.source && <TextField label={t().fields.source} isRequired value={source} onValue={(typed) => set({ source: typed })} />}
      {asks.envelope && (
        <EnvelopeField
          label={t().fields.envelope}
          envelopes={envelopes}
          value={envelope?.id ?? ""}
          isTried={isTried.value}
          onValue={(id) => set({ envelopeId: id })}
        />
      )}
      {asks.nature && (
        <SelectField
          label={t().fields.nature}
          value={nature}
          options={(proposal.does === "bill" ? billNatures : [...fundings, "other"]).map((each) => ({
            value: each,
            label: treasury().natures[each] ?? each,
          }))}
          onValue={(chosen) => set({ nature: chosen })}
        />
      )}
      {asks.document && (
        <TextField label={t().fields.document} isRequired value={value.document} onValue={(said) => set({ document: said })} />
      )}
      <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
      <Button rank={isFirst ? "first" : "second"} isSubmit isBusy={sending.isBusy}>
        {proposal.transfer ? t().accept.transferOfBatch : t().accept[proposal.does]}
      </Button>
    </form>
  );
}

function saidOf({ does, called, entries: [entry, ...more], returned, items, batchNumber, transfer }: LineProposal): string {
  if (does === "return" && returned)
    return [t().does.return(treasury().kinds[returned.kind] ?? "", returned.number), called].filter(Boolean).join(" · ");
  if (does === "link" && entry) {
    const said = more.length > 0 ? t().does.links(more.length + 1) : t().does.link(treasury().kinds[entry.kind] ?? "", entry.number);
    return [said, called].filter(Boolean).join(" · ");
  }
  if (does === "pay")
    return items.length > 1 ? t().does.pays(items.length, called) : t().does[items[0]?.what === "bill" ? "owedBill" : "share"](called);
  if (transfer) return t().does.transferOfBatch(transfer.reference, called);
  if (does === "pay-batch") return t().does.batch(batchNumber ?? 0, called);
  return does === "bank-fee" ? t().does[does] : does === "link" || does === "return" ? "" : t().does[does](called);
}

/** What makes the sum, one under another. */
function Parts({ line: { currency }, proposal: { entries, items } }: { line: BankLine; proposal: LineProposal }) {
  const parts = [
    ...entries.map(({ id, kind, number, amount }) => ({ id, said: t().does.link(treasury().kinds[kind] ?? "", number), amount })),
    ...items.map(({ id, called, nature, amount }) => ({ id, said: `${called} · ${treasury().natures[nature] ?? nature}`, amount })),
  ];
  return (
    <details open={parts.length <= partsShown}>
      <summary>{t().several.made(parts.length)}</summary>
      <ul class="plain-list ruled">
        {parts.map(({ id, said, amount }) => (
          <li key={id} class="with-figure small">
            <span class="wrap-anywhere">{said}</span>
            <Amount value={amount} currency={currency} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const partsShown = 4;
