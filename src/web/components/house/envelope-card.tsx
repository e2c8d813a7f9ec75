/** An envelope in a list: its name, what is left of it, and how wishes stand against it. */
import type { Envelope } from "../../place.js";
import { Amount } from "../figures.js";
import { Wishes } from "./wishes.js";

type Carded = Pick<Envelope, "id" | "name" | "currency"> & {
  readonly figures: Pick<Envelope["figures"], "received" | "wished" | "left" | "colour">;
};

export function EnvelopeCard({ envelope, home, circle }: { envelope: Carded; home: string; circle?: string }) {
  const { id, name, figures, currency } = envelope;
  return (
    <a class="card" href={`${home}/envelopes/${id}`}>
      <span class="row between baseline">
        <span class="strong">{name}</span>
        <Amount value={figures.left} currency={currency} />
      </span>
      {circle && <span class="muted small">{circle}</span>}
      <Wishes figures={figures} currency={currency} />
    </a>
  );
}
