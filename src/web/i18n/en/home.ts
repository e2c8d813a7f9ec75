import type { NoticeKind } from "../../../domain/notices.js";
import { plural } from "../../speech.js";
import type fr from "../fr/home.js";

const notices: Readonly<Record<NoticeKind, (by: string) => string>> = {
  "contribution.logged": (by) => `${by} logged a contribution for you.`,
  "contribution.amended": (by) => `${by} amended a contribution that concerns you.`,
  "contribution.withdrawn": (by) => `${by} withdrew a contribution that concerns you.`,
  "contribution.questioned": (by) => `${by} has a question about one of your contributions.`,
  "contribution.answered": (by) => `${by} answered a question.`,
  "contribution.settled": (by) => `${by} settled a question.`,
  "import.applied": (by) => `${by} imported contributions for you.`,
  "review.written": (by) => `${by} reviewed you.`,
  "review_period.opened": (by) => `${by} opens a time to review each other: you are in it.`,
  "review_period.closed": () => "A time of reviews is closed: see what is said of you.",
  "retrospective.opened": (by) => `${by} opens a retrospective of your circle.`,
  "retrospective.closed": () => "A retrospective of your circle is harvested.",
  "member.roles_set": (by) => `${by} changed your roles in the collective.`,
  "meeting.action_given": (by) => `${by} gave you an action in a meeting.`,
  "tension.named": (by) => `${by} named you in a tension.`,
  "sharing.reminder": () => "The wishes of a sharing open today: say what you wish.",
  "sharing.asked_in": (by) => `${by} asks you into a sharing.`,
  "sharing.taken_out": (by) => `${by} left your contributions for the next sharing.`,
  "sharing.said_for": (by) => `${by} entered, with your agreement, what you keep in a sharing. You may contest it.`,
  "sharing.contested": (by) => `${by} contests a figure that you entered in a sharing.`,
  "sharing.points_given": (by) => `${by} gave points in your place in a sharing.`,
  "sharing.reversed": () => "A sharing you are in is reversed: its contributions are free again.",
  "bucket.cocreator_named": (by) => `${by} named you as a cocreator of a bucket.`,
  "carried.moved": (by) => `${by} moved a carried wish of yours.`,
  "sharing.proposed": (by) => `${by} proposes a sharing you are in.`,
  "sharing.objected": (by) => `${by} objects to a sharing: it is open again.`,
  "sharing.adopted": () => "A sharing you are in is adopted.",
  "sharing.posted": () => "A sharing you are in is in the accounts: it is still to be paid.",
  "member.iban_changed": (by) => `${by} changed the IBAN you are paid to: is it yours?`,
  "member.iban_dropped": (by) => `${by} took away the IBAN you were paid to.`,
  "share.paid": (by) => `${by} paid you a share.`,
  "charter.opened": (by) => `${by} opens to signature a charter you are part of.`,
  "charter.enforced": () => "A charter you are in is in force.",
  "charter.winding_down": (by) => `${by} began to wind down a charter you are in.`,
  "charter.closed": () => "A charter you were in is closed.",
  "round.closed": () => "A round you took part in is closed.",
  "round.credits_changed": (by) => `${by} changed your credits in a round.`,
  "bucket.accepted": () => "A bucket you follow is accepted.",
  "decision.opened": (by) => `${by} proposes a decision: your word counts.`,
  "decision.reminder": () => "A decision that you have not seen yet closes soon.",
  "decision.blocked": (by) => `${by} blocks a decision that you propose, and says why.`,
  "decision.adopted": () => "A decision is adopted.",
  "decision.postponed": () => "A decision is postponed: somebody blocked.",
  "decision.rejected": () => "A decision is rejected, by the last resort.",
  "decision.waiting": () => "A decision waits for the council’s word.",
  "decision.reopened": (by) => `${by} reopened a decision.`,
  "decision.change_refused": () => "A decision is adopted, but one of its changes could not be made.",
  "bucket.cancelled": () => "A bucket you pledged to is cancelled: your credits are yours again.",
};

export default {
  title: (name: string, waiting: number) =>
    plural("en", waiting, {
      zero: `Hello ${name}, nothing waits for you.`,
      one: `Hello ${name}, one thing waits for you.`,
      other: `Hello ${name}, ${waiting} things wait for you.`,
    }),
  until: (day: string) => `until ${day}`,
  wishes: {
    says: (lines: number, amount: string) =>
      plural("en", lines, {
        one: `${amount} to share, and one contribution of yours. You have not said yet what you wish.`,
        other: `${amount} to share, and ${lines} contributions of yours. You have not said yet what you wish.`,
      }),
    act: "Say what I wish",
  },
  settle: {
    says: (over: string, amount: string) => `${over} is missing of ${amount}: what each one keeps is settled together.`,
    act: "Look again at what I keep",
  },
  adopt: {
    says: (receivers: string, amount: string) => `${amount} proposed for ${receivers}. Your agreement is enough to adopt it.`,
    act: "Read and adopt",
  },
  pledge: {
    says: (left: string) => `You have ${left} left to pledge.`,
    act: "Pledge my credits",
  },
  vote: { says: "Your ballot is awaited.", act: "Vote" },
  decide: {
    says: (until: string) => `A decision waits for you until ${until}. Silence agrees.`,
    act: "Say my word",
  },
  review: {
    says: (names) => `Review ${names}: a few words, what goes well and what could go better.`,
    act: "Give my review",
  },
  voted: {
    says: (day: string) => `Thank you, your ballot is cast. You may still change your mind until ${day}.`,
    act: "Look at my ballot again",
  },
  treasury: {
    title: "For the treasury",
    owed: (shares: number, bills: number, amount: string) => {
      const parts = [
        plural("en", shares, { zero: "", one: "one share", other: `${shares} shares` }),
        plural("en", bills, { zero: "", one: "one bill", other: `${bills} bills` }),
      ].filter((part) => part !== "");
      const what = parts.join(" and ");
      return `${what.charAt(0).toUpperCase()}${what.slice(1)} to pay, ${amount}${shares + bills > 1 ? " in all" : ""}.`;
    },
    bankLines: (lines: number, since: string) =>
      plural("en", lines, {
        one: `One line of a statement, of ${since}, waits to be matched.`,
        other: `${lines} lines of statements wait to be matched, since ${since}.`,
      }),
    year: (year: string) => `The fiscal year ${year} is over and not closed.`,
  },
  points: (count: string) => plural("en", Number(count), { one: `${count}\u00a0point`, other: `${count}\u00a0points` }),
  question: {
    title: "Somebody asks you a question",
    says: (note: string) => `About “${note}”.`,
    act: "Answer",
  },
  contribute: "Log a contribution",
  envelopes: "My envelopes",
  allEnvelopes: "All envelopes",
  noEnvelopes: {
    title: "No envelope yet",
    lead: "An envelope sets money aside for a purpose. As soon as there is one, people can log for it and share it.",
    act: "Open an envelope",
    invite: "Invite somebody",
  },
  news: "What happened",
  noNews: "Nothing new for you.",
  /** The last words are for what a later version of the service tells a page that was open before. */
  notice: (what: string, by = "Somebody") => (what in notices ? notices[what as NoticeKind](by) : `${by} did something that concerns you.`),
} satisfies typeof fr;
