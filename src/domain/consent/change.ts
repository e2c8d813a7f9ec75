/**
 * Changes: what a decision does once it is adopted, as data (DESIGN §11). A part of a proposal lists its changes; they take
 * effect by themselves, each once, or not at all while the part is reopened.
 *
 * Here is their form alone: that each says all it needs, in texts that can be read. Whether the key, the sharing or the
 * person exists, and what the change then does, is for the rules of that noun when it takes effect.
 *
 *   { kind: "set-rate", kindId: "0198…", rate: "25.00", fromOn: "2026-04-01" }
 *   { kind: "set-rate", kindId: "0198…", rate: "25,00", fromOn: "2026-04-01" } → proposal_invalid { at: "rate", problem: "decimal_malformed" }
 */
import { addDays, type Day, isDay } from "../calendar.js";
import { decimalDigitsMax, isDecimal } from "../decimal-text.js";
import { rateDecimalsMax } from "../kind.js";
import type { Problem } from "../problems.js";
import { Refusal, type RefusalFigures } from "../refusals.js";

export type Change =
  /** A key an envelope's or a circle's next sharings are computed by. */
  | { readonly kind: "adopt-key"; readonly keyId: string }
  | { readonly kind: "adopt-sharing"; readonly sharingId: string }
  /** What a unit of a kind is counted at, from a day on. */
  | { readonly kind: "set-rate"; readonly kindId: string; readonly rate: string; readonly fromOn: Day }
  | { readonly kind: "publish-social-code"; readonly versionId: string }
  | { readonly kind: "revise-charter"; readonly charterId: string; readonly versionId: string }
  | { readonly kind: "sign-contract"; readonly contractId: string }
  | { readonly kind: "admit-member"; readonly memberId: string; readonly fromOn: Day }
  | { readonly kind: "exclude-member"; readonly memberId: string; readonly lastOn: Day }
  /** An envelope for a purpose; without a circle it is the collective's, without a referent the pilots name one. */
  | { readonly kind: "open-envelope"; readonly name: string; readonly circleId: string | null; readonly referentId: string | null }
  /** What must stay in a fund, in its currency. */
  | { readonly kind: "set-fund-floor"; readonly fundId: string; readonly floor: string }
  | { readonly kind: "close-tension"; readonly tensionId: string; readonly outcome: string };

export type ChangeKind = Change["kind"];

/** A last day is one that another follows: on that one it takes effect. */
type FieldForm = "id" | "id-or-null" | "text" | "day" | "last-day" | "rate" | "amount";

/** The fields of each kind, all of them, and the form of each: the compiler names what a new kind misses. */
const forms: {
  readonly [Kind in ChangeKind]: Readonly<Record<Exclude<keyof Extract<Change, { readonly kind: Kind }>, "kind">, FieldForm>>;
} = {
  "adopt-key": { keyId: "id" },
  "adopt-sharing": { sharingId: "id" },
  "set-rate": { kindId: "id", rate: "rate", fromOn: "day" },
  "publish-social-code": { versionId: "id" },
  "revise-charter": { charterId: "id", versionId: "id" },
  "sign-contract": { contractId: "id" },
  "admit-member": { memberId: "id", fromOn: "day" },
  "exclude-member": { memberId: "id", lastOn: "last-day" },
  "open-envelope": { name: "text", circleId: "id-or-null", referentId: "id-or-null" },
  "set-fund-floor": { fundId: "id", floor: "amount" },
  "close-tension": { tensionId: "id", outcome: "text" },
};

export const changeKinds = Object.keys(forms) as readonly ChangeKind[];

/**
 * Refuses `proposal_invalid` at the first field that cannot be read; `at` is where the change stands. What was kept by another
 * version of Moisson may be of a kind that nobody knows here: that is refused too.
 */
export function requireChange(change: Change, at = ""): void {
  const refuse = (field: string, problem: Problem, figures: RefusalFigures = {}): never => {
    throw new Refusal("proposal_invalid", { at: at === "" ? field : `${at}.${field}`, problem, ...figures });
  };
  if (!Object.hasOwn(forms, change.kind)) refuse("kind", "one_of", { allowed: changeKinds });
  const fields = change as unknown as Readonly<Record<string, unknown>>;
  for (const [field, form] of Object.entries<FieldForm>(forms[change.kind])) {
    const problem = problemOf(fields[field], form);
    if (problem) refuse(field, problem);
  }
}

function problemOf(value: unknown, form: FieldForm): Problem | null {
  if (value === undefined) return "missing";
  if (value === null && form === "id-or-null") return null;
  if (typeof value !== "string") return "text_expected";
  switch (form) {
    case "id":
    case "id-or-null":
      return value.trim() === "" ? "id_expected" : null;
    case "text":
      return value.trim() === "" ? "text_empty" : null;
    case "day":
      return isDay(value) ? null : "day_malformed";
    case "last-day":
      return isDay(value) && isDay(addDays(value, 1)) ? null : "day_malformed";
    case "rate":
      return isRate(value) ? null : "decimal_malformed";
    case "amount":
      // How many decimals it may have is its currency’s to say.
      return isDecimal(value) && !value.startsWith("-") && value.length <= decimalDigitsMax ? null : "decimal_malformed";
  }
}

/** As domain/kind reads rates: zero or more, at most 6 decimals. */
function isRate(text: string): boolean {
  const [whole = "", decimals = ""] = text.split(".");
  return isDecimal(text) && !text.startsWith("-") && decimals.length <= rateDecimalsMax && whole.length <= decimalDigitsMax / 4;
}
