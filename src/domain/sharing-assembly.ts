/**
 * Assembling a sharing: what was logged, said and set → the `moisson.sharing/1` it is computed from (DESIGN §7.1, §8).
 *
 *  1. Members, in the order in which they entered the collective, which never depends on names: who has a line, who the
 *     key names, who was asked to take part. Who was taken out is not there, and their lines wait for the next sharing.
 *  2. Lines: carried wishes first, in the order they were carried, then contributions in the order they were declared.
 *     A carried wish is a claim and no contribution, as the contribution itself was in a sharing before.
 *  3. Claims: what is kept of what was asked, null where nothing is wished. An expense is reimbursed, and never a claim.
 *  4. Kinds: a rate that changes within the period makes one kind a rate, named by the day from which it holds, and the
 *     key's steps then name all of them:
 *       hours at 20.00 until 30 June, then 22.00 → hours@2025-01-01, hours@2026-07-01
 *     What was volunteered, and an expense waived as a gift, is of a kind that no step names: hours/volunteered, train/gift.
 *  5. Reviews, points and takes enter only where the key looks at them.
 *  6. `"since": "year"` in a levy becomes the figure: what earlier sharings of this envelope in this fiscal year were
 *     levied on for the same fund.
 *
 * Names are codes in what is published (`named` says which); ids never are.
 */
import type { Day } from "./calendar.js";
import { formatAmount } from "./money.js";
import { Refusal } from "./refusals.js";
import { keptOf, type UnpaidRule, type Wish } from "./settlement-table.js";
import { parseSharingDocument } from "./sharing/document.js";
import { isMoneyUnit } from "./units.js";

/** How a line counts: as a wish or work given, as an expense to reimburse, as an expense waived, as volunteered. */
export type LineStanding = "given" | "reimbursed" | "gift" | "volunteered";

/** One line of the table as the document needs it. */
export interface Line extends Wish {
  readonly contributionId: string;
  /** The carried wish it asks again, or null for the contribution itself. */
  readonly carriedId: string | null;
  readonly kindId: string;
  readonly standing: LineStanding;
  /** The last day of the contribution: it says in which period it lies and which rate holds. */
  readonly lastOn: Day;
  readonly quantity: string | null;
  readonly amountMinor: bigint | null;
  readonly rate: { readonly fromOn: Day; readonly rate: string } | null;
}

/** A line is named by what it is about: the carried wish, or the contribution. */
export const lineIdOf = ({ contributionId, carriedId }: Pick<Line, "contributionId" | "carriedId">): string => carriedId ?? contributionId;

export const isReimbursed = ({ standing }: Pick<Line, "standing">): boolean => standing === "reimbursed";

/** What lines ask of an amount, kept wishes and expenses alike, and how much of it is missing: 120.00 of 100.00 is 20.00 over. */
export function askedOf(
  lines: readonly (Wish & Pick<Line, "standing" | "amountMinor">)[],
  amountMinor: bigint,
): { keptMinor: bigint; expensesMinor: bigint; overMinor: bigint } {
  const keptMinor = lines.reduce((sum, line) => sum + (keptOf(line).keptMinor ?? 0n), 0n);
  const expensesMinor = lines.filter(isReimbursed).reduce((sum, line) => sum + (line.amountMinor ?? 0n), 0n);
  const overMinor = keptMinor + expensesMinor - amountMinor;
  return { keptMinor, expensesMinor, overMinor: overMinor > 0n ? overMinor : 0n };
}

export interface SharingFacts {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly sequence: number;
  /** All members of the collective, in the order in which they entered it, with the name to write. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly funds: readonly { readonly id: string; readonly name: string }[];
  readonly kinds: readonly { readonly id: string; readonly name: string; readonly unit: string | null }[];
  readonly lines: readonly Line[];
  readonly takingPart: ReadonlySet<string>;
  readonly takenOut: ReadonlySet<string>;
  readonly reviews: readonly { readonly of: string; readonly by: string; readonly score: string }[];
  readonly points: readonly { readonly from: string; readonly to: string; readonly points: number }[];
  readonly takes: readonly { readonly memberId: string; readonly takeMinor: bigint | "auto"; readonly lastMinor: bigint }[];
  readonly lastAmountMinor: bigint;
  /** By fund: what this fiscal year's sharings of the envelope were levied on before. */
  readonly leviedMinor: ReadonlyMap<string, bigint>;
  readonly key: unknown;
}

type Step = Readonly<Record<string, unknown>>;

/** The steps of a key that nobody has checked yet; what is not a step is left out of the reading, and refused later. */
export function stepsOf(key: unknown): Step[] {
  const steps = isObject(key) ? key.steps : undefined;
  return Array.isArray(steps) ? steps.filter(isObject) : [];
}

const isObject = (value: unknown): value is Step => typeof value === "object" && value !== null && !Array.isArray(value);
const objectsIn = (value: unknown): Step[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);

/** Members a key names: who a fixed line pays. */
export const membersNamed = (key: unknown): ReadonlySet<string> =>
  new Set(
    stepsOf(key)
      .flatMap(({ lines }) => objectsIn(lines))
      .flatMap(({ to }) => (isObject(to) && typeof to.member === "string" ? [to.member] : [])),
  );

const kindsNamed = (key: unknown): ReadonlySet<string> =>
  new Set(stepsOf(key).flatMap(({ kinds, rates }) => [...textsIn(kinds), ...(isObject(rates) ? Object.keys(rates) : [])]));

/** Whether a key looks at wishes, reviews, points or takes. */
export const keyAsksFor = (key: unknown) => ({
  wishes: stepsOf(key).some(({ kind }) => kind === "claims"),
  reviews: stepsOf(key).some(({ kind, quality }) => kind === "weights" && quality !== undefined),
  points: stepsOf(key).some(({ kind }) => kind === "peer"),
  /** Impartial division needs a point from everybody to everybody else. */
  pointsOfAll: stepsOf(key).some(({ kind, method }) => kind === "peer" && method === "impartial"),
  takes: stepsOf(key).some(({ kind }) => kind === "takes"),
});

/** What the last claims step does with what it does not pay. */
export function unpaidRuleOf(key: unknown): UnpaidRule {
  const last = stepsOf(key).findLast(({ kind }) => kind === "claims");
  if (last === undefined) return null;
  return last.unpaid === "carry" ? "carry" : "drop";
}

/** The lines of those who were not taken out. */
export const linesTaken = <One extends Pick<Line, "memberId">>(lines: readonly One[], takenOut: ReadonlySet<string>): One[] =>
  lines.filter(({ memberId }) => !takenOut.has(memberId));

/** Rule 1: the ids of who takes part, in document order. */
export function participantsOf(facts: Pick<SharingFacts, "members" | "lines" | "takingPart" | "takenOut" | "key">): string[] {
  const named = membersNamed(facts.key);
  const present = new Set([...named, ...facts.takingPart, ...linesTaken(facts.lines, facts.takenOut).map(({ memberId }) => memberId)]);
  for (const memberId of facts.takenOut) if (!named.has(memberId)) present.delete(memberId);
  return facts.members.map(({ id }) => id).filter((id) => present.has(id));
}

/**
 * Whose row of points is not there yet: with impartial division somebody of the others has none of theirs, else they
 * gave no row at all. Nobody where the key asks for no points.
 */
export function missingRows(
  participants: readonly string[],
  points: readonly { readonly from: string; readonly to: string; readonly points: number }[],
  key: unknown,
): string[] {
  const asks = keyAsksFor(key);
  if (!asks.points) return [];
  const rows = new Map<string, Set<string>>();
  for (const { from, to, points: given } of points) if (given > 0) rows.set(from, (rows.get(from) ?? new Set()).add(to));
  return participants.filter((id) => {
    const row = rows.get(id);
    return row === undefined || (asks.pointsOfAll && participants.some((other) => other !== id && !row.has(other)));
  });
}

/** The document of these facts, as a value; its text is what is kept. Nothing is checked here: settling it does. */
export function assembleSharing(facts: SharingFacts) {
  const { currency } = facts;
  const ids = participantsOf(facts);
  const present = new Set(ids);
  const names = new Map(facts.members.map(({ id, name }) => [id, name]));
  const lines = linesTaken(facts.lines, facts.takenOut);
  const kinds = kindsOf(facts, lines);
  const asks = keyAsksFor(facts.key);
  const money = (minor: bigint) => formatAmount(minor, currency);
  return {
    format: "moisson.sharing/1",
    currency,
    amount: money(facts.amountMinor),
    sequence: facts.sequence,
    members: ids.map((id) => ({ id, name: names.get(id) ?? id })),
    funds: facts.funds.filter(({ id }) => isNamed(facts.key, id)).map(({ id, name }) => ({ id, name })),
    kinds: kinds.listed,
    contributions: contributionLines(lines).map((line) => contributionOf(line, facts, kinds.idOf(line))),
    claims: claimLines(lines).map((line) => {
      const { keptMinor } = keptOf(line);
      return { member: line.memberId, amount: keptMinor === null ? null : money(keptMinor) };
    }),
    reviews: asks.reviews ? facts.reviews.filter(({ of }) => present.has(of)).map(({ of, by, score }) => ({ of, by, score })) : [],
    points: asks.points
      ? facts.points.filter(({ from, to }) => present.has(from) && present.has(to)).map(({ from, to, points }) => ({ from, to, points }))
      : [],
    takes: asks.takes
      ? facts.takes
          .filter(({ memberId }) => present.has(memberId))
          .map(({ memberId, takeMinor, lastMinor }) => ({
            member: memberId,
            take: takeMinor === "auto" ? takeMinor : money(takeMinor),
            last: money(lastMinor),
          }))
      : [],
    ...(asks.takes ? { lastAmount: money(facts.lastAmountMinor) } : {}),
    key: resolvedKey(facts, kinds.variantsOf),
  };
}

/** Funds are named by levies and fixed lines. */
const isNamed = (key: unknown, fundId: string): boolean =>
  stepsOf(key).some(({ to, lines }) => to === fundId || objectsIn(lines).some((line) => isObject(line.to) && line.to.fund === fundId));

/** Rule 2: the lines that stand under `contributions`, in their order. */
export const contributionLines = <One extends Pick<Line, "carriedId">>(lines: readonly One[]): One[] =>
  lines.filter(({ carriedId }) => carriedId === null);

/** Rule 3: the lines that stand under `claims`, in their order. */
export const claimLines = <One extends Pick<Line, "standing">>(lines: readonly One[]): One[] =>
  lines.filter(({ standing }) => standing === "given" || standing === "volunteered");

function contributionOf(line: Line, { currency, kinds }: SharingFacts, kind: string) {
  const unit = kinds.find(({ id }) => id === line.kindId)?.unit ?? null;
  const amount = line.amountMinor === null ? undefined : formatAmount(line.amountMinor, currency);
  // What is counted in money has its amount for quantity, so that a step can weigh it.
  const quantity = line.quantity ?? (isMoneyUnit(unit) ? amount : undefined);
  return {
    member: line.memberId,
    kind,
    ...(quantity === undefined ? {} : { quantity }),
    ...(amount === undefined ? {} : { amount }),
    date: line.lastOn,
  };
}

/** Rule 4. */
function kindsOf({ kinds, key }: SharingFacts, lines: readonly Line[]) {
  const rated = new Map<string, Map<string, string | null>>();
  const unrated = new Map<string, Set<string>>();
  for (const line of contributionLines(lines)) {
    if (line.standing === "gift" || line.standing === "volunteered") {
      unrated.set(line.kindId, (unrated.get(line.kindId) ?? new Set()).add(line.standing));
    } else {
      const rates = rated.get(line.kindId) ?? new Map<string, string | null>();
      rated.set(line.kindId, rates.set(line.rate?.fromOn ?? noRate, line.rate?.rate ?? null));
    }
  }
  const idOfRate = (kindId: string, fromOn: string) => ((rated.get(kindId)?.size ?? 0) > 1 ? `${kindId}@${fromOn}` : kindId);
  const variantsOf = (kindId: string): string[] => {
    const rates = rated.get(kindId);
    return rates ? [...rates.keys()].sort().map((fromOn) => idOfRate(kindId, fromOn)) : [kindId];
  };
  const named = kindsNamed(key);
  const listed = kinds.flatMap(({ id, name, unit }) => {
    const rates = rated.get(id) ?? new Map<string, string | null>(named.has(id) ? [[noRate, null]] : []);
    const own = [...rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([fromOn, rate]) => ({ id: idOfRate(id, fromOn), rate }));
    const others = [...(unrated.get(id) ?? [])].sort().map((standing) => ({ id: `${id}/${standing}`, rate: null }));
    return [...own, ...others].map((variant) => ({
      id: variant.id,
      name,
      ...(unit === null ? {} : { unit }),
      ...(variant.rate === null ? {} : { rate: variant.rate }),
    }));
  });
  return {
    listed,
    variantsOf,
    idOf: ({ kindId, standing, rate }: Line): string =>
      standing === "gift" || standing === "volunteered" ? `${kindId}/${standing}` : idOfRate(kindId, rate?.fromOn ?? noRate),
  };
}

/** Stands for the day of a rate where there was none yet. */
const noRate = "none";

/**
 * Refuses a line that lacks what a step needs of its kind, in words a meeting can act on: `rate_missing` with the first day
 * that has none, and who gave it where that is one person; `amount_needed`, `quantity_needed`. A document that nobody
 * assembled is refused for the same by `requireNeeds`, with the place in it.
 *
 *   weights of Heures, its first rate from 2026-03-01, Zoé's two hours of 2026-02-20 → { kind: "Heures", day: "2026-02-20", member: "Zoé" }
 */
export function requireLineNeeds(facts: SharingFacts): void {
  const lines = contributionLines(linesTaken(facts.lines, facts.takenOut)).filter(
    ({ standing }) => standing === "given" || standing === "reimbursed",
  );
  stepsOf(facts.key).forEach((step, index) => {
    const named = new Set(textsIn(step.kinds));
    for (const kind of facts.kinds) {
      if (!named.has(kind.id)) continue;
      const own = lines.filter(({ kindId }) => kindId === kind.id);
      for (const [code, isLacking] of lacksOf(step, kind)) {
        const lacking = own.filter(isLacking);
        if (lacking.length > 0) throw lackRefusal(code, index + 1, kind, lacking, facts);
      }
    }
  });
}

/** What a step needs of each line of a kind. A kind without unit is no weight, and refused as such. */
function lacksOf(step: Step, { id, unit }: SharingFacts["kinds"][number]): [LackCode, (line: Line) => boolean][] {
  if (step.kind === "reimburse") return [["amount_needed", ({ amountMinor }) => amountMinor === null]];
  if (step.kind !== "weights" || unit === null) return [];
  const hasOwnRate = isObject(step.rates) && Object.hasOwn(step.rates, id);
  return [
    ["quantity_needed", ({ quantity, amountMinor }) => quantity === null && !(isMoneyUnit(unit) && amountMinor !== null)],
    ["rate_missing", ({ rate }) => !hasOwnRate && rate === null],
  ];
}

type LackCode = "rate_missing" | "amount_needed" | "quantity_needed";

function lackRefusal(
  code: LackCode,
  step: number,
  kind: SharingFacts["kinds"][number],
  lacking: readonly Line[],
  { members }: SharingFacts,
): Refusal {
  const [first] = [...lacking].sort((a, b) => (a.lastOn < b.lastOn ? -1 : 1));
  const isOfOne = code !== "rate_missing" || lacking.every(({ memberId }) => memberId === first?.memberId);
  const member = isOfOne ? members.find(({ id }) => id === first?.memberId) : undefined;
  return new Refusal(code, {
    step,
    kind: kind.name,
    kindId: kind.id,
    day: first?.lastOn ?? "",
    count: lacking.length,
    ...(member ? { member: member.name, memberId: member.id } : {}),
  });
}

/** Rules 4 and 6: the key with the kinds and figures of this document. What is no step is left as it is, and refused. */
function resolvedKey(
  { key, leviedMinor, currency }: Pick<SharingFacts, "key" | "leviedMinor" | "currency">,
  variantsOf: (kindId: string) => string[],
): unknown {
  if (!isObject(key) || !Array.isArray(key.steps)) return key;
  return { ...key, steps: key.steps.map((step: unknown) => (isObject(step) ? resolvedStep(step) : step)) };

  function resolvedStep({ kinds, rates, since, ...step }: Step): Step {
    return {
      ...step,
      ...(kinds === undefined ? {} : { kinds: Array.isArray(kinds) ? kinds.flatMap((id) => expanded(id)) : kinds }),
      ...(rates === undefined ? {} : { rates: isObject(rates) ? resolvedRates(rates) : rates }),
      ...(since === undefined ? {} : { since: since === "year" ? formatAmount(leviedMinor.get(String(step.to)) ?? 0n, currency) : since }),
    };
  }
  function expanded(id: unknown): unknown[] {
    return typeof id === "string" ? variantsOf(id) : [id];
  }
  function resolvedRates(rates: Step): Step {
    return Object.fromEntries(Object.entries(rates).flatMap(([id, rate]) => variantsOf(id).map((variant) => [variant, rate])));
  }
}

/** Who and what a key may name. */
export type Nameable = Pick<SharingFacts, "members" | "funds" | "kinds" | "currency">;

/**
 * Refuses a key that cannot work whatever was logged: shapes, percents, ids that are not here (`key_invalid`,
 * `unknown_kind`, …). Where it is set, so that a meeting does not find out.
 */
export function requireKey(key: unknown, { members, funds, kinds, currency }: Nameable): void {
  const plain = kinds.map(({ id, unit }) => (unit === null ? { id } : { id, unit }));
  const resolved = resolvedKey({ key, currency, leviedMinor: new Map() }, (kindId) => [kindId]);
  parseSharingDocument({ format: "moisson.sharing/1", currency, amount: "0", sequence: 1, members, funds, kinds: plain, key: resolved });
}
