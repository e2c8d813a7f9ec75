import { plural } from "../../speech.js";
import type fr from "../fr/public.js";

export default {
  title: (name: string, shared: string) => `${name}: ${shared} shared.`,
  titleNothing: (name: string) => `${name}: what is held in common.`,
  titleMany: (name: string, sharings: number) =>
    plural("en", sharings, { one: `${name}: one sharing.`, other: `${name}: ${sharings} sharings.` }),
  lead: "What this collective shows to everybody: how much, what for, and how it is shared. No person is named.",
  envelopes: {
    title: (count: number) => plural("en", count, { zero: "No open envelope", one: "One envelope", other: `${count} envelopes` }),
    of: (circle: string) => `Circle ${circle}`,
    figures: "Its figures",
  },
  sharings: {
    title: (count: number) => plural("en", count, { zero: "No sharing yet", one: "One sharing", other: `${count} sharings` }),
    says: (amount: string, participants: number) =>
      plural("en", participants, {
        zero: `${amount}, to funds.`,
        one: `${amount}, for one person or structure.`,
        other: `${amount}, for ${participants} participants.`,
      }),
    of: (envelope: string, day: string) => `${envelope}, ${day}`,
    bar: (toPeople: string, toFunds: string) => `${toPeople} to participants, ${toFunds} to funds.`,
    people: "to participants",
    toFunds: "to funds",
    table: "Show the table",
    who: "To whom",
    amount: "Amount",
    fund: (name: string) => `Fund: ${name}`,
    share: (rank: number) => `Share no. ${rank}`,
    total: "In all",
    bySize: "Shares are ordered by amount, without saying whose they are.",
  },
  share: {
    title: "Share this page",
    address: "Its address",
    copy: "Copy the address",
    copied: "Address copied.",
    select: "The address is selected: copy it.",
  },
  nothing: {
    title: "There is no public page here.",
    lead: "This collective does not exist, or shows nothing to everybody.",
    login: "Log in",
  },
  made: "Kept with Moisson: for the members of the collective, every amount opens into its reasons.",
} satisfies typeof fr;
