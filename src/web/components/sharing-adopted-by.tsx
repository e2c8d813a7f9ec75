/** Whose word a sharing waits for once it is proposed, or would: people by name, its circle’s decision, or nobody who is there. */
import { listedOr } from "../format.js";
import { type Meeting, t } from "./sharing-meeting.js";

export function AdoptedBy({ meeting: { table, name, here }, isProposed }: { meeting: Meeting; isProposed?: boolean }) {
  const { byDecision, waits, will, nobody, members } = t().act.adopt;
  const { adoptsBy, adopters } = table;
  if (adoptsBy === "consent") return <p class="notice">{byDecision}</p>;
  const who = listedOr(adopters.map(name));
  if (adopters.length > 0) return <p class={isProposed ? "notice" : ""}>{isProposed ? waits(who) : will(who)}</p>;
  return (
    <p class="notice">
      {nobody} <a href={`${here.home}/members`}>{members}</a>
    </p>
  );
}
