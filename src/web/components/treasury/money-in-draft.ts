/** What is typed of money that came in, until it is recorded. */
import type { Expected } from "../../treasury-place.js";
import type { Written } from "./fields.js";

export interface MoneyInDraft extends Written {
  readonly envelopeId: string;
  readonly amount: string;
  readonly nature: string;
  /** A third party’s id, `member`, `words`, or nothing yet. */
  readonly from: string;
  readonly memberId: string;
  readonly source: string;
  readonly expectedId: string;
  readonly giftIds: readonly string[];
  /** Percents as typed, by fund. */
  readonly levies: Readonly<Record<string, string>>;
}

export const emptyMoneyIn: MoneyInDraft = {
  envelopeId: "",
  amount: "",
  nature: "grant",
  from: "",
  memberId: "",
  source: "",
  expectedId: "",
  giftIds: [],
  levies: {},
  datedOn: "",
  bankId: "",
  document: "",
  note: "",
};

/** Money that was expected and came in: the form is filled with it. */
export const arrivedFrom = (expected: Expected, typedAmount: string): Partial<MoneyInDraft> => ({
  envelopeId: expected.envelopeId,
  expectedId: expected.id,
  amount: typedAmount,
  ...(expected.sourceId ? { from: expected.sourceId } : { from: "words", source: expected.source }),
});
