/** Texts of tensions. */
import { plural } from "../../speech.js";
import type fr from "../fr/tensions.js";

export default {
  title: (open) =>
    plural("en", open, {
      zero: "No open tension names you.",
      one: "One open tension names you.",
      other: `${open} open tensions name you.`,
    }),
  lead: (open, closed) => `In the whole collective: ${open} open, ${closed} closed. They are counted, never shown.`,
  empty: {
    title: "Say early what does not go well",
    says: "A tension is said before it becomes a conflict. You tell it, somebody looks after it, and only those you name read it, admins neither. Then it goes step by step: a talk, a crisis meeting, a mediation, the council, or parting ways.",
  },
  open: "Open a tension",
  back: "Tensions",
  closed: (count) => plural("en", count, { one: "One closed tension", other: `${count} closed tensions` }),
  steps: { talk: "Talk", crisis_meeting: "Crisis meeting", mediation: "Mediation", council: "Council", wind_down: "Parting ways" },
  noStep: "no step yet",
  heldBy: (name) => `looked after by ${name}`,
  page: {
    open: (title) => title,
    closed: (title, day) => `${title}: closed on ${day}`,
    lead: (owner, opener) => `Looked after by ${owner}, opened by ${opener}. Only those named here read it.`,
    path: "The path",
    none: "Nothing yet. Most often one begins by talking.",
    readers: "Who reads it",
    outcome: "What came of it",
  },
  form: {
    title: "What it is about, in a line",
    text: "What happened, as you see it",
    owner: "Who looks after it",
    named: "Who reads it besides",
    says: "They will read all of it; nobody who has read it is taken out.",
    done: "The tension is open.",
  },
  step: { act: "Note a step", what: "Which step", on: "On which day", note: "What came of it", done: "The step is noted." },
  name: { act: "Name somebody", who: "Who", done: "They read the tension now." },
  give: { act: "Give to somebody", who: "Who looks after it from now on", done: "It is given." },
  close: {
    act: "Close the tension",
    outcome: "What came of it",
    says: "Nothing is added to it afterwards. The collective learns only that a tension was closed.",
    done: "The tension is closed.",
  },
} satisfies typeof fr;
