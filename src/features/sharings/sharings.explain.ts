/**
 * «Pourquoi ce montant ?» and «Et avec une autre règle ?»: one member's amount step by step, with what it is paid for,
 * and the same data under several keys, with who gains and who loses (DESIGN §7.6).
 */
import type { Queryable } from "../../db/client.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { explainMember } from "../../domain/sharing/explanation.js";
import { lineIdOf, participantsOf, requireKey } from "../../domain/sharing-assembly.js";
import { defaultNature, type Part } from "../../domain/sharing-split.js";
import { problemOf } from "../../http/problems.js";
import { nameableIn } from "./facts.queries.js";
import type { SettlementLine } from "./settlement.queries.js";
import { type Reader, resultAnswer } from "./sharings.answers.js";
import { factsOf, loadMaterial, type Material, type Preview, paidOf, previewOf, type Settled, settledOf } from "./sharings.facts.js";
import { listShares, type Sharing } from "./sharings.queries.js";
import type { ComparisonAnswer, ComparisonWanted, ExplanationAnswer } from "./sharings.schema.js";

/** Why a member gets what they get. Refuses `unknown_member`, and what the key refuses while it cannot be paid. */
export async function explainShare(on: Queryable, sharing: Sharing, reader: Reader, memberId: string): Promise<ExplanationAnswer> {
  const material = await loadMaterial(on, sharing, reader);
  const settled = settledOf(material);
  if ("refusal" in settled) throw settled.refusal;
  const { parsed, result } = settled;
  const { title, lines, carried } = explainMember(parsed, result, memberId, reader.language);
  const own = result.lines.filter(({ to }) => "fund" in to || to.member === memberId);
  return {
    memberId,
    title,
    amount: result.shares.find(({ member }) => member === memberId)?.amount ?? formatAmount(0n, result.currency),
    currency: result.currency,
    isFinal: sharing.postedAt !== null,
    steps: own.map(({ step, to, amount, basis }, place) => ({
      step,
      title: lines[place]?.title ?? "",
      to: "fund" in to ? "fund" : "member",
      amount,
      text: lines[place]?.text ?? "",
      basis: basis as unknown as Record<string, unknown>,
    })),
    carried,
    paidFor: await paidForAnswer(on, material, settled, memberId),
  };
}

interface PaidPart {
  readonly part: Part;
  readonly line: SettlementLine | undefined;
}

/** Who is paid for a member's share, as what, and for which contributions. */
async function paidForAnswer(on: Queryable, material: Material, settled: Settled, memberId: string): Promise<ExplanationAnswer["paidFor"]> {
  const { parts, lineOfPart } = paidOf(material, settled);
  const own = parts.filter(({ member }) => member === memberId).map((part) => ({ part, line: lineOfPart(part) }));
  const written = (minor: bigint) => formatAmount(minor, settled.result.currency);
  const payeeId = await defaultPayee(on, material, memberId, own);
  const groups = new Map<string, { payeeId: string; nature: string; parts: PaidPart[] }>();
  for (const paid of own) {
    const to = { payeeId: paid.line?.payeeId ?? payeeId, nature: paid.line?.nature ?? defaultNature };
    const group = groups.get(markOf(to)) ?? { ...to, parts: [] };
    groups.set(markOf(to), group);
    group.parts.push(paid);
  }
  return [...groups.values()].map(({ payeeId, nature, parts }) => ({
    payeeId,
    nature,
    amount: written(sumOf(parts)),
    contributions: contributionsPaid(parts).map(({ line, amountMinor }) => ({
      line: lineIdOf(line),
      contributionId: line.contributionId,
      note: line.note,
      dayOn: line.dayOn,
      amount: written(amountMinor),
    })),
  }));
}

const markOf = ({ payeeId, nature }: { payeeId: string; nature: string }): string => `${payeeId} ${nature}`;
const sumOf = (parts: readonly PaidPart[]): bigint => parts.reduce((sum, { part }) => sum + part.amountMinor, 0n);

/**
 * Who is paid what no line is paid for: the member's default payee, or, once posted, whose share is more than the lines
 * give it; the default may have changed since.
 */
async function defaultPayee(on: Queryable, { sharing, names }: Material, memberId: string, own: readonly PaidPart[]): Promise<string> {
  const shares = sharing.postedAt === null ? [] : await listShares(on, sharing.collectiveId, sharing.id);
  const ofLines = (payeeId: string) =>
    sumOf(own.filter(({ line }) => line !== undefined && markOf(line) === markOf({ payeeId, nature: defaultNature })));
  const posted = shares.find(
    (share) => share.memberId === memberId && share.nature === defaultNature && share.amountMinor > ofLines(share.payeeId),
  );
  return posted?.payeeId ?? names.members.find(({ id }) => id === memberId)?.payeeId ?? memberId;
}

/** A line that several steps pay stands once, with their sum. */
function contributionsPaid(parts: readonly PaidPart[]) {
  const paid = new Map<string, { line: SettlementLine; amountMinor: bigint }>();
  for (const { part, line } of parts) {
    if (line === undefined) continue;
    const before = paid.get(lineIdOf(line));
    paid.set(lineIdOf(line), { line, amountMinor: (before?.amountMinor ?? 0n) + part.amountMinor });
  }
  return [...paid.values()];
}

/** The same data under several keys. A key that cannot be paid has its refusal where its figures would be. */
export async function compareKeys(on: Queryable, sharing: Sharing, reader: Reader, wanted: ComparisonWanted): Promise<ComparisonAnswer> {
  const material = await loadMaterial(on, sharing, reader);
  const keys = wanted.keys.map(({ title, key }, place) => ({ title, preview: previewUnder(material, key, place) }));
  const { currency } = sharing;
  const amountUnder = (preview: Preview, memberId: string): bigint | null =>
    "refusal" in preview ? null : parseAmount(preview.result.shares.find(({ member }) => member === memberId)?.amount ?? "0", currency);
  const present = new Set(keys.flatMap(({ preview }) => ("refusal" in preview ? [] : preview.parsed.members.map(({ id }) => id))));
  for (const memberId of participantsOf(factsOf(material, "name"))) present.add(memberId);
  const written = (minor: bigint | null) => (minor === null ? null : formatAmount(minor, currency));
  return {
    currency,
    keys: keys.map(({ title, preview }) => ({
      title,
      result: "refusal" in preview ? null : resultAnswer(preview.result),
      refusal: "refusal" in preview ? problemOf(preview.refusal, reader.language) : null,
    })),
    members: material.names.members
      .filter(({ id }) => present.has(id))
      .map(({ id }) => {
        const amounts = keys.map(({ preview }) => amountUnder(preview, id));
        const [first = null] = amounts;
        return {
          memberId: id,
          amounts: amounts.map(written),
          differences: amounts.map((amount) => written(amount === null || first === null ? null : amount - first)),
        };
      }),
  };
}

/** A key that cannot work at all is refused with its place in the request; one that cannot be paid now is an answer. */
function previewUnder(material: Material, key: unknown, place: number): Preview {
  if (key === undefined) return previewOf(material);
  try {
    requireKey(key, nameableIn(material.names, material.sharing.currency));
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.code, { ...error.figures, at: `keys[${place}].${String(error.figures.at ?? "key")}` });
    throw error;
  }
  return previewOf(material, key);
}
