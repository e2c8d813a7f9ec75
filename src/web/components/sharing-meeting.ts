/** What every part of a meeting’s page needs to know: the sharing, who is here, names, and amounts in its currency. */

import { money } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/sharing.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/sharing.js";
import { type Envelope, type Member, nameIn, type Place, useEnvelopes, useEverybody, useHere } from "../place.js";
import type { SharingTable } from "../sharing-figures.js";
import { speak } from "../speech.js";

export const t = speak({ fr, en });
export const common = speak({ fr: common_fr, en: common_en });

export interface Meeting {
  readonly table: SharingTable;
  readonly here: Place;
  /** Where its routes are. */
  readonly api: string;
  readonly home: string;
  readonly everybody: readonly Member[] | undefined;
  readonly envelope: Envelope | undefined;
  readonly name: (id: string | null | undefined) => string;
  readonly money: (amount: string) => string;
  /** Who of these members receives, in words: «2 personnes et une structure». */
  readonly receivers: (memberIds: Iterable<string>) => string;
  readonly isPilot: boolean;
  /** Pilots and the facilitator may enter an absent person’s figure. */
  readonly isFacilitator: boolean;
  readonly mayLead: boolean;
  readonly mayAdopt: boolean;
  readonly mayPost: boolean;
}

export function useMeeting(table: SharingTable): Meeting {
  const here = useHere();
  const everybody = useEverybody();
  const isPilot = here.pilots(table.circleId);
  return {
    table,
    here,
    api: `${here.api}/sharings/${table.id}`,
    home: `${here.home}/sharings/${table.id}`,
    everybody,
    envelope: useEnvelopes()?.find(({ id }) => id === table.envelopeId),
    name: nameIn(everybody),
    money: (amount) => money(amount, table.currency),
    receivers: (memberIds) => {
      const all = new Set(memberIds);
      const structures = everybody?.filter(({ id, kind }) => kind === "structure" && all.has(id)).length ?? 0;
      return common().receivers(all.size - structures, structures);
    },
    isPilot,
    isFacilitator: isPilot || table.facilitatorId === here.me,
    mayLead: isPilot || here.isAdmin,
    mayAdopt: table.adopters.includes(here.me),
    mayPost: isPilot || here.isTreasurer,
  };
}

export type Verb = "open" | "propose" | "adopt" | "object" | "post" | "reverse" | "abandon";

/** What an act is called: wishes are opened where the key looks at them. */
export const actWord = ({ table }: { table: Pick<SharingTable, "asksFor"> }, verb: Verb): string =>
  verb === "open" && table.asksFor.wishes ? t().act.open.wishes : t().act[verb].act;

/**
 * After a dialog that changed the page, one goes on reading at its title: once the dialog is gone, as nothing behind an open
 * one takes the focus, and the button that opened it may be gone too.
 */
export const focusTitle = (): void => {
  setTimeout(() => document.querySelector<HTMLElement>("h1")?.focus(), 0);
};
