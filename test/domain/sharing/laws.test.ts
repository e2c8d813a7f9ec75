import fc from "fast-check";
import { parseDecimal } from "../../../src/domain/decimal.js";
import { parseAmount, roundToMinor } from "../../../src/domain/money.js";
import { Refusal } from "../../../src/domain/refusals.js";
import type { SharingResult } from "../../../src/domain/sharing/result.js";
import { settleSharing } from "../../../src/domain/sharing/settle.js";
import { law } from "../../support/law.js";
import { t } from "../../support/tap.js";
import { type RandomDocument, randomDocument } from "./documents.js";

/** The result, or null where a step could not be paid: then there is nothing to check. */
function settled(document: unknown): SharingResult | null {
  try {
    return settleSharing(document);
  } catch (error) {
    if (error instanceof Refusal && ["key_exceeds_amount", "peer_too_few"].includes(error.code)) return null;
    throw error;
  }
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n);
const minor = (result: { currency: string }, amount: string): bigint => parseAmount(amount, result.currency);

/** What each member gets, zero included. */
function sharesOf(document: RandomDocument, result: SharingResult): Map<string, bigint> {
  const paid = new Map(result.shares.map(({ member, amount }) => [member, minor(result, amount)]));
  return new Map(document.members.map(({ id }) => [id, paid.get(id) ?? 0n]));
}

/** The sharing law, on a document and its result. */
function lawOfResults(
  t: Parameters<typeof law>[0],
  name: string,
  documents: fc.Arbitrary<RandomDocument>,
  holds: (document: RandomDocument, result: SharingResult) => boolean,
): void {
  law(
    t,
    name,
    fc.property(documents, (document) => {
      const result = settled(document);
      return result === null || holds(document, result);
    }),
    400,
  );
}

t.test("what went in is what came out", async (t) => {
  lawOfResults(t, "shares + funds + rest = amount, and nothing is below zero", randomDocument(), (document, result) => {
    const parts = [...result.shares, ...result.funds].map(({ amount }) => minor(result, amount));
    const rest = minor(result, result.rest);
    return sum(parts) + rest === minor(result, document.amount) && [...parts, rest].every((part) => part >= 0n);
  });
  lawOfResults(t, "the lines of a receiver add up to what they get", randomDocument(), (_, result) => {
    const lines = (to: object) =>
      sum(result.lines.filter((line) => JSON.stringify(line.to) === JSON.stringify(to)).map(({ amount }) => minor(result, amount)));
    return (
      result.shares.every(({ member, amount }) => lines({ member }) === minor(result, amount)) &&
      result.funds.every(({ fund, amount }) => lines({ fund }) === minor(result, amount)) &&
      sum(result.lines.map(({ amount }) => minor(result, amount))) + minor(result, result.rest) === minor(result, result.amount)
    );
  });
  lawOfResults(
    t,
    "members, funds, carried and lines stand in document order; nothing of zero is listed",
    randomDocument(),
    (document, result) => {
      const members = document.members.map(({ id }) => id);
      const funds = document.funds.map(({ id }) => id);
      const rises = (places: readonly number[]) => places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1));
      const lineRank = ({ step, to }: SharingResult["lines"][number]) =>
        step * 1000 + ("member" in to ? members.indexOf(to.member) : members.length + funds.indexOf(to.fund));
      return (
        rises(result.shares.map(({ member }) => members.indexOf(member))) &&
        rises(result.carried.map(({ member }) => members.indexOf(member))) &&
        rises(result.funds.map(({ fund }) => funds.indexOf(fund))) &&
        rises(result.lines.map(lineRank)) &&
        [...result.shares, ...result.funds, ...result.carried].every(({ amount }) => minor(result, amount) > 0n)
      );
    },
  );
});

t.test("names and places", async (t) => {
  lawOfResults(t, "renaming the members renames the result, and changes nothing else", randomDocument(), (document, result) => {
    const rename = (text: string) => text.replaceAll(/"m(\d)"/g, '"someone else $1"');
    return JSON.stringify(settled(JSON.parse(rename(JSON.stringify(document))))) === rename(JSON.stringify(result));
  });
  lawOfResults(t, "names change nothing", randomDocument(), (document, result) => {
    const nameless = { ...document, members: document.members.map(({ id }) => ({ id })) };
    return JSON.stringify(settled(nameless)) === JSON.stringify(result);
  });
  lawOfResults(t, "in one step the order of members moves one last unit at most", randomDocument({ stepsMax: 1 }), (document, result) => {
    const turned = { ...document, members: [...document.members].reverse() };
    const other = settled(turned);
    if (other === null) return false;
    const before = sharesOf(document, result);
    return [...sharesOf(document, other)].every(([id, share]) => {
      const difference = share - (before.get(id) ?? 0n);
      return difference <= 1n && difference >= -1n;
    });
  });
});

t.test("claims", async (t) => {
  const documents = randomDocument({ kinds: ["claims"] });
  const claimOf = (document: RandomDocument, id: string) =>
    sum(document.claims.filter(({ member }) => member === id).map(({ amount }) => minor(document, amount ?? "0")));
  lawOfResults(t, "nobody gets more than their claims, nor carries more than is unpaid", documents, (document, result) => {
    const carried = new Map(result.carried.map(({ member, amount }) => [member, minor(result, amount)]));
    return [...sharesOf(document, result)].every(([id, share]) => share + (carried.get(id) ?? 0n) <= claimOf(document, id));
  });
  const alone = (settle: string) => (document: RandomDocument) => ({ ...document, key: { steps: [{ kind: "claims", settle }] } });
  lawOfResults(
    t,
    "equal losses are claims less equal awards of what is missing",
    documents.map(alone("equal-losses")),
    (document, result) => {
      const claims = sum(document.members.map(({ id }) => claimOf(document, id)));
      const missing = claims - minor(document, document.amount);
      if (missing < 0n) return true;
      const units = missing.toString().padStart(4, "0");
      const places = { EUR: 2, JPY: 0, TND: 3 }[document.currency] ?? 0;
      const amount = places === 0 ? units : `${units.slice(0, -places)}.${units.slice(-places)}`;
      const awards = settled(alone("equal-awards")({ ...document, amount }));
      if (awards === null) return false;
      const lost = sharesOf(document, awards);
      return [...sharesOf(document, result)].every(([id, share]) => {
        const difference = claimOf(document, id) - (lost.get(id) ?? 0n) - share;
        return difference <= 1n && difference >= -1n;
      });
    },
  );
  // In the equal rules the last units go by the order of members, so one unit may separate equals.
  for (const [settle, slack] of [
    ["pro-rata", 0n],
    ["equal-awards", 1n],
    ["equal-losses", 1n],
  ] as const) {
    lawOfResults(t, `who claims more never gets less: ${settle}`, documents.map(alone(settle)), (document, result) => {
      const shares = [...sharesOf(document, result)];
      return shares.every(([a, more]) => shares.every(([b, less]) => claimOf(document, a) <= claimOf(document, b) || more + slack >= less));
    });
  }
  lawOfResults(
    t,
    "what can be paid is paid: all of the claims, or all of the money",
    documents.map(alone("first-come")),
    (document, result) => {
      const claims = sum(document.members.map(({ id }) => claimOf(document, id)));
      return claims <= minor(document, document.amount) || minor(result, result.rest) === 0n;
    },
  );
});

t.test("weights and takes", async (t) => {
  lawOfResults(t, "a cap is never passed", randomDocument({ kinds: ["weights"], stepsMax: 1 }), (document, result) => {
    const capped = document.key.steps[0]?.cap === true;
    const basis = result.lines[0]?.basis;
    if (!capped || basis?.kind !== "weights") return true;
    const paid = sum(result.lines.map(({ amount }) => minor(result, amount)));
    return paid <= roundToMinor(parseDecimal(basis.total), document.currency);
  });
  lawOfResults(t, "nobody is paid more than their take", randomDocument({ kinds: ["takes"], stepsMax: 1 }), (_, result) =>
    result.lines.every(({ basis, amount }) => basis.kind === "takes" && minor(result, amount) <= minor(result, basis.nominal)),
  );
});

t.test("impartial division", async (t) => {
  const documents = randomDocument({ kinds: ["impartial"], stepsMax: 1, membersMax: 7 });
  lawOfResults(t, "my own points never change my own share", documents, (document, result) => {
    const mine = (line: SharingResult["lines"][number] | undefined) =>
      line?.basis.kind === "peer" && line.basis.method === "impartial" ? line.basis.share : "";
    return document.members.every(({ id }, place) => {
      const points = document.points.map((entry) => (entry.from === id ? { ...entry, points: 1 + ((entry.points * 31) % 97) } : entry));
      return mine(settled({ ...document, points })?.lines[place]) === mine(result.lines[place]);
    });
  });
  lawOfResults(t, "from four members on nothing is left", documents, (document, result) => {
    const all = document.members.length > 3 && document.key.steps[0]?.percent === undefined;
    return !all || minor(result, result.rest) === 0n;
  });
});
