/**
 * «Pourquoi ce montant ?» and «Et avec une autre règle ?»: one member's amount step by step, with what it is paid for,
 * and the same data under several keys, with who gains and who loses (DESIGN §7.6).
 */
import type { Queryable } from "../../db/client.js";
import { formatAmount, parseAmount } from "../../domain/money.js";
import { Refusal } from "../../domain/refusals.js";
import { explainMember } from "../../domain/sharing/explanation.js";
import { lineIdOf, participantsOf, requireKey } from "../../domain/sharing-assembly.js";
import type { Part } from "../../domain/sharing-split.js";
import { problemOf } from "../../http/errors.js";
import type { SettlementLine } from "./settlement.queries.js";
import { type Reader, resultAnswer } from "./sharings.answers.js";
import { factsOf, loadMaterial, type Material, type Preview, paidOf, previewOf, type Settled, settledOf } from "./sharings.facts.js";
import type { Sharing } from "./sharings.queries.js";
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
    paidFor: paidForAnswer(material, settled, memberId),
  };
}

/** Who is paid for a member's share, as what, and for which contributions. */
function paidForAnswer(material: Material, settled: Settled, memberId: string): ExplanationAnswer["paidFor"] {
  const { parts, lineOfPart } = paidOf(material, settled);
  const written = (minor: bigint) => formatAmount(minor, settled.result.currency);
  const payeeId = material.names.members.find(({ id }) => id === memberId)?.payeeId ?? memberId;
  const groups = new Map<string, { payeeId: string; nature: string; parts: { part: Part; line: SettlementLine | undefined }[] }>();
  for (const part of parts.filter(({ member }) => member === memberId)) {
    const line = lineOfPart(part);
    const paid = { payeeId: line?.payeeId ?? payeeId, nature: line?.nature ?? "work" };
    const mark = `${paid.payeeId} ${paid.nature}`;
    const group = groups.get(mark) ?? { ...paid, parts: [] };
    groups.set(mark, group);
    group.parts.push({ part, line });
  }
  return [...groups.values()].map(({ payeeId, nature, parts }) => ({
    payeeId,
    nature,
    amount: written(parts.reduce((sum, { part }) => sum + part.amountMinor, 0n)),
    contributions: contributionsPaid(parts).map(({ line, amountMinor }) => ({
      line: lineIdOf(line),
      contributionId: line.contributionId,
      note: line.note,
      dayOn: line.dayOn,
      amount: written(amountMinor),
    })),
  }));
}

/** A line that several steps pay stands once, with their sum. */
function contributionsPaid(parts: readonly { part: Part; line: SettlementLine | undefined }[]) {
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
    requireKey(key, { ...factsOf(material, "name"), currency: material.sharing.currency });
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.code, { ...error.figures, at: `keys[${place}].${String(error.figures.at ?? "key")}` });
    throw error;
  }
  return previewOf(material, key);
}
