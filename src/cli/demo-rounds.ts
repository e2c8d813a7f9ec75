/**
 * The rounds of the demonstration (fixtures/demo/rounds.json): told through the service's own routes, each step by whoever
 * would take it, and shown in a few lines.
 *
 * Dates are days from the one the story is told on, so that they hold whatever day that is. A round that is to be closed
 * takes pledges until later than now, like any other; once all is pledged its pilot ends it, as dates may always move.
 *
 *   Composteur 370.00 of 350.00, Bibliothèque accepted with 210.00, Fresque 270.00 of 420.00
 *   → two envelopes; 270.00 given back and 350.00 that nobody pledged, 620.00, return to the envelope of the round
 */
import { addDays, dayIn, startOfDay } from "../domain/calendar.js";
import { filled } from "../domain/filled.js";
import type { Language, RefusalFigures } from "../domain/refusals.js";

/** What a route answered; the story reads what it needs. */
// biome-ignore lint/suspicious/noExplicitAny: the story reads answers whose shapes the API's own tests guard
export type Answer = any;

type Dates = "proposalsFrom" | "proposalsUntil" | "pledgesFrom" | "pledgesUntil";

interface RoundFixture {
  title: string;
  description: string;
  circle: string;
  envelope: string;
  pilot: string;
  days: Record<Dates, number>;
  settings: { pool: string } & Record<string, unknown>;
  credits: { amount: string; among: string[] };
  buckets: { id: string; title: string; summary: string; cocreators: string[]; items: unknown[] }[];
  steps: { who: string; does: "pledge" | "withdrawal" | "acceptance"; bucket: string; amount?: string }[];
  isClosed: boolean;
}

export interface RoundsFixture {
  readonly rounds: readonly RoundFixture[];
}

/** Where the story plays: who asks what of the service, and the ids behind the names of the fixture. */
export interface Scene {
  readonly ask: (method: "GET" | "POST" | "PATCH", who: string, path: string, body?: unknown) => Promise<Answer>;
  readonly now: () => Date;
  readonly timeZone: string;
  readonly member: (id: string) => string;
  readonly nameOf: (memberId: string) => string;
  readonly circle: (id: string) => string;
  readonly envelope: (id: string) => string;
}

export interface ToldRound {
  readonly round: Answer;
  /** The credits that were given in all. */
  readonly given: string;
  /** In the order of the fixture; a funded one with the name of its envelope’s referent. */
  readonly buckets: readonly { readonly bucket: Answer; readonly referent: string | null }[];
  /** How it closed; null while it runs. */
  readonly settlement: Answer | null;
  readonly envelopeName: string;
  /** Who took something back, from where. */
  readonly changed: readonly { readonly name: string; readonly title: string; readonly amount: string }[];
  /** The last day of pledges. */
  readonly untilOn: string;
}

export async function tellRounds({ rounds }: RoundsFixture, scene: Scene): Promise<ToldRound[]> {
  const told: ToldRound[] = [];
  for (const fixture of rounds) told.push(await tellRound(fixture, scene));
  return told;
}

async function tellRound(fixture: RoundFixture, scene: Scene): Promise<ToldRound> {
  const { ask, now, timeZone, member, nameOf } = scene;
  const { title, description, pilot } = fixture;
  const today = dayIn(now(), timeZone);
  const opened = await ask("POST", pilot, "/rounds", {
    title,
    description,
    circleId: scene.circle(fixture.circle),
    envelopeId: scene.envelope(fixture.envelope),
    ...Object.fromEntries(Object.entries(fixture.days).map(([date, days]) => [date, startOfDay(addDays(today, days), timeZone)])),
    ...fixture.settings,
  });
  const at = `/rounds/${opened.id}`;
  const { amount, among } = fixture.credits;
  await ask("POST", pilot, `${at}/credits`, { by: "equal", amount, memberIds: among.map(member) });

  const buckets = new Map<string, string>();
  for (const { id, cocreators, ...bucket } of fixture.buckets) {
    // Who has no login is spoken for by the pilot.
    const by = cocreators.find((cocreator) => among.includes(cocreator)) ?? pilot;
    const made = await ask("POST", by, `${at}/buckets`, { ...bucket, cocreatorIds: cocreators.map(member), publish: true });
    buckets.set(id, made.id);
  }
  for (const { who, does, bucket, amount } of fixture.steps) {
    const bucketId = buckets.get(bucket);
    if (does === "acceptance") await ask("POST", who, `${at}/buckets/${bucketId}/acceptance`, {});
    else await ask("POST", who, `${at}/pledges${does === "withdrawal" ? "/withdrawal" : ""}`, { bucketId, amount });
  }
  if (fixture.isClosed) {
    const ended = now().toISOString();
    await ask("PATCH", pilot, at, { proposalsUntil: ended, pledgesUntil: ended });
    const { fingerprint } = await ask("GET", pilot, `${at}/settlement`);
    await ask("POST", pilot, `${at}/closing`, { fingerprint });
  }

  const round = await ask("GET", pilot, at);
  const shown: { bucket: Answer; referent: string | null }[] = [];
  for (const id of buckets.values()) {
    const bucket = await ask("GET", pilot, `${at}/buckets/${id}`);
    const envelope = bucket.envelopeId === null ? null : await ask("GET", pilot, `/envelopes/${bucket.envelopeId}`);
    shown.push({ bucket, referent: envelope && nameOf(envelope.referentId) });
  }
  return {
    round,
    given: fixture.credits.amount,
    buckets: shown,
    settlement: fixture.isClosed ? await ask("GET", pilot, `${at}/settlement`) : null,
    envelopeName: (await ask("GET", pilot, `/envelopes/${round.envelopeId}`)).name,
    changed: fixture.steps.flatMap(({ who, does, bucket, amount = "" }) =>
      does === "withdrawal"
        ? [{ name: nameOf(member(who)), title: fixture.buckets.find(({ id }) => id === bucket)?.title ?? bucket, amount }]
        : [],
    ),
    untilOn: addDays(dayIn(new Date(round.pledgesUntil), timeZone), -1),
  };
}

// Shown --------------------------------------------------------------------------------------------------------------

const texts = {
  closed: {
    fr: "Un cobudget clos : {title}, {given:money} de crédits pour {participants} personnes",
    en: "A round that is closed: {title}, {given:money} of credits for {participants} people",
  },
  referent: { fr: " Référent·e : {referent}.", en: " Referent: {referent}." },
  changed: {
    fr: "{name} a changé d’avis, et repris {amount:money} à «{bucket}».",
    en: "{name} had a change of mind, and took {amount:money} back from “{bucket}”.",
  },
  secret: { fr: "Qui avait fléché combien ne se voit que depuis la clôture.", en: "Who pledged how much is seen only since the close." },
  returned: {
    fr: "Ce qui est rendu, et ce que personne n’a fléché, revient à «{envelope}» : {returned:money}.",
    en: "What is given back, and what nobody pledged, returns to “{envelope}”: {returned:money}.",
  },
  running: { fr: "Un cobudget en cours, jusqu’au {until} : {title}", en: "A round that is running, until {until}: {title}" },
  missing: {
    fr: "{pledged:money} fléchés, il manque {missing:money} pour le minimum de {min:money}",
    en: "{pledged:money} pledged, {missing:money} missing for the minimum of {min:money}",
  },
  reached: {
    fr: "{pledged:money} fléchés, au moins le minimum de {min:money} ; au plus {max:money}",
    en: "{pledged:money} pledged, at least the minimum of {min:money}; at most {max:money}",
  },
  left: {
    fr: "Il reste {credits:money} à flécher, au plus {cap:money} par personne et par projet.",
    en: "{credits:money} are left to pledge, at most {cap:money} by each to one bucket.",
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

const where: Readonly<Record<Language, string>> = {
  fr: "Dans l’API : GET …/rounds, …/rounds/{id}/buckets et …/rounds/{id}/settlement ; POST …/rounds/{id}/pledges pour flécher.",
  en: "In the API: GET …/rounds, …/rounds/{id}/buckets and …/rounds/{id}/settlement; POST …/rounds/{id}/pledges to pledge.",
};

/** What the rounds did, in a few lines. Why a bucket was funded, or not, is said as the service says it. */
export const roundLines = (rounds: readonly ToldRound[], language: Language): string[] => [
  ...rounds.flatMap((told) => (told.settlement ? closedLines(told, language) : runningLines(told, language))),
  `  ${where[language]}`,
];

const sayIn =
  (language: Language, currency: string) =>
  (text: keyof typeof texts, figures: RefusalFigures = {}): string =>
    filled(texts[text][language], { ...figures, currency }, language);

function closedLines({ round, given, buckets, settlement, envelopeName, changed }: ToldRound, language: Language): string[] {
  const say = sayIn(language, round.commodity);
  const ends = buckets.map(({ bucket, referent }) => {
    const { explanation } = settlement.buckets.find(({ bucketId }: Answer) => bucketId === bucket.id);
    return explanation + (referent === null ? "" : say("referent", { referent }));
  });
  return [
    say("closed", { title: round.title, given, participants: round.figures.participants }),
    ...[
      ...ends,
      say("returned", { returned: settlement.returned, envelope: envelopeName }),
      ...changed.map(({ name, title, amount }) => say("changed", { name, bucket: title, amount })),
      ...(round.isSecret ? [say("secret")] : []),
    ].map((line) => `  ${line}`),
  ];
}

function runningLines({ round, buckets, untilOn }: ToldRound, language: Language): string[] {
  const say = sayIn(language, round.commodity);
  const width = Math.max(...buckets.map(({ bucket }) => bucket.title.length));
  return [
    "",
    say("running", { title: round.title, until: untilOn }),
    ...buckets.map(({ bucket: { title, pledged, missing, minGoal, maxGoal } }) => {
      const figures = { pledged, missing, min: minGoal, max: maxGoal };
      return `  ${title.padEnd(width)}  ${say(/[1-9]/.test(missing) ? "missing" : "reached", figures)}`;
    }),
    `  ${say("left", { credits: round.figures.credits, cap: round.cap })}`,
  ];
}
