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
    late: "a meeting to plan",
    metOn: (day: string) => `last met on ${day}`,
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
    shared: "Sharings decided",
    sharedLead: "The days they were adopted or shared.",
    sharings: "Sharings under way",
    print: "Print the sheet",
    write: "Write a meeting",
    late: (name: string, days: number) =>
      plural("en", days, {
        one: `Since yesterday, ${name} has been waiting for its next meeting.`,
        other: `For ${days} days, ${name} has been waiting for its next meeting.`,
      }),
    lateSince: (met: string, due: string) => `The last one was on ${met}; it wanted to meet again by ${due}. Shall we?`,
    lateNever: (due: string) => `It wanted to meet by ${due}, and no meeting is noted yet. Shall we?`,
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
      return `It has ${said[0]} and ${said[1]}. Everything can still be read; nothing new is logged for it, and it can be reopened. A charter that is being signed or in force, and an open decision, stand in the way.`;
    },
  },
  sheet: {
    title: "The circle’s sheet",
    empty: "Its sheet is not written yet",
    emptySays:
      "How it goes about things, what it does, what others count on it for, what it decides alone: a few lines, and everybody knows whom to ask.",
    write: "Write the sheet",
    change: "Change the sheet",
    saved: "The sheet is saved.",
    parts: {
      intentions: "Intentions",
      actions: "Actions",
      responsibilities: "Responsibilities",
      autonomy: "Autonomy",
      balance: "Facilitation and action",
    },
    hints: {
      intentions: "How it goes about it.",
      actions: "What it does.",
      responsibilities: "What the others count on it for.",
      autonomy: "What it decides alone.",
      balance: "What goes into getting organised, and what into doing.",
    },
    rhythm: "At what rhythm does it meet?",
    rhythmHint: "Once that has passed without a noted meeting, its page says so, kindly.",
    rhythmSays: (days: number) =>
      days % 7 === 0
        ? plural("en", days / 7, { one: "Meets every week.", other: `Meets every ${days / 7} weeks.` })
        : `Meets every ${days} days.`,
    noRhythmSays: "Meets when it needs to.",
    every: (days: number) =>
      days % 7 === 0 ? plural("en", days / 7, { one: "every week", other: `every ${days / 7} weeks` }) : `every ${days} days`,
    never: "no rhythm",
  },
  retrospectives: {
    title: "Retrospectives",
    none: "None yet: what the circle keeps of its days, strengths and pebbles, would be said there.",
    line: (from, until) => `From ${from} to ${until}`,
    state: (isClosed, words) =>
      `${isClosed ? "harvested" : "open"}, ${plural("en", words, { zero: "no words yet", one: "one word", other: `${words} words` })}`,
    all: "All its retrospectives",
  },
  links: {
    title: "Its links with other circles",
    none: "Nothing is said yet of what passes between this circle and others.",
    says: (name: string, incoming: number, outgoing: number) => {
      const given = plural("en", incoming, {
        zero: "receives nothing",
        one: "receives from one circle",
        other: `receives from ${incoming} circles`,
      });
      const passed = plural("en", outgoing, {
        zero: "passes nothing on",
        one: "passes on to one circle",
        other: `passes on to ${outgoing} circles`,
      });
      return `${name} ${given} and ${passed}.`;
    },
    incoming: "Receives from",
    outgoing: "Passes on to",
    way: "Way",
    circle: "Circle",
    passes: "What passes",
    add: "Add a link",
    which: "With which circle?",
    whichWay: "Which way?",
    fromHere: (name: string) => `from ${name} to the other`,
    toHere: (name: string) => `from the other to ${name}`,
    what: "What passes?",
    whatHint: "Needs, decisions, somebody who sits in both…",
    added: "The link is added.",
    end: "End",
    ended: (name: string) => `The link with ${name} is ended.`,
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
