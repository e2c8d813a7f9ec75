import { plural } from "../../speech.js";
import type fr from "../fr/pilot.js";

const people = (count: number) => plural("en", count, { zero: "nobody", one: "one person", other: `${count} people` });

export default {
  titles: {
    settling: (count: number, amount: string) =>
      plural("en", count, {
        zero: "To close: no bucket is funded.",
        one: `To close: one bucket funded, ${amount}.`,
        other: `To close: ${count} buckets funded, ${amount}.`,
      }),
    settlingSecret: "To close: the figures show at the close.",
    toGive: (amount: string) => `${amount} is still to be given as credits.`,
    given: (count: number) => `All credits are given, to ${people(count)}.`,
    empty: "Nothing is set aside for this round.",
    vote: (pool: string) => `${pool} to decide by a vote.`,
    closed: "This round is closed.",
    cancelled: "This round is cancelled.",
  },
  notPilot: "This round is piloted by others.",
  notPilotLead: "Only pilots of its circle give credits and close it.",
  figures: { entered: "Set aside", pool: "To give", credits: "Credits not pledged", buckets: "Pledged" },
  closing: {
    title: "The close",
    now: "If it closed now:",
    secret: "Pledges are secret: the close will tell which buckets are funded.",
    early: (moment: string) => `It can be closed once pledges end, ${moment}.`,
    earlyVote: (moment: string) => `It can be closed once the vote ends, ${moment}.`,
    stop: "End it now",
    stopDialog: {
      title: "End it now?",
      says: "Nobody proposes, pledges or votes any more. You can close it at once; the dates can still be moved.",
      confirm: "End it now",
    },
    stopped: "It has ended: the round can be closed.",
    act: "Close the round",
    dialog: {
      title: "Close this round?",
      funded: (count: number, amount: string) =>
        plural("en", count, {
          zero: "No bucket is funded.",
          one: `One bucket becomes an envelope: ${amount}.`,
          other: `${count} buckets become envelopes: ${amount} in all.`,
        }),
      givenBack: (amount: string, count: number) => `${amount} is given back to ${people(count)} by buckets under their minimum.`,
      secret: "Pledges were secret: the close shows everybody who pledged how much, and which buckets are funded.",
      vote: "Ballots are counted and the outcome is published, without who voted what.",
      forGood: "The close is written in the entries: there is no way back.",
      stale: "The settlement has changed since you read it: here it is as it would be.",
      confirm: "Close",
      keep: "Not yet",
    },
    done: "Round closed. Thank you all!",
  },
  credits: {
    title: (count: number) =>
      plural("en", count, {
        zero: "Credits: nobody has any yet",
        one: "The credits of one person",
        other: `The credits of ${count} people`,
      }),
    show: "See who has how much",
    left: (pool: string) => `${pool} is still to give.`,
    who: "Participant",
    given: "Given",
    pledged: "Pledged",
    rest: "Left",
    equal: "Give equally",
    weights: "Give by weights",
    one: "Set for one person",
    file: "From a file (CSV)",
    amount: "How much in all",
    among: "Among whom",
    all: "Everybody",
    nobody: "Nobody",
    chosen: (count: number) => plural("en", count, { zero: "Nobody is chosen.", one: "One person.", other: `${count} people.` }),
    equalSays: (each: string, count: number) =>
      plural("en", count, { one: `${each} for one person.`, other: `About ${each} for each of ${count} people.` }),
    weight: (name: string) => `Weight of ${name}`,
    weightHint: "Twice the weight, twice the part. Zero: nothing.",
    member: "For whom",
    set: "What they were given in all",
    setHint: (has: string) => `Given so far: ${has}, pledged or not. With less, the difference is there to give again.`,
    give: "Give these credits",
    save: "Set",
    done: "Credits given.",
    csv: {
      label: "Lines “address; amount”",
      hint: "A first line with email;amount, then a line for each person. A third column notify (yes) tells the person.",
      choose: "Or a file",
      mode: "These amounts",
      add: "come on top of what each has",
      set: "are all that each is to have",
      preview: "Read the file",
      faults: (count: number) =>
        plural("en", count, { one: "One line to look at: nothing is given.", other: `${count} lines to look at: nothing is given.` }),
      line: (line: number) => `line ${line}:`,
      rows: (count: number) => plural("en", count, { zero: "No line read.", one: "One person.", other: `${count} people.` }),
      before: "Before",
      after: "After",
      poolAfter: (amount: string) => `${amount} would be left to give.`,
      apply: "Give these credits",
    },
  },
  pool: {
    title: "The money set aside",
    says: (entered: string, envelope: string) => `${entered} from the envelope “${envelope}”.`,
    saysPoints: (entered: string) => `${entered}, made for this round.`,
    more: "Add",
    less: "Give back to the envelope",
    amount: "How much",
    direction: "What to do",
    save: "Save",
    done: "Done.",
  },
  dates: {
    title: "The dates",
    save: "Save the dates",
    saved: "Dates saved.",
    begun: {
      credits: (moment: string) => `Pledging opened ${moment}: this beginning no longer changes, or what is secret would come to light.`,
      ballots: (moment: string) => `The vote opened ${moment}: this beginning no longer changes, or what is secret would come to light.`,
    },
    proposalsFrom: "Proposals from",
    proposalsUntil: "Proposals until",
    pledgesFrom: { credits: "Pledges from", ballots: "Votes from" },
    pledgesUntil: { credits: "Pledges until", ballots: "Votes until" },
  },
  settings: {
    title: "The settings",
    save: "Save the settings",
    saved: "Settings saved.",
    untilBegun: {
      credits: "What follows can change until something is pledged; in a secret round, until pledging opens.",
      ballots: "What follows can change until the vote opens.",
    },
    fixed: {
      pledged: "Pledging has begun: these rules stay, so that everybody decides under the same ones.",
      secret: "Secret pledging is open: these rules stay, whether anybody pledged or not. Being able to change them would tell.",
      ballots: "The vote is open: the ballot and the way of counting stay, so that every vote counts the same way.",
    },
  },
  end: {
    copy: "Start anew from this round",
    cancel: "Cancel this round",
    dialog: {
      title: (title: string) => `Cancel “${title}”?`,
      says: (entered: string, envelope: string) =>
        `All pledges are given back, all buckets are cancelled, and ${entered} goes back to the envelope “${envelope}”. There is no way back.`,
      saysPoints: (entered: string) =>
        `All pledges are given back, all buckets are cancelled, and ${entered} vanish. There is no way back.`,
      confirm: "Cancel the round",
      keep: "Keep it",
    },
    done: "Round cancelled; all is given back.",
  },
} satisfies typeof fr;
