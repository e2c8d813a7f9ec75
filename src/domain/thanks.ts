/**
 * A thanks logs a qualitative contribution of its receiver: joy and care are rarely self-declared (DESIGN §6).
 *
 *   kinds Heures (h), Joie, Accueil:  "merci pour la soupe" under Accueil → a contribution of who cooked, kind Accueil
 *   one quality alone, Joie, and none named → Joie                 under Heures → thanks_on_quantity
 */
import { Refusal } from "./refusals.js";

export interface ThanksKind {
  readonly id: string;
  readonly name: string;
  /** Null = qualitative. */
  readonly unit: string | null;
}

/** The kind of a thanks: the one named, or the only quality there is. Refuses thanks to oneself, and a kind with a unit. */
export function requireThanksKind(
  thanks: { readonly fromId: string; readonly toId: string; readonly kindId: string | undefined },
  kindsInUse: readonly ThanksKind[],
): string {
  if (thanks.fromId === thanks.toId) throw new Refusal("thanks_to_self", { at: "toId", id: thanks.toId });
  if (thanks.kindId !== undefined) {
    const named = kindsInUse.find(({ id }) => id === thanks.kindId);
    if (!named) throw new Refusal("unknown_kind", { at: "kindId", id: thanks.kindId });
    if (named.unit !== null) throw new Refusal("thanks_on_quantity", { at: "kindId", kind: named.name, unit: named.unit });
    return named.id;
  }
  const qualities = kindsInUse.filter(({ unit }) => unit === null);
  const [only, ...others] = qualities;
  if (!only || others.length > 0) throw new Refusal("thanks_kind_missing", { at: "kindId", known: qualities.map(({ name }) => name) });
  return only.id;
}
