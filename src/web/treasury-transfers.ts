/** Where money can be transferred from and to: envelopes and funds, and who may move what (DESIGN §5, the service decides). */
import { formatAmount, parseAmount } from "../domain/money.js";
import type { Envelope, Fund } from "./place.js";

export interface TransferPlace {
  readonly class: "envelope" | "fund";
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly balance: string;
  /** What nothing waits for: without adopted sharings, and above a fund’s floor. */
  readonly left: string;
  /** The circle of an envelope: its pilots may move its money. */
  readonly circleId: string | null;
}

export function placesOf(envelopes: readonly Envelope[], funds: readonly Fund[]): TransferPlace[] {
  const ofEnvelope = ({ id, name, currency, circleId, figures }: Envelope): TransferPlace => ({
    class: "envelope",
    id,
    name,
    currency,
    circleId,
    balance: figures.balance,
    left: figures.left,
  });
  const ofFund = ({ id, name, currency, balance, floor }: Fund): TransferPlace => ({
    class: "fund",
    id,
    name,
    currency,
    circleId: null,
    balance,
    left: formatAmount(parseAmount(balance, currency) - parseAmount(floor, currency), currency),
  });
  return [...envelopes.map(ofEnvelope), ...funds.filter(({ isArchived }) => !isArchived).map(ofFund)];
}

interface Reader {
  readonly isTreasurer: boolean;
  readonly pilots: (circleId: string) => boolean;
}

/** The treasurer takes from anywhere, pilots from the envelopes of their circles. */
export const canTakeFrom = (reader: Reader, { circleId }: TransferPlace): boolean =>
  reader.isTreasurer || (circleId !== null && reader.pilots(circleId));

/** Funds are everybody’s to give to; an envelope takes from who may move its money. */
export const canGiveTo = (reader: Reader, place: TransferPlace): boolean => place.class === "fund" || canTakeFrom(reader, place);

/** What a request calls a place. */
export const namedPlace = ({ class: placeClass, id }: TransferPlace) => (placeClass === "envelope" ? { envelopeId: id } : { fundId: id });
