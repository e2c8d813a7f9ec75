/** The letter to who has not looked at a decision that closes soon. */
import { sql } from "drizzle-orm";
import { type Queryable, queryRows } from "../../db/client.js";
import { findCollective } from "../../db/membership.js";
import { attentionOf } from "../../domain/consent/ballots.js";
import { outcomeOf } from "../../domain/consent/outcome.js";
import { displayInstant } from "../../domain/display.js";
import { letterName } from "../../domain/invitation.js";
import { type Letter, type Letters, letterLanguage, oneLine, plainText } from "../../mail/letter.js";
import { findDecision } from "./decisions.queries.js";

/** Whom it reminds of what. */
export interface ReminderFacts extends Record<string, string> {
  readonly collectiveId: string;
  readonly decisionId: string;
  readonly memberId: string;
}

interface Reminded {
  readonly title: string | null;
  readonly collective: string | null;
  readonly until: string;
}

const texts = {
  fr: ({ title, collective, until }: Reminded, link: string) => ({
    subject: title ? `Votre avis : ${title}` : "Une décision attend votre avis",
    paragraphs: [
      "Bonjour,",
      `Une décision${collective ? ` de «${collective}»` : ""} se clôt le ${until}${title ? ` : «${title}».` : "."} Vous ne l’avez pas encore vue.`,
      "Sans blocage, elle est adoptée. Pour la lire et donner votre avis :",
      link,
    ],
  }),
  en: ({ title, collective, until }: Reminded, link: string) => ({
    subject: title ? `Your word: ${title}` : "A decision waits for your word",
    paragraphs: [
      "Hello,",
      `A decision${collective ? ` of “${collective}”` : ""} closes on ${until}${title ? `: “${title}”.` : "."} You have not seen it yet.`,
      "Unless somebody blocks, it is adopted. To read it and give your word:",
      link,
    ],
  }),
} as const;

/** Who reads a member’s mails, where they have a login and are here. */
async function readerOf(on: Queryable, collectiveId: string, memberId: string) {
  const [reader] = await queryRows<{ email: string; locale: string }>(
    on,
    sql`select l.email, l.locale from members m join logins l on l.id = m.login_id
      where m.collective_id = ${collectiveId}::uuid and m.id = ${memberId}::uuid and m.left_on is null`,
  );
  return reader;
}

/** Nothing is written once it is closed, or to who has looked at it meanwhile. */
const reminder: Letter = async (db, { collectiveId = "", decisionId = "", memberId = "" }, { base, now }) => {
  const collective = await findCollective(db, collectiveId);
  const kept = await findDecision(db, collectiveId, decisionId);
  const attempt = kept?.decision.attempts.at(-1);
  if (!collective || !kept || !attempt || outcomeOf(attempt, now) !== null) return "ended";
  if (!attentionOf(attempt).notYet.includes(memberId)) return "ended";
  const reader = await readerOf(db, collectiveId, memberId);
  if (!reader) return "nobody";
  const language = letterLanguage(reader.locale);
  const until = displayInstant(attempt.closesAt, collective.timeZone, language);
  const called = (name: string) => letterName(oneLine(name));
  const said = { title: called(kept.title), collective: called(collective.name), until: oneLine(until) };
  const { subject, paragraphs } = texts[language](said, `${base}/c/${collective.slug}/decisions/${decisionId}`);
  return { to: reader.email, subject, text: plainText(paragraphs, base) };
};

export const decisionLetters = { "decision.reminder": reminder } satisfies Letters;
export type DecisionLetter = keyof typeof decisionLetters;
