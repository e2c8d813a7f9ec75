/** What looks like the line that is about to be saved, and the way on for whoever sees that it is the same. */
import type { ContributionAnswer } from "../../features/contributions/contributions.schema.js";
import type { DraftPlace } from "../draft-fields.js";
import en from "../i18n/en/likeness.js";
import fr from "../i18n/fr/likeness.js";
import { nameIn, useHere } from "../place.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { saidOfStory, shortlySaid } from "./said-contribution.js";

const t = speak({ fr, en });

interface LikenessProps {
  twin: ContributionAnswer;
  place: DraftPlace;
  /** Drops the line: it is the same. */
  onSame: () => void;
}

export function QuickLikeness({ twin, place, onSame }: LikenessProps) {
  const here = useHere();
  const who = nameIn(place.members);
  const by = twin.loggedBy === place.me ? "" : who(twin.loggedBy);
  const giver = twin.memberId === place.me ? "" : who(twin.memberId);
  const what = twin.quantity === null && twin.amount === null ? "" : shortlySaid({ ...saidOfStory(twin, place), words: "" });
  const isOwn = twin.loggedBy === twin.memberId;
  return (
    <div class="notice stack" role="status">
      <p>{t().asks(by, isOwn ? undefined : giver, what)}</p>
      <p>
        <a href={`${here.home}/contributions/${twin.id}`}>«{twin.note}»</a>
      </p>
      <Button isWide onPress={onSame}>
        {t().same}
      </Button>
    </div>
  );
}
