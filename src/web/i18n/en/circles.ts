import { plural } from "../../speech.js";
import type fr from "../fr/circles.js";

export default {
  back: "Circles",
  list: {
    title: (count: number, seated: number) => {
      const people = plural("en", seated, { zero: "nobody in them yet", one: "one person in them", other: `${seated} people in them` });
      return plural("en", count, { zero: "No circle.", one: `One circle, with ${people}.`, other: `${count} circles, with ${people}.` });
    },
    lead: "A circle has a purpose, pilots and contributors, and decides on its envelopes.",
    open: "Open a circle",
    archived: (count: number) => plural("en", count, { one: "One archived circle", other: `${count} archived circles` }),
    noPurpose: "Its purpose is not written yet.",
    pilotedBy: (names: string) => `Piloted by ${names}`,
    noPilot: "Without a pilot",
    contributors: (count: number) =>
      plural("en", count, { zero: "no contributor", one: "one contributor", other: `${count} contributors` }),
    mine: "I am in it",
  },
  page: {
    title: (name: string, people: number) =>
      plural("en", people, { zero: `${name}: nobody is in it yet.`, one: `${name}: one person.`, other: `${name}: ${people} people.` }),
    archived: (name: string) => `${name} is archived.`,
    inside: (parent: string) => `Part of ${parent}`,
    people: "Who is in it",
    pilots: "Pilots",
    contributors: "Contributors",
    pilot: "pilot",
    nobody: "Nobody yet.",
    join: "Add somebody",
    joinWho: "Who?",
    joinAs: "As",
    joined: (name: string) => `${name} is in it.`,
    makePilot: "Make a pilot",
    makeContributor: "No longer a pilot",
    remove: "Take out of the circle",
    leave: "Leave this circle",
    removed: (name: string) => `${name} is no longer in it.`,
    envelopes: "Envelopes",
    noEnvelopes: "This circle has no envelope yet: nothing is set aside for it.",
    openEnvelope: "Open an envelope",
    inner: "Circles inside it",
    rounds: "Rounds",
    met: "When it met",
    metLead: "The days of its sharings: adopted or shared.",
    never: "No sharing has brought this circle together yet.",
    metOn: (day: string) => `on ${day}`,
    sharings: "Sharings under way",
    edit: "Change the circle",
    archive: "Archive the circle",
    unarchive: "Reopen the circle",
    archivedTold: (name: string) => `${name} is archived: it takes nothing new.`,
    unarchivedTold: (name: string) => `${name} is open again.`,
    archiveAsk: (name: string) => `Archive ${name}?`,
    archiveSays: (envelopes: number, people: number) => {
      const said = [
        plural("en", envelopes, { zero: "no open envelope", one: "one open envelope", other: `${envelopes} open envelopes` }),
        plural("en", people, { zero: "nobody", one: "one person", other: `${people} people` }),
      ];
      return `It has ${said[0]} and ${said[1]}. Everything can still be read; nothing new is logged for it, and it can be reopened.`;
    },
  },
  form: {
    name: "What is it called?",
    purpose: "What is its purpose?",
    purposeHint: "Why it exists, in a sentence.",
    parent: "Which circle is it part of?",
    noParent: "none",
    pilots: "Who pilots it?",
    contributors: "Who contributes?",
    open: "Open the circle",
    opened: (name: string) => `${name} is open.`,
    saved: "Saved.",
  },
} satisfies typeof fr;
