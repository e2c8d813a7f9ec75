/**
 * Explanation: the lines of a result as sentences, in French or English (DESIGN §7.2, §8).
 *
 *   3. Travail donné 375,00 € : 20 h × 25,00 € = 500,00 € sur 1 000,00 € de travail. Il restait 750,00 € : 500 ÷ 1 000 × 750.
 *
 * Each sentence has the figures a person needs to do the sum again. Names come from the document; the lines have none.
 */
import { type Language, Refusal } from "../refusals.js";
import type { SharingDocument } from "./document.js";
import type { Basis } from "./key.js";
import type { ShareLine, SharingResult } from "./result.js";
import { explainClaims } from "./steps/claims.js";
import { explainEqual } from "./steps/equal.js";
import { explainFixed } from "./steps/fixed.js";
import { explainLevy } from "./steps/levy.js";
import { explainPeer } from "./steps/peer.js";
import { explainReimburse } from "./steps/reimburse.js";
import { explainTakes } from "./steps/takes.js";
import { explainWeights } from "./steps/weights.js";
import { type Wording, wordingFor } from "./wording.js";

const titles: Readonly<Record<Basis["kind"], Readonly<Record<Language, string>>>> = {
  levy: { fr: "Part reversée", en: "Levy" },
  fixed: { fr: "Montants convenus", en: "Agreed amounts" },
  reimburse: { fr: "Frais avancés", en: "Expenses" },
  claims: { fr: "Souhaits", en: "Wishes" },
  weights: { fr: "Travail donné", en: "Work given" },
  equal: { fr: "À parts égales", en: "Equal parts" },
  peer: { fr: "Points des pairs", en: "Points from peers" },
  takes: { fr: "Rémunération libre", en: "Takes" },
};

/** What a kind of step is called: «Travail donné». */
export const stepTitle = (kind: Basis["kind"], language: Language): string => titles[kind][language];

export interface LineExplanation {
  readonly step: number;
  /** The step in words; for a fund, the fund's name. */
  readonly title: string;
  readonly amount: string;
  readonly text: string;
  /** All of it: «3. Travail donné 375,00 € : …». */
  readonly sentence: string;
}

/** One line of a result, in words. */
export function explainLine(line: ShareLine, wording: Wording): LineExplanation {
  const { step, to, basis } = line;
  const title = "fund" in to ? wording.fund(to.fund) : stepTitle(basis.kind, wording.language);
  const amount = wording.money(line.amount);
  const text = textOf(line, wording);
  return { step, title, amount, text, sentence: `${step}. ${title} ${amount}${wording.language === "fr" ? " :" : ":"} ${text}` };
}

function textOf({ basis, amount }: ShareLine, wording: Wording): string {
  switch (basis.kind) {
    case "levy":
      return explainLevy(basis, amount, wording);
    case "fixed":
      return explainFixed(basis, wording);
    case "reimburse":
      return explainReimburse(basis, amount, wording);
    case "claims":
      return explainClaims(basis, amount, wording);
    case "weights":
      return explainWeights(basis, wording);
    case "equal":
      return explainEqual(basis, wording);
    case "peer":
      return explainPeer(basis, amount, wording);
    case "takes":
      return explainTakes(basis, amount, wording);
  }
}

export interface MemberExplanation {
  /** «Bob reçoit 575,00 €» */
  readonly title: string;
  /** In the order of the steps: what the funds took first, as it leaves less to share, and the member's own lines. */
  readonly lines: readonly LineExplanation[];
  /** What is asked again next time, or null. */
  readonly carried: string | null;
}

/** Why a member gets what they get. Refuses `unknown_member`; `at` is where the member was named. */
export function explainMember(
  document: SharingDocument,
  result: SharingResult,
  member: string,
  language: Language,
  at = "member",
): MemberExplanation {
  if (!document.members.some(({ id }) => id === member)) throw new Refusal("unknown_member", { at, id: member });
  const wording = wordingFor(document, language);
  const [share, carried] = [amountOf(result.shares, member), amountOf(result.carried, member)];
  const name = wording.member(member);
  const own = result.lines.filter(({ to }) => "fund" in to || to.member === member);
  return {
    title: share === undefined ? nothing(name, language) : receives(name, wording.money(share), language),
    lines: own.map((line) => explainLine(line, wording)),
    carried: carried === undefined ? null : carries(wording.money(carried), language),
  };
}

/** The explanation as plain lines: the title, a sentence a step, what is carried. */
export const explanationText = ({ title, lines, carried }: MemberExplanation): string =>
  `${[title, ...lines.map(({ sentence }) => sentence), ...(carried === null ? [] : [carried])].join("\n")}\n`;

const amountOf = (amounts: SharingResult["shares"], member: string): string | undefined =>
  amounts.find((entry) => entry.member === member)?.amount;

const nothing = (name: string, language: Language): string =>
  language === "fr" ? `${name} ne reçoit rien cette fois` : `${name} receives nothing this time`;

const receives = (name: string, amount: string, language: Language): string =>
  language === "fr" ? `${name} reçoit ${amount}` : `${name} receives ${amount}`;

const carries = (amount: string, language: Language): string =>
  language === "fr" ? `Reste souhaité pour la prochaine fois : ${amount}.` : `Still wished for, next time: ${amount}.`;
