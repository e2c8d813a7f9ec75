/**
 * How the collective of the demonstration decides, and what it has agreed (fixtures/demo/governance.json): a social code, a
 * decision in each state, and then a contract with money traced to it, a resource, a tension, a signed charter, a review period, a harvested
 * retrospective.
 * The decisions take weeks, so the story’s clock is moved on: what is due by then happens, as it would have.
 */
import { addDays, dayIn, startOfDay } from "../domain/calendar.js";
import { charterModel } from "../domain/charter-model.js";
import type { Language } from "../domain/refusals.js";
import type { Answer } from "./demo-rounds.js";

/** A clock that begins some weeks ago and is moved on; what is due by then is done. */
export interface StoryClock {
  readonly now: () => Date;
  readonly reach: (instant: Date) => Promise<void>;
}

interface Proposed {
  readonly by: string;
  readonly title: string;
  readonly text: string;
}
interface Blocked extends Proposed {
  readonly circle: string;
  readonly block: { readonly by: string; readonly argument: string };
}

export interface GovernanceFixture {
  readonly beganDaysAgo: number;
  /** `history` takes the place of what the model asks one to write. */
  readonly code: Proposed & { readonly circle: string; readonly history: string };
  readonly council: Proposed & { readonly circle: string; readonly name: string; readonly members: readonly string[] };
  readonly adopted: Proposed & {
    readonly key: string;
    readonly envelope: string;
    readonly kind: string;
    readonly rate: string;
    readonly rateTitle: string;
    readonly rateInDays: number;
  };
  readonly rejected: Omit<Proposed, "text"> & {
    readonly circle: string;
    readonly texts: readonly string[];
    readonly blocks: Readonly<Record<string, string>>;
    readonly votes: Readonly<Record<string, string>>;
  };
  readonly waiting: Blocked;
  readonly reopened: Proposed & { readonly circle: string; readonly reopening: { readonly by: string; readonly reason: string } };
  readonly postponed: Blocked;
  readonly open: Proposed & { readonly envelope: string; readonly circle: string; readonly says: Readonly<Record<string, string>> };
  readonly contract: Readonly<
    Record<"by" | "with" | "title" | "category" | "gives" | "receives" | "measure" | "condition" | "money" | "circle", string>
  > & { readonly reviewInDays: number };
  readonly resource: { readonly by: string; readonly name: string; readonly what: string; readonly rights: readonly unknown[] };
  readonly tension: {
    readonly by: string;
    readonly names: readonly string[];
    readonly title: string;
    readonly text: string;
    readonly note: string;
  };
  readonly charter: {
    readonly by: string;
    readonly circle: string;
    readonly title: string;
    readonly articles: Readonly<Record<string, string>>;
    readonly total: string;
    readonly lines: readonly ({ readonly label: string; readonly to: string } & Record<string, unknown>)[];
    readonly roles: Readonly<Record<string, string>>;
  };
  readonly reviews: {
    readonly circle: string;
    readonly by: string;
    readonly title: string;
    readonly lastsDays: number;
    readonly said: readonly ({ readonly by: string; readonly of: string } & Record<string, unknown>)[];
  };
  readonly retrospective: {
    readonly circle: string;
    readonly by: string;
    readonly harvester: string;
    readonly daysBack: number;
    readonly words: readonly { readonly by: string; readonly kind: string; readonly text: string; readonly isPublished: boolean }[];
    readonly gathering: string;
  };
}

export interface GovernanceScene {
  readonly ask: (method: "GET" | "POST" | "PUT" | "PATCH", who: string, path: string, body?: unknown) => Promise<Answer>;
  readonly now: () => Date;
  /** Moves the clock on; nothing happens where it is past that already. */
  readonly reach: (instant: Date) => Promise<void>;
  readonly language: Language;
  readonly timeZone: string;
  readonly admin: string;
  readonly nameOf: (id: string) => string;
  /** Everybody, as members. */
  readonly people: readonly string[];
  readonly member: (id: string) => string;
  readonly circle: (id: string) => string;
  readonly envelope: (id: string) => string;
  readonly kind: (id: string) => string;
  readonly thirdParty: (name: string) => string;
}

const partsOf = (title: string, changes: readonly unknown[] = []) => [{ title, changes }];

/** A circle meets, and decides what one of it proposes; what is said there counts. */
async function decideInMeeting(
  { ask, people, circle }: GovernanceScene,
  { by, circle: of, title, text }: Proposed & { readonly circle: string },
  more: {
    readonly circleId?: string;
    readonly changes?: readonly unknown[];
    readonly said?: readonly unknown[];
    readonly again?: string;
  } = {},
): Promise<Answer> {
  const { circleId, changes = [], said = [], again } = more;
  const meeting = await ask("POST", by, "/meetings", { circleId: circle(of), presentIds: people });
  const attempt = { way: "meeting", meetingId: meeting.id, text, parts: partsOf(title, changes), said };
  return again === undefined
    ? ask("POST", by, "/decisions", { title, ...attempt, ...(circleId ? { circleId } : {}) })
    : ask("POST", by, `/decisions/${again}/attempts`, attempt);
}

const blockOf = ({ member }: GovernanceScene, who: string, argument: string) => [{ voterId: member(who), choice: "block", argument }];

/** What takes weeks: two social codes, what was adopted, refused, and what waits for a council. */
export async function tellDecisions(fixture: GovernanceFixture, scene: GovernanceScene): Promise<{ reopened: string }> {
  const { ask, reach, now, member, circle, envelope, kind, language, timeZone, admin } = scene;
  const collective = await ask("GET", admin, "");
  await ask("PATCH", admin, "", { modules: [...collective.modules, "decisions"] });

  const model = await ask("GET", admin, `/social-code/model?language=${language}`);
  const { code, council, adopted, rejected, waiting, reopened } = fixture;
  const publish = (versionId: string) => [{ kind: "publish-social-code", versionId }];
  const sections = model.sections.map((section: { id: string; text: string }) =>
    section.id === "qualities" ? { ...section, text: `${section.text.split("\n\n")[0]}\n\n${code.history}` } : section,
  );
  const version = await ask("POST", code.by, "/social-code/versions", { sections, consent: {} });
  await decideInMeeting(scene, code, { changes: publish(version.id) });
  // The workshop’s own code: it inherits all but its last resort.
  const circleId = circle(council.circle);
  const own = await ask("POST", council.by, "/social-code/versions", {
    circleId,
    sections: [{ title: council.title, text: council.text }],
    consent: {
      ...{ attemptsBefore: 1, meetingsBefore: 1, daysBetweenAttempts: 1 },
      lastResort: { kind: "council", name: council.name, memberIds: council.members.map(member) },
    },
  });
  await decideInMeeting(scene, council, { circleId, changes: publish(own.id) });

  const key = await ask("POST", adopted.by, "/keys", {
    name: adopted.key,
    envelopeId: envelope(adopted.envelope),
    key: { steps: [{ kind: "equal", among: "contributors" }] },
  });
  const fromOn = addDays(dayIn(now(), timeZone), adopted.rateInDays);
  const announced = await ask("POST", adopted.by, "/decisions", {
    ...{ title: adopted.title, way: "announced", text: adopted.text },
    parts: [
      ...partsOf(adopted.key, [{ kind: "adopt-key", keyId: key.id }]),
      { title: adopted.rateTitle, changes: [{ kind: "set-rate", kindId: kind(adopted.kind), rate: adopted.rate, fromOn }] },
    ],
  });
  const cafe = await decideInMeeting(scene, reopened);

  // Twice blocked in a meeting, a week apart; then a vote.
  const blocks = Object.entries(rejected.blocks).flatMap(([who, argument]) => blockOf(scene, who, argument));
  const [first = "", second = ""] = rejected.texts;
  const camera = await decideInMeeting(scene, { ...rejected, text: first }, { said: blocks });
  const selling = await decideInMeeting(scene, waiting, {
    circleId: circle(waiting.circle),
    said: blockOf(scene, waiting.block.by, waiting.block.argument),
  });
  await reach(new Date(announced.attempts[0].closesAt));
  await reach(morningAfter(scene, 9));
  await decideInMeeting(scene, { ...rejected, text: second }, { said: blocks, again: camera.id });
  const lastWord = await ask("POST", waiting.by, `/decisions/${selling.id}/attempts`, {
    ...{ way: "ballots", isLastResort: true, text: waiting.text, parts: partsOf(waiting.title) },
  });
  await ask("POST", waiting.block.by, `/decisions/${selling.id}/ballots`, { choice: "block", argument: waiting.block.argument });
  await reach(new Date(lastWord.attempts.at(-1).closesAt));
  await reach(new Date((await ask("GET", rejected.by, `/decisions/${camera.id}`)).lastResort.possibleAt));
  const vote = await ask("POST", rejected.by, `/decisions/${camera.id}/attempts`, {
    ...{ way: "ballots", isLastResort: true, text: second, parts: partsOf(rejected.title) },
  });
  for (const [who, choice] of Object.entries(rejected.votes))
    await ask("POST", who, `/decisions/${camera.id}/ballots`, { choice, argument: choice === "block" ? rejected.blocks[who] : null });
  await reach(new Date(vote.attempts.at(-1).closesAt));
  return { reopened: cafe.id };
}

const morningAfter = ({ now, timeZone }: GovernanceScene, days: number): Date =>
  new Date(new Date(startOfDay(addDays(dayIn(now(), timeZone), days), timeZone)).getTime() + 9 * 3_600_000);

/** What is going on today: decisions under way, and what the collective has agreed with others and among its own. */
export async function tellAgreements(fixture: GovernanceFixture, scene: GovernanceScene, cafeId: string): Promise<void> {
  const { ask, member, circle, thirdParty, now, timeZone, language } = scene;
  const today = dayIn(now(), timeZone);
  const { postponed, open, reopened, contract, resource, tension, charter, reviews } = fixture;
  await decideInMeeting(scene, postponed, { said: blockOf(scene, postponed.block.by, postponed.block.argument) });
  await ask("POST", reopened.reopening.by, `/decisions/${cafeId}/reopenings`, { reason: reopened.reopening.reason });
  const asked = await ask("POST", open.by, "/decisions", {
    ...{ title: open.title, way: "ballots", text: open.text },
    parts: partsOf(open.envelope, [{ kind: "open-envelope", name: open.envelope, circleId: circle(open.circle), referentId: null }]),
  });
  for (const [who, choice] of Object.entries(open.says)) await ask("POST", who, `/decisions/${asked.id}/ballots`, { choice });

  const city = { kind: "third-party", id: thirdParty(contract.with) };
  const { by, title, category, gives, receives, measure, condition } = contract;
  const written = await ask("POST", by, "/contracts", {
    ...{ title, category, gives, receives, measure, condition, parties: [city] },
    reviewOn: addDays(today, contract.reviewInDays),
  });
  await decideInMeeting(
    scene,
    { by, title, text: `${gives} ${receives}`, circle: contract.circle },
    {
      changes: [{ kind: "sign-contract", contractId: written.id }],
    },
  );
  const { items: entries } = await ask("GET", "odile", "/entries?kind=money-in&limit=200");
  const grant = entries.find(({ document }: Answer) => document === contract.money);
  await ask("POST", "odile", `/contracts/${written.id}/receipts`, { entryId: grant.id });

  const { by: steward, ...workshop } = resource;
  const { id: resourceId } = await ask("POST", steward, "/resources", workshop);
  await ask("POST", steward, `/resources/${resourceId}/users`, { party: city, sinceOn: today, contractId: written.id });
  const { by: opener, names, note, ...told } = tension;
  const opened = await ask("POST", opener, "/tensions", { ...told, namedIds: names.map(member) });
  await ask("POST", opener, `/tensions/${opened.id}/steps`, { step: "talk", takenOn: today, note });

  const agreed = await ask("POST", charter.by, "/charters", {
    ...{ title: charter.title, circleId: circle(charter.circle), startsOn: today, total: charter.total },
    articles: { ...charterModel(language), ...charter.articles },
    parties: Object.entries(charter.roles).map(([who, role]) => ({ kind: "member", id: member(who), role })),
    lines: charter.lines.map(({ to, ...line }) => ({ ...line, party: { kind: "member", id: member(to) } })),
  });
  await ask("POST", charter.by, `/charters/${agreed.id}/open`, {});
  for (const who of Object.keys(charter.roles))
    await ask("POST", who, `/charters/${agreed.id}/signatures`, { name: scene.nameOf(who), words: approval[scene.language] });

  const period = await ask("POST", reviews.by, "/review-periods", {
    ...{ title: reviews.title, circleId: circle(reviews.circle), fromOn: addDays(today, -90), untilOn: today },
    closesAt: startOfDay(addDays(today, reviews.lastsDays), timeZone),
  });
  for (const { by: reviewer, of, ...said } of reviews.said)
    await ask("POST", reviewer, "/reviews", { periodId: period.id, ofId: member(of), ...said });
  await tellRetrospective(fixture, scene);
}

/** A circle looks back: each says their words; the harvester takes them up, gathers, and closes. */
async function tellRetrospective(
  { retrospective }: GovernanceFixture,
  { ask, member, circle, now, timeZone }: GovernanceScene,
): Promise<void> {
  const { circle: of, by, harvester, daysBack, words, gathering } = retrospective;
  const untilOn = dayIn(now(), timeZone);
  const opened = await ask("POST", by, "/retrospectives", {
    ...{ circleId: circle(of), fromOn: addDays(untilOn, -daysBack), untilOn, harvesterId: member(harvester) },
  });
  const at = `/retrospectives/${opened.id}`;
  for (const { by: author, kind, text, isPublished } of words) {
    const { said } = await ask("POST", author, `${at}/words`, { kind, text });
    const word = said.find((each: Answer) => each.text === text);
    await ask("POST", harvester, `${at}/words/${word.id}/harvest`, { isPublished });
  }
  await ask("PUT", harvester, `${at}/gathering`, { gathering });
  await ask("POST", harvester, `${at}/close`, {});
}

const approval: Readonly<Record<Language, string>> = { fr: "lu et approuvé", en: "read and approved" };
