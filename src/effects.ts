/**
 * What happens by itself, in one visible list: what each feature does when a decision adopts a change of its own, and what
 * is done when an instant comes, and the letters that are written.
 */
import type { Effects } from "./db/due-work.js";
import type { Enactments } from "./db/enacting.js";
import { charterEnactments } from "./features/charters/charters.enacting.js";
import { contractEnactments } from "./features/contracts/contracts.enacting.js";
import { decisionLetters } from "./features/decisions/decisions.letters.js";
import { decisionEffects } from "./features/decisions/decisions.settling.js";
import { envelopeEnactments } from "./features/envelopes/envelopes.enacting.js";
import { fundEnactments } from "./features/envelopes/funds.enacting.js";
import { kindEnactments } from "./features/kinds/kinds.enacting.js";
import { memberEnactments } from "./features/members/members.enacting.js";
import { reviewPeriodEffects } from "./features/reviews/periods.actions.js";
import { sessionLetters } from "./features/session/session.letters.js";
import { sharingEffects } from "./features/sharings/recurring.actions.js";
import { sharingEnactments } from "./features/sharings/sharings.enacting.js";
import { socialCodeEnactments } from "./features/social-code/social-code.enacting.js";
import { tensionEnactments } from "./features/tensions/tensions.enacting.js";
import type { Letters } from "./mail/letter.js";
import type { Outbox } from "./mail/outbox.js";

export const enactments: Enactments = {
  ...sharingEnactments,
  ...kindEnactments,
  ...memberEnactments,
  ...envelopeEnactments,
  ...fundEnactments,
  ...socialCodeEnactments,
  ...contractEnactments,
  ...charterEnactments,
  ...tensionEnactments,
};

/** What is done when an instant comes; where mails are sent, some of it tells by mail too. */
export const effectsWith = (outbox: Outbox | null): Effects => ({
  ...sharingEffects,
  ...reviewPeriodEffects,
  ...decisionEffects(enactments, outbox),
});
export const effects = effectsWith(null);

/** Every letter that is written, by its name. */
export const letters = { ...sessionLetters, ...decisionLetters } satisfies Letters;
