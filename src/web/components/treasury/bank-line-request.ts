/** What accepting a proposal leaves to say, and what is sent where once it is said. */
import type { BankLine, LineProposal } from "../../bank-place.js";

export interface Choice {
  readonly envelopeId: string;
  readonly nature: string;
  readonly source: string;
  readonly thirdPartyId: string;
  readonly document: string;
  /** Why a share is paid although something is missing, by its id. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** What whoever accepts a proposal says or sees: envelope and nature are always shown, and may be others than the last time. */
export const asksOf = ({ does, thirdPartyId, memberId }: LineProposal) => ({
  envelope: does === "money-in" || does === "bank-fee" || does === "bill",
  nature: does === "money-in" || does === "bill",
  source: does === "money-in" && memberId === null && thirdPartyId === null,
  thirdParty: does === "bill" && thirdPartyId === null,
  document: does === "bill",
});

/** Into which envelopes it may go: expected money is expected in its own. */
export const envelopesFor = <E extends { readonly id: string }>(open: readonly E[], proposal: LineProposal): E[] =>
  open.filter(({ id }) => proposal.expectedId === null || id === proposal.envelopeId);

/** What money of this kind mostly is; whoever accepts sees it, and may say otherwise. */
export function usualNature({ label }: BankLine, { does, memberId }: LineProposal, funding: string | null): string {
  if (does === "bill") return "purchase";
  if (/adh[ée]sion|cotisation|membership|subscription/i.test(label)) return "subscription";
  return memberId === null ? (funding ?? "other") : "gift";
}

export const sharesFirst = <Item extends { readonly what: "share" | "bill" }>(items: readonly Item[]): Item[] => [
  ...items.filter(({ what }) => what === "share"),
  ...items.filter(({ what }) => what === "bill"),
];

/** Where what a line is gets written, and what is sent there. */
export function requestOf(line: BankLine, proposal: LineProposal, choice: Choice, document: string): { path: string; body: object } {
  const amount = line.amount.replace("-", "");
  const posted = { datedOn: line.datedOn, document, bankLineId: line.id };
  switch (proposal.does) {
    case "link":
      return { path: `/bank-lines/${line.id}/matching`, body: { entryIds: proposal.entries.map(({ id }) => id) } };
    case "return":
      return { path: `/entries/${proposal.returned?.id}/reversal`, body: { reason: line.label.slice(0, 1000), bankLineId: line.id } };
    case "pay":
      return {
        path: `/bank-lines/${line.id}/matching`,
        body: {
          paying: {
            document,
            // Shares first: a refusal counts them alone.
            items: sharesFirst(proposal.items).map(({ what, id, amount: part }) => ({
              ...{ what, id, amount: part },
              ...(choice.reasons[id]?.trim() ? { reason: choice.reasons[id]?.trim() } : {}),
            })),
          },
        },
      };
    case "pay-batch": {
      const one = proposal.transfer && { transferIds: [proposal.transfer.id] };
      return { path: `/payment-batches/${proposal.batchId}/payment`, body: { datedOn: line.datedOn, bankLineId: line.id, ...one } };
    }
    case "bank-fee":
      return { path: "/bank-fees", body: { ...posted, amount, envelopeId: choice.envelopeId } };
    case "transfer": {
      const [fromId, toId] = line.amount.startsWith("-") ? [line.bankId, proposal.otherBankId] : [proposal.otherBankId, line.bankId];
      const { bankLineId, ...rest } = posted;
      return { path: "/bank-transfers", body: { ...rest, fromId, toId, amount, bankLineIds: [bankLineId, proposal.otherLineId] } };
    }
    case "money-in":
      return {
        path: `/envelopes/${choice.envelopeId}/money-in`,
        body: {
          ...posted,
          amount,
          nature: choice.nature,
          ...(proposal.expectedId === null ? {} : { expectedId: proposal.expectedId }),
          ...(proposal.memberId !== null
            ? { memberId: proposal.memberId }
            : proposal.thirdPartyId !== null
              ? { sourceId: proposal.thirdPartyId }
              : { source: choice.source.trim().slice(0, 200) }),
        },
      };
    case "bill": {
      const { thirdPartyId, envelopeId, nature } = choice;
      const paid = { datedOn: line.datedOn, document, bankLineId: line.id };
      const bill = { thirdPartyId, envelopeId, nature, amount, billedOn: line.datedOn, document: choice.document.trim() };
      return { path: "/bills", body: { ...bill, label: line.label.slice(0, 200), payment: paid } };
    }
  }
}
