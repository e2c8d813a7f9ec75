/**
 * Random lives of a decision through the API: whoever asks for whatever, in whatever order, early or late, the service does
 * what the plain model of the domain’s walk does (test/domain/consent/model), and after each step holds:
 *
 *  1. Where it stands moves along the arrows of domain/consent/decision alone.
 *  2. Nothing is adopted against a block, but by the last resort.
 *  3. A refusal is a problem with a code of the list and its status, and leaves every row of the collective as it was.
 *  4. What was told stays told: attempts, words, effects, reopenings, meetings and the trail only grow.
 *  5. What it does is done once, however often and by how many it is looked at, and never for a part that is reopened.
 *
 * Each run prints its seed.
 */
import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { queryRows } from "../../src/db/client.js";
import { doDueWork } from "../../src/db/due-work.js";
import { newId } from "../../src/db/id.js";
import { effects } from "../../src/effects.js";
import { problemType, statusByCode } from "../../src/http/problems.js";
import { Model } from "../domain/consent/model.js";
import { proposal, subscribe } from "../support/decision-stories.js";
import { asyncLaw } from "../support/law.js";
import { openHouse, type Person, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";

const house = await openHouse(t);
const { tom: stranger } = await house.collective("ailleurs", { tom: ["admin"] });

const deciders = ["ana", "bob", "cleo", "dan"] as const;
/** Eve is a member, and neither decides nor proposes. */
const names = [...deciders, "eve"] as const;
type Name = (typeof names)[number];
type Choice = "agree" | "abstain" | "disagree" | "block";
const council: readonly Name[] = ["bob", "eve"];

const paris = { timeZone: "Europe/Paris", country: "FR", region: null, addedDays: [] };
const lille = { hours: 72, days: 7, attempts: 2, meetings: 2, months: 3, last: "vote" } as const;
/** Lille’s figures, or a code of one’s own: a council speaks after one attempt and one meeting. */
const figuresOf = (isCouncil: boolean) => (isCouncil ? ({ ...lille, attempts: 1, meetings: 1, last: "council" } as const) : lille);

const minute = 60_000;
const day = 24 * 60 * minute;
const who = fc.constantFrom<Name>(...deciders, ...deciders, "eve");
const asked = {
  who,
  text: fc.constantFrom("Comme c’était.", "Comme c’était.", "Autrement."),
  partIds: fc.constantFrom(["a"], ["a", "b"], ["a", "b"], ["b"], ["c"]),
};
const wait = fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(7, 37 * minute, 9 * 60 * minute, day, 7 * day, 32 * day) });
const end = fc.record({ do: fc.constant("end" as const), before: fc.constantFrom(0, 0, 1) });
const look = fc.record({ do: fc.constant("look" as const), times: fc.constantFrom(1, 3) });
const ways = fc.constantFrom("ballots" as const, "ballots" as const, "announced" as const);
const open = fc.record({ do: fc.constant("open" as const), ...asked, way: ways, isLast: fc.boolean() });
const meet = fc.record({ do: fc.constant("meet" as const), ...asked, blocker: fc.constantFrom(null, null, ...deciders) });
const list = fc.record({ do: fc.constant("list" as const) });
const see = fc.record({ do: fc.constant("see" as const), who });
const cast = fc.record({
  do: fc.constant("cast" as const),
  who,
  choice: fc.constantFrom<Choice>("agree", "agree", "abstain", "disagree", "block", "block"),
  argument: fc.constantFrom<"" | "parce que">("parce que", "parce que", ""),
});
const reopening = fc.record({ do: fc.constant("reopen" as const), who, id: fc.constantFrom("a", "b", "c", null) });
const ruling = fc.record({ do: fc.constant("rule" as const), who, isAdopted: fc.boolean() });
const wrong = fc.record({ do: fc.constant("wrong" as const), which: fc.nat({ max: 14 }) });
const single = fc.oneof(wait, end, look, open, open, meet, cast, cast, cast, list, see, reopening, ruling, wrong, wrong);
type Step = typeof single extends fc.Arbitrary<infer One> ? One : never;
type Cast = Extract<Step, { do: "cast" }>;

/** What single steps alone hardly ever come to: blocked twice a week apart, talked of in meetings, and then the last resort. */
const blocked = fc
  .tuple(fc.record(asked), fc.boolean())
  .map(([what, isAdopted]): Step[] => [
    { do: "open", ...what, who: "ana", way: "ballots", isLast: true },
    { do: "open", ...what, who: "ana", way: "ballots", isLast: false },
    { do: "cast", who: "dan", choice: "block", argument: "parce que" },
    { do: "cast", who: "ana", choice: "agree", argument: "" },
    ...(isAdopted ? [{ do: "cast", who: "bob", choice: "agree", argument: "" } satisfies Cast] : []),
    { do: "list" },
    { do: "end", before: 0 },
    { do: "rule", who: "eve", isAdopted },
    { do: "look", times: 1 },
    { do: "reopen", who: "cleo", id: null },
    { do: "wait", ms: 8 * day },
  ]);
const adopted = fc.record(asked).map((what): Step[] => [
  { do: "open", ...what, who: "bob", way: "announced", isLast: false },
  { do: "cast", who: "cleo", choice: "disagree", argument: "" },
  { do: "end", before: 0 },
  { do: "look", times: 3 },
  { do: "reopen", who: "ana", id: "a" },
]);
const lives = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.array(single, { minLength: 3, maxLength: 7 }) }, blocked, adopted), {
    minLength: 3,
    maxLength: 5,
  })
  .map((parts) => parts.flat());

/** Law 1: where each step may lead, from where it stood. */
const arrows: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  time: { open: "open adopted rejected postponed waiting reopened" },
  open: { proposed: "open", postponed: "open", reopened: "open" },
  meet: { proposed: "adopted postponed", postponed: "adopted postponed", reopened: "adopted postponed" },
  reopen: { adopted: "reopened", rejected: "reopened" },
  rule: { waiting: "adopted rejected reopened" },
};
const kindOf = (step: Step): string => (step.do === "wait" || step.do === "end" ? "time" : step.do);

/** What must be refused whatever was done before; the code, where it is always the same. */
const wrongs: readonly ((story: Story) => readonly [Promise<Reply>, string?])[] = [
  ({ bob, at }) => [bob.post(`${at}/ballots`, { choice: "peut-être" }), "request_invalid"],
  ({ bob, at }) => [bob.post(`${at}/ballots`, { choice: "agree", voterId: bob.memberId }), "request_invalid"],
  ({ at }) => [stranger.post(`/api/v1/collectives/ailleurs${at}/ballots`, { choice: "agree" })],
  ({ at, slug }) => [stranger.post(`/api/v1/collectives/${slug}${at}/reopenings`, { reason: "Je passais." })],
  ({ at, slug }) => [house.ask("POST", `/api/v1/collectives/${slug}${at}/ballots`, { body: { choice: "agree" } }), "not_logged_in"],
  ({ bob, at }) => [bob.delete(at), "not_found"],
  ({ bob, at }) => [bob.post(`${at}/attempts`, { way: "ballots", text: "Trop court.", parts: [{ id: "z", title: "Z" }], hours: 24 })],
  ({ bob, at }) => [bob.post(`${at}/attempts`, { way: "announced", text: "Rien.", parts: [] })],
  ({ bob }) => [bob.post("/decisions", proposal("Voler", [{ kind: "fly", to: "the moon" }])), "request_invalid"],
  ({ bob }) => [bob.post("/decisions", proposal("Encore", [openEnvelope("Déjà là")])), "name_taken"],
  ({ bob }) => [bob.post("/decisions", proposal("Où ?", [], { way: "meeting", meetingId: newId() })), "not_found"],
  ({ eve }) => [eve.post("/decisions", proposal("Moi aussi")), "not_proposing"],
  ({ bob, at }) => [bob.post(`${at}/reopenings`, { reason: " " })],
  ({ bob, at }) => [bob.post(`${at}/reopenings`, { reason: "Rien de précis.", partIds: [] })],
  ({ bob, at }) => [bob.post(`${at}/rulings`, { isAdopted: true, memberIds: [bob.memberId, newId()] })],
];

const openEnvelope = (name: string) => ({ kind: "open-envelope", name, circleId: null, referentId: null });

interface Story extends Record<Name, Person> {
  readonly slug: string;
  /** The decision’s path; before there is one, that of none. */
  readonly at: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what the service tells
type Told = any;

const seen = new Map<string, number>();
const tally = (word: string) => seen.set(word, (seen.get(word) ?? 0) + 1);
let lived = 0;

const tables = await queryRows<{ name: string }>(
  house.database.orm,
  sql`select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'collective_id' and t.table_type = 'BASE TABLE' order by 1`,
);

/** Every row of a collective, in a word. */
async function rowsOf(collectiveId: string): Promise<string> {
  const each = tables.map(
    ({ name }) =>
      sql`select ${name}::text as name, md5(string_agg(x::text, chr(10) order by x::text)) as rows
        from ${sql.identifier(name)} x where collective_id = ${collectiveId}::uuid`,
  );
  return JSON.stringify(await queryRows(house.database.orm, sql.join(each, sql` union all `)));
}

async function live(life: readonly Step[], isCouncil: boolean, start: number): Promise<void> {
  const slug = `vie-${++lived}`;
  house.clock.now = new Date(start);
  const people = await house.collective(slug, { ana: ["admin"], bob: [], cleo: [], dan: [], eve: [] });
  const { ana, circleId, collectiveId } = people;
  const everybody = deciders.map((name) => people[name].memberId);
  await subscribe(ana, ...deciders.map((name) => people[name]));
  await done(ana.post("/envelopes", { name: "Déjà là" }));
  const meeting = async (more = {}) => (await done(ana.post("/meetings", { circleId, presentIds: everybody, ...more }))).id;
  if (isCouncil) {
    const lastResort = { kind: "council", name: "Sages", memberIds: council.map((name) => people[name].memberId) };
    const consent = { attemptsBefore: 1, meetingsBefore: 1, lastResort };
    const sections = [{ title: "Décider", text: "Les sages ont le dernier mot." }];
    const version = await done(ana.post("/social-code/versions", { sections, consent }));
    const way = { way: "meeting", meetingId: await meeting() };
    await done(ana.post("/decisions", proposal("Le code", [{ kind: "publish-social-code", versionId: version.id }], way)));
  }

  let model = new Model(figuresOf(isCouncil), paris, start);
  let id: string | null = null;
  let told: Told = null;
  let trail: readonly unknown[] = [];
  let rows: string | null = null;
  /** The words of each attempt, as they were accepted; and what the council said of it. */
  const words: Map<string, { choice: Choice; argument: string | null }>[] = [];
  let ruled: boolean | null = null;
  const now = () => house.clock.now.getTime();

  for (const [index, step] of life.entries()) {
    if (now() > start + 300 * day) return;
    const where = `step ${index} ${JSON.stringify(step)}, ${house.clock.now.toISOString()}`;
    const claim = (isSo: boolean, what: string) => {
      if (!isSo) throw new Error(`${where}: ${what}`);
    };
    const same = (ours: unknown, theirs: unknown, what: string) =>
      claim(isDeepStrictEqual(ours, theirs), `${what}: ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)}`);
    const at = `/decisions/${id ?? newId()}`;

    /** What is asked for, as the next attempt: a part opens an envelope, with a name that is new where it did so before. */
    const wanted = ({ text, partIds }: { text: string; partIds: readonly string[] }) => ({
      text,
      parts: partIds.map((part) => {
        const before = (told?.effects ?? []).filter(({ partId }: Told) => partId === part).length;
        return { id: part, title: `Partie ${part}`, changes: part === "c" ? [] : [openEnvelope(`${part} ${before + 1}`)] };
      }),
    });
    const attempt = (name: Name, body: object) =>
      id === null ? people[name].post("/decisions", { title: "Quoi ?", ...body }) : people[name].post(`${at}/attempts`, body);

    /** The step: what is answered, and what the model says of it: a code, "" where it is done, null where it does not know. */
    const act = async (): Promise<{ reply?: Reply; says: string | null }> => {
      switch (step.do) {
        case "wait":
        case "end": {
          const closesAt = Date.parse(told?.attempts.at(-1).closesAt ?? house.clock.now.toISOString());
          house.clock.now = new Date(step.do === "wait" ? now() + step.ms : Math.max(now(), closesAt - step.before));
          return { says: "" };
        }
        case "look":
          await Promise.all(Array.from({ length: step.times }, () => doDueWork(house.database.orm, house.clock.now, effects)));
          return { says: "" };
        case "open": {
          const isLast = step.isLast && step.way === "ballots";
          const reply = await attempt(step.who, { way: step.way, ...wanted(step), isLastResort: isLast });
          if (step.who === "eve") return { reply, says: "not_proposing" };
          const tried = id === null ? new Model(figuresOf(isCouncil), paris, now()) : model;
          const says = tried.open(now(), { ...step, voters: deciders, isLast }, null);
          if (says === "") [model, ruled] = [tried, null];
          if (says === "") words.push(new Map());
          return { reply, says };
        }
        case "meet": {
          const { blocker } = step;
          const meetingId = await meeting();
          rows = await rowsOf(collectiveId);
          const said = blocker ? [{ voterId: people[blocker].memberId, choice: "block", argument: "dit là" }] : [];
          const reply = await attempt(step.who, { way: "meeting", meetingId, said, ...wanted(step) });
          if (step.who === "eve") return { reply, says: "not_proposing" };
          const tried = id === null ? new Model(figuresOf(isCouncil), paris, now()) : model;
          const says = tried.open(now(), { ...step, voters: deciders, isLast: false }, { blocker });
          if (says === "") [model, ruled] = [tried, null];
          if (says === "") model.list(meetingId, now());
          if (says === "") words.push(new Map(blocker ? [[people[blocker].memberId, { choice: "block", argument: "dit là" }]] : []));
          return { reply, says };
        }
        case "list": {
          if (id === null) return { says: "" };
          model.list(await meeting({ decisions: [{ text: "On en parle.", decisionId: id }] }), now());
          return { says: "" };
        }
        case "see": {
          const reply = await people[step.who].post(`${at}/sights`);
          return { reply, says: id === null ? "not_found" : "" };
        }
        case "cast": {
          const { choice, argument } = step;
          const reply = await people[step.who].post(`${at}/ballots`, { choice, argument });
          if (id === null) return { reply, says: "not_found" };
          const says = model.cast(step.who, choice, argument);
          const { memberId } = people[step.who];
          if (says === "") words.at(-1)?.delete(memberId);
          if (says === "") words.at(-1)?.set(memberId, { choice, argument: argument === "" ? null : argument });
          return { reply, says };
        }
        case "reopen": {
          const partIds = step.id === null ? null : [step.id];
          const reply = await people[step.who].post(`${at}/reopenings`, { partIds, reason: "On a appris." });
          if (id === null) return { reply, says: "not_found" };
          return { reply, says: step.who === "eve" ? "not_proposing" : model.reopen(now(), step.id) };
        }
        case "rule": {
          const { isAdopted } = step;
          const reply = await people[step.who].post(`${at}/rulings`, { isAdopted, memberIds: [people.eve.memberId] });
          if (id === null) return { reply, says: "not_found" };
          if (model.isAwaited && !council.includes(step.who)) return { reply, says: "not_in_council" };
          const says = model.rule(now(), isAdopted);
          if (says === "") ruled = isAdopted;
          return { reply, says };
        }
        case "wrong": {
          const [asking, code = null] = (wrongs[step.which] as (typeof wrongs)[number])({ ...people, slug, at });
          const reply = await asking;
          claim(reply.status >= 400, `${reply.status}, and it is wrong`);
          return { reply, says: code };
        }
      }
    };

    if (!["time", "look", "list", "meet"].includes(kindOf(step))) rows ??= await rowsOf(collectiveId);
    const { reply, says } = await act();
    model.tick(now());
    const isRefused = reply !== undefined && reply.status >= 300;
    if (reply && isRefused) {
      const { code } = reply.body;
      claim(reply.status >= 400 && reply.status < 500, `${reply.status} ${JSON.stringify(reply.body)}`);
      claim(String(reply.headers["content-type"]).startsWith(problemType), "a refusal is a problem");
      same(statusByCode[code as keyof typeof statusByCode], reply.status, `the status of ${code}`);
      if (says !== null) same(code, says, "refused");
      tally(code);
      same(await rowsOf(collectiveId), rows, "rows after a refusal");
    } else same("", says, "done, and the model");
    if (step.do === "open" || step.do === "meet") id ??= isRefused ? null : reply?.body.id;
    if (id === null) continue;

    const before = told;
    if (isRefused) continue;
    if (kindOf(step) !== "time") rows = null;
    // What is answered is what is told; but for what only its reader may do.
    const { mayPropose, mayVote, ...read } = reply?.body ?? (await done(ana.get(`/decisions/${id}`)));
    told = read;

    // As the model says.
    tally(told.state);
    same(told.state, model.status, "where it stands");
    const parts = told.parts.map((part: Told) => `${part.id} ${part.state}`).sort();
    same(parts, [...model.parts].map(([part, { state }]) => `${part} ${state}`).sort(), "its parts");
    same([told.lastResort.attempts, told.lastResort.meetings], [model.spaced, model.listedMeetings], "towards the last resort");
    const wordsTold = told.attempts.map(({ ballots }: Told) =>
      ballots.map(({ voterId, choice, argument }: Told) => [voterId, { choice, argument }]),
    );
    same(
      wordsTold,
      words.map((each) => [...each]),
      "what was said",
    );

    // Law 1.
    const from = before?.state ?? "proposed";
    const mayBe = arrows[kindOf(step)]?.[from] ?? from;
    claim(mayBe.split(" ").includes(told.state), `from ${from} to ${told.state}`);

    // Law 2.
    for (const { number, outcome, isLastResort } of told.attempts) {
      const said = [...(words[number - 1]?.values() ?? [])].map(({ choice }) => choice);
      const count = (choice: Choice) => said.filter((each) => each === choice).length;
      const sides = said.length - count("abstain");
      if (outcome?.kind !== "adopted") continue;
      tally(`adopted by ${outcome.by}`);
      if (outcome.by === "consent") claim(count("block") === 0, `adopted against ${count("block")} blocks`);
      else claim(isLastResort, `adopted by ${outcome.by}, and it was not the last resort`);
      if (outcome.by === "vote") claim(count("agree") * 3 >= sides * 2 && count("agree") > 0, `adopted by ${count("agree")} of ${sides}`);
      if (outcome.by === "council" && number === told.attempts.length) same(ruled, true, "adopted, and the council");
    }

    // Law 4.
    if (kindOf(step) !== "time") {
      const trailNow = (await done(ana.get(`/audit?subjectId=${id}&limit=200`))).items.reverse();
      same(trailNow.slice(0, trail.length), trail, "the trail only grows");
      trail = trailNow;
    }
    for (const list of ["effects", "meetings", "reopenings"] as const) {
      const kept = (before?.[list] ?? []).filter((old: Told) => !told[list].some((one: Told) => isDeepStrictEqual(one, old)));
      same(kept, [], `${list} that are not told any more`);
    }
    for (const old of before?.attempts ?? []) {
      const one = told.attempts[old.number - 1];
      const { ballots, counts, secondsLeft, spokeIds, sawIds, notYetIds, outcome, ...opened } = old;
      for (const [field, value] of Object.entries(opened)) same(one[field], value, `attempt ${old.number}, ${field}`);
      if (outcome !== null && outcome.kind !== "waiting") same(one, old, `attempt ${old.number}, which is over`);
      const others = ballots.filter(({ voterId }: Told) => step.do !== "cast" || voterId !== people[step.who].memberId);
      for (const ballot of others)
        claim(
          one.ballots.some((now: Told) => isDeepStrictEqual(now, ballot)),
          "a word of another is gone",
        );
    }

    // Law 5.
    const fresh = told.effects.filter((one: Told) => !before?.effects.some((old: Told) => isDeepStrictEqual(old, one)));
    const standing = told.parts.filter(({ state }: Told) => state === "stands");
    for (const { attempt: number, partId } of fresh) {
      tally("done");
      claim(
        standing.some((part: Told) => part.id === partId && part.attempt === number),
        `${partId} of attempt ${number} was done, and does not stand`,
      );
    }
    const places = told.effects.map(({ attempt: number, partId, place }: Told) => `${number}.${partId}.${place}`);
    same(places, [...new Set(places)], "each change is done once");
    if (step.do === "look" || (step.do === "meet" && told.state !== "postponed"))
      for (const { id: partId, attempt: number } of standing)
        claim(partId === "c" || places.includes(`${number}.${partId}.0`), `${partId} stands, and was not done`);
    const made = told.effects.map(({ attempt: number, partId, place, refusal }: Told) => {
      same(refusal, null, `${partId} of attempt ${number}`);
      return told.attempts[number - 1].parts.find((part: Told) => part.id === partId).changes[place].name;
    });
    if (fresh.length > 0 || step.do === "look") {
      const { items: envelopes } = await done(ana.get("/envelopes?limit=200"));
      same(envelopes.map(({ name }: Told) => name).sort(), [...made, "Déjà là"].sort(), "envelopes");
    }
    same(
      told.effects.length,
      trail.filter((event: Told) => event.action === "decision.applied").length,
      "the trail tells each thing that was done",
    );
  }
}

async function done(asking: Promise<Reply>): Promise<Told> {
  const { status, body } = await asking;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** Lives that come everywhere: random ones alone would not, each time. */
const told: Record<"vote" | "council", Step[]> = (() => {
  const asking = { text: "Comme c’était.", partIds: ["a", "b"], who: "bob" } as const;
  const opens = (more: Partial<Extract<Step, { do: "open" }>> = {}): Step => ({
    ...{ do: "open", ...asking, partIds: [...asking.partIds], way: "ballots", isLast: false },
    ...more,
  });
  const says = (who: Name, choice: Choice, argument: Cast["argument"] = ""): Step => ({ do: "cast", who, choice, argument });
  const [ends, looks, lists]: [Step, Step, Step] = [{ do: "end", before: 0 }, { do: "look", times: 3 }, { do: "list" }];
  const reopens = (who: Name, id: Extract<Step, { do: "reopen" }>["id"]): Step => ({ do: "reopen", who, id });
  const mistakes = wrongs.map((_, which): Step => ({ do: "wrong", which }));
  const blocks: Step[] = [opens(), says("dan", "block", "parce que"), lists, ends, looks];
  const week: Step = { do: "wait", ms: 8 * day };
  return {
    vote: [
      ...[opens({ who: "eve" }), opens({ isLast: true }), opens(), opens(), says("eve", "agree"), says("dan", "block"), ...mistakes],
      ...[
        says("dan", "block", "parce que"),
        { do: "see", who: "cleo" } as const,
        lists,
        { do: "end", before: 1 } as const,
        says("ana", "agree"),
      ],
      ...[ends, says("dan", "agree"), opens(), reopens("ana", null), week, ...blocks, opens({ isLast: true }), week],
      ...[opens({ isLast: true }), says("dan", "block", "parce que"), says("ana", "agree"), says("bob", "agree"), ends, looks, looks],
      ...[reopens("ana", null), opens(), reopens("ana", "c"), { do: "wait", ms: 32 * day } as const, { do: "wait", ms: 32 * day } as const],
      ...[{ do: "wait", ms: 32 * day } as const, reopens("eve", "a"), reopens("ana", "a"), opens({ partIds: ["b"] })],
      ...[opens({ partIds: ["a"], way: "announced" }), ends, reopens("ana", "b"), looks, ...mistakes.slice(6, 8)],
      ...[
        { do: "meet", ...asking, partIds: ["b"], blocker: "cleo" } as const,
        { do: "meet", ...asking, partIds: ["b"], blocker: null } as const,
      ],
    ],
    council: [
      ...[
        ...blocks,
        { do: "rule", who: "eve", isAdopted: true } as const,
        week,
        opens({ isLast: true }),
        says("dan", "block", "parce que"),
      ],
      ...[
        ends,
        opens(),
        looks,
        { do: "rule", who: "ana", isAdopted: true } as const,
        { do: "rule", who: "eve", isAdopted: false } as const,
      ],
      ...[
        looks,
        reopens("ana", null),
        { do: "wait", ms: 100 * day } as const,
        reopens("ana", null),
        ...blocks,
        week,
        opens({ isLast: true }),
      ],
      ...[says("dan", "block", "parce que"), ends, { do: "rule", who: "bob", isAdopted: true } as const, looks],
    ],
  };
})();

t.test("lives that come everywhere", async (t) => {
  for (const [last, life] of Object.entries(told)) await live(life, last === "council", Date.parse("2026-03-12T09:00:00Z"));
  const expected =
    "open postponed adopted rejected reopened waiting adopted_by_consent adopted_by_vote adopted_by_council done not_proposing not_deciding attempt_open attempt_too_early decision_taken part_not_reopened last_resort_not_yet ballot_late block_without_argument decision_not_taken part_not_taken decision_resting council_awaited council_not_asked not_in_council name_taken not_found request_invalid not_logged_in attempt_hours proposal_invalid";
  t.same(
    expected.split(" ").filter((word) => !seen.has(word) && !seen.has(word.replaceAll("_", " "))),
    [],
    "every state, every end, every refusal",
  );
});

t.test("random lives", async (t) => {
  await asyncLaw(
    t,
    "arrows, no adoption against a block, refusals that change nothing, a history that grows, acts that are done once",
    fc.asyncProperty(
      lives,
      fc.constantFrom(false, false, true),
      fc.integer({ min: Date.parse("2026-02-02T00:00:00Z"), max: Date.parse("2026-11-01T00:00:00Z") }),
      live,
    ),
    Number(process.env.DECISION_RUNS ?? 3),
  );
  t.comment([...seen].map(([word, count]) => `${word} ${count}`).join(", "));
});
