/**
 * The demonstration's story: an invented collective (fixtures/demo) filled through the service's own routes, by the
 * people themselves, so that it can show nothing that a real collective could not do.
 *
 *   a kit built in common (a grant of 3,000.00 €): contributions from a spreadsheet, a printer's bill, a bank fee, a
 *   sharing by a key, paid in part, one share partly left to the commons
 *   a neighbourhood project whose charter splits 8,272.00 € into 712, 5,480 and 2,080
 *   an over-claimed envelope, 10,000.00 € for 15,000.00 € of wishes, open, to settle together
 *   circles with their sheets, links and meetings (demo-circles): an action is open, and one circle has not met for a while
 *   how it decides (demo-governance), where time may pass: a social code, a decision in each state, a contract, a signed charter
 *   two rounds on a residents' fund (demo-rounds): one closed, 1,200.00 € of credits, and one to pledge in
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Demonstration } from "../app.js";
import type { Language } from "../domain/refusals.js";
import { type CirclesFixture, tellCircles } from "./demo-circles.js";
import { type GovernanceFixture, type GovernanceScene, type StoryClock, tellAgreements, tellDecisions } from "./demo-governance.js";
import { type Answer, type RoundsFixture, type ToldRound, tellRounds } from "./demo-rounds.js";

/** fixtures/demo/collective.json, read as it is: the story fails loudly where it does not fit. */
interface Fixture {
  collective: { name: string; slug: string; currency: string; timeZone: string; locale: "fr" | "en"; country: string };
  password: string;
  modules: string[];
  people: { id: string; name: string; email?: string; roles: string[]; standing?: string }[];
  structures: { id: string; name: string; pays?: string; standing?: string }[];
  circles: { id: string; name: string; purpose: string; pilots: string[]; contributors: string[] }[];
  kinds: {
    id: string;
    name: string;
    unit: string | null;
    isExpense?: boolean;
    nature?: string;
    rates?: { from: string; rate: string }[];
  }[];
  given: { member: string; by: string; kind: string; circle: string; quantity?: string; dayOn: string; note: string }[];
  thanks: { from: string; to: string; kind: string; circle: string; note: string }[];
  siren: string;
  valued: { kind: string; as: string; from: string; rate: string; source: string }[];
  plans: { envelope: string; lines: unknown[] }[];
  thirdParties: string[];
  funds: { id: string; name: string }[];
  envelopes: ({ id: string; name: string; circle: string; referent: string; funder: string } & Record<string, unknown>)[];
  moneyIn: { envelope: string; amount: string; nature: string; source: string; document: string; datedOn: string }[];
  expected: { envelope: string; amount: string; source: string; status: string; expectedOn: string }[];
  /** Examples that banks publish. */
  ibans: Record<"bank" | "coordination" | "support" | "noor", string>;
  bills: {
    envelope: string;
    thirdParty: string;
    amount: string;
    nature: string;
    document: string;
    label: string;
    billedOn: string;
    paidOn: string;
  }[];
}

interface OverClaimed {
  logLinesOf: string;
  contributions: ({ member: string; kind: string } & Record<string, unknown>)[];
  kept: { member: string; amount: string; remainder: string }[];
}

export interface Told {
  readonly slug: string;
  readonly name: string;
  readonly password: string;
  readonly logins: readonly { name: string; email: string; does: string }[];
  readonly imports: readonly { file: string; rows: number }[];
  readonly entries: number;
  readonly headHash: string;
  readonly envelopes: readonly Answer[];
  /** The posted sharing of the kit: its document and result as downloaded, and whom to explain. */
  readonly kit: { id: string; document: Answer; result: Answer; explained: string; names: ReadonlyMap<string, string> };
  readonly charter: Answer;
  /** The names of the funds, by id. */
  readonly funds: ReadonlyMap<string, string>;
  readonly overClaimed: Answer;
  readonly rounds: readonly ToldRound[];
}

/** The folder of the demonstration's files, in a checkout and in the package. */
export const demoFolder = new URL("../../fixtures/demo", import.meta.url).pathname;
const file = (name: string): string => readFileSync(join(demoFolder, name), "utf8");

const governance = JSON.parse(file("governance.json")) as GovernanceFixture;
/** How long before it ends a story begins whose clock is moved on. */
export const { beganDaysAgo } = governance;

/** The story for who looks around in a browser: where it is, and who they may be. */
export const demonstrationOf = ({ slug, password, logins }: Told): Demonstration => ({
  ...{ slug, password, logins: logins.map(({ name, email }) => ({ name, email })) },
});

/**
 * Tells the story to a service whose database is empty; `setupToken` opens its first collective, answers come in `language`.
 * Decisions take days: they are told where the service goes by a clock that can be moved on, until it `ends`.
 */
export async function tellStory(
  app: FastifyInstance,
  setupToken: string,
  language: Language,
  clock?: StoryClock,
  ends = new Date(),
): Promise<Told> {
  const fixture = JSON.parse(file("collective.json")) as Fixture;
  const { slug } = fixture.collective;
  const at = `/api/v1/collectives/${slug}`;
  const tokens = new Map<string, string>();

  const ask = async (method: "GET" | "POST" | "PUT" | "PATCH", url: string, who: string | null, body?: unknown): Promise<Answer> => {
    const token = who === null ? undefined : tokens.get(who);
    const response = await app.inject({
      method,
      url,
      headers: { "accept-language": language, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    if (response.statusCode >= 400) throw new Error(`the demonstration stumbled at ${method} ${url}: ${response.body}`);
    return response.body ? response.json() : null;
  };
  const post = (who: string, path: string, body?: unknown) => ask("POST", `${at}${path}`, who, body ?? {});
  const look = (who: string, path: string) => ask("GET", `${at}${path}`, who);
  const logIn = async (id: string, email: string) => {
    const opened = await ask("POST", "/api/v1/session", null, { email, password: fixture.password, transport: "bearer" });
    tokens.set(id, opened.accessToken);
  };

  // The first person opens the setup link; the others are added, and those with an e-mail open their invitation.
  const [founder, ...others] = fixture.people as [Fixture["people"][number], ...Fixture["people"]];
  const founderEmail = founder.email as string;
  await ask("POST", "/api/v1/setup", null, {
    token: setupToken,
    collective: { ...fixture.collective, starterKinds: false },
    person: { name: founder.name, email: founderEmail, password: fixture.password },
  });
  await logIn(founder.id, founderEmail);
  await ask("PATCH", at, founder.id, { modules: fixture.modules, siren: fixture.siren });
  const me = founder.id;
  const members = new Map<string, string>();
  members.set(founder.id, (await ask("GET", "/api/v1/session", me)).collectives[0].memberId);
  const standingOf = (standing?: string) => (standing ? { standing, fromOn: "2026-01-01", untilOn: null } : null);
  for (const { id, name, standing } of fixture.structures) {
    members.set(id, (await post(me, "/members", { kind: "structure", name, joinedOn: "2026-01-01", standing: standingOf(standing) })).id);
  }
  for (const person of others) {
    const payee = fixture.structures.find(({ pays }) => pays === person.id);
    const made = await post(me, "/members", {
      kind: "person",
      name: person.name,
      email: person.email ?? null,
      joinedOn: "2026-01-01",
      standing: standingOf(person.standing),
      payeeId: payee ? members.get(payee.id) : null,
    });
    members.set(person.id, made.id);
    if (person.roles.length > 0) await ask("PUT", `${at}/members/${made.id}/roles`, me, { roles: person.roles });
    if (person.email === undefined) continue;
    const { token } = await post(me, `/members/${made.id}/invitation`);
    await ask("POST", "/api/v1/invitations/accept", null, { token, email: person.email, password: fixture.password });
    await logIn(person.id, person.email);
  }
  const member = (id: string): string => members.get(id) as string;

  // Circles, kinds, third parties, funds, envelopes and their money.
  const idsOf = async <Row extends { id: string }>(rows: readonly Row[], make: (row: Row) => Promise<Answer>) => {
    const ids = new Map<string, string>();
    for (const row of rows) ids.set(row.id, (await make(row)).id);
    return ids;
  };
  const circles = await idsOf(fixture.circles, ({ name, purpose, pilots, contributors }) =>
    post(me, "/circles", { name, purpose, pilots: pilots.map(member), contributors: contributors.map(member) }),
  );
  const circle = (id: string): string => circles.get(id) as string;
  const { timeZone } = fixture.collective;
  const told = { now: app.moisson.now, timeZone, member, circle };
  const asks = (method: "GET" | "POST" | "PUT" | "PATCH", who: string, path: string, body?: unknown) =>
    ask(method, `${at}${path}`, who, body);
  const kinds = await idsOf(fixture.kinds, ({ id: _, rates, ...kind }) =>
    post(me, "/kinds", { ...kind, rate: rates?.[0] ? { fromOn: rates[0].from, rate: rates[0].rate } : null }),
  );
  const thirdParties = await idsOf(
    fixture.thirdParties.map((name) => ({ id: name })),
    ({ id: name }) => post("odile", "/third-parties", { name }),
  );
  await post("odile", "/banks", { name: "Compte courant" });
  const funds = await idsOf(fixture.funds, ({ name }) => post("odile", "/funds", { name }));
  const envelopes = await idsOf(fixture.envelopes, ({ id: _, circle, referent, funder, ...envelope }) =>
    post(me, "/envelopes", {
      ...envelope,
      circleId: circles.get(circle),
      referentId: member(referent),
      funderId: thirdParties.get(funder),
    }),
  );
  const envelope = (id: string): string => envelopes.get(id) as string;

  // Weeks pass while they decide; then it is today.
  const scene: GovernanceScene = {
    ...told,
    ask: asks,
    reach: async (instant) => {
      await clock?.reach(instant);
      for (const { id, email } of fixture.people) if (email) await logIn(id, email);
    },
    language,
    admin: me,
    nameOf: (id) => fixture.people.find((each) => each.id === id)?.name ?? id,
    people: fixture.people.map(({ id }) => member(id)),
    envelope,
    kind: (id) => kinds.get(id) as string,
    thirdParty: (name) => thirdParties.get(name) as string,
  };
  const decided = clock && (await tellDecisions(governance, scene));
  if (decided) await scene.reach(ends);
  await tellCircles(JSON.parse(file("circles.json")) as CirclesFixture, { ...told, ask: asks });
  for (const { envelope: id, source, ...money } of fixture.moneyIn) {
    await post("odile", `/envelopes/${envelope(id)}/money-in`, { ...money, sourceId: thirdParties.get(source) });
  }
  for (const { envelope: id, ...money } of fixture.expected) {
    await post("odile", `/envelopes/${envelope(id)}/expected-money`, { ...money, sourceId: thirdParties.get(money.source) });
  }
  for (const { envelope: id, thirdParty, paidOn, ...bill } of fixture.bills) {
    await post("odile", "/bills", {
      ...bill,
      envelopeId: envelope(id),
      thirdPartyId: thirdParties.get(thirdParty),
      payment: { datedOn: paidOn },
    });
  }

  // Contributions: a spreadsheet, lines of a notebook, one typed in a line, and some by hand.
  const imports: { file: string; rows: number }[] = [];
  const bringIn = async (who: string, name: string, more: Record<string, unknown> = {}) => {
    let staged = await post(who, "/imports/text", { name, text: file(name), ...more });
    // A busy machine answers before it has read the file.
    while (staged.status === "staging") staged = await look(who, `/imports/${staged.id}`);
    if (staged.errorsCounted > 0) throw new Error(`${name}: ${JSON.stringify(staged.errors)}`);
    const applied = await post(who, `/imports/${staged.id}/application`);
    imports.push({ file: name, rows: applied.rowsApplied });
  };
  await bringIn("idriss", "kit.csv");
  const overClaimed = JSON.parse(file("accueil.json")) as OverClaimed;
  await bringIn(overClaimed.logLinesOf, "accueil.txt", {
    profile: "log-lines",
    memberId: member(overClaimed.logLinesOf),
    envelopeId: envelope("accueil"),
  });
  const understood = await post("noor", "/contributions/understand", {
    line: "2 h facilitation #kit-incubateur bilan des essais, le 24/03/2026",
  });
  await post("noor", "/contributions", {
    kindId: understood.kindId,
    envelopeId: understood.envelopeId,
    circleId: circles.get("kit"),
    quantity: understood.quantity,
    dayOn: understood.dayOn,
    note: understood.note,
  });
  for (const { member: who, kind, ...contribution } of overClaimed.contributions) {
    await post("bastien", "/contributions", {
      ...contribution,
      memberId: member(who),
      kindId: kinds.get(kind),
      envelopeId: envelope("accueil"),
      circleId: circles.get("accueil"),
    });
  }

  // What is given in more than hours and money, beside it in the matrix of wealth; no sharing counts it.
  for (const { member: who, by, kind, circle: within, ...given } of fixture.given)
    await post(by, "/contributions", { ...given, memberId: member(who), kindId: kinds.get(kind), circleId: circle(within) });
  for (const { from, to, kind, circle: within, note } of fixture.thanks)
    await post(from, "/thanks", { toId: member(to), kindId: kinds.get(kind), circleId: circle(within), note });

  // What they are worth for the accounts, and what the kit’s funder was told of its money.
  for (const { kind, as, from, rate, source } of fixture.valued) {
    await asks("PUT", "odile", `/volunteering/kinds/${kinds.get(kind)}`, { valuedAs: as });
    await asks("PUT", "odile", `/volunteering/kinds/${kinds.get(kind)}/rates/${from}`, { rate, source });
  }
  for (const { envelope: id, lines } of fixture.plans) await asks("PUT", "odile", `/envelopes/${envelope(id)}/plan`, { lines });

  // The kit's sharing: proposed by Idriss, adopted by Maëlle, who gets nothing of it, posted and paid by Odile.
  const kit = await post("idriss", "/sharings", {
    envelopeId: envelope("kit"),
    title: "Kit incubateur, premier trimestre",
    fromOn: "2026-01-01",
    untilOn: "2026-03-31",
    amount: "1800.00",
    key: {
      steps: [
        { kind: "levy", to: funds.get("commons"), percent: "5" },
        { kind: "reimburse", kinds: [kinds.get("expense")] },
        { kind: "weights", kinds: ["hours", "facilitation", "room"].map((kind) => kinds.get(kind)), cap: true },
      ],
    },
  });
  await carryThrough(post, kit.id, "idriss", me, "odile");
  const kitTable = await look("odile", `/sharings/${kit.id}`);
  // Whoever is paid is owed it first: a payment on the day of the sharing's entry, not before.
  const { datedOn } = await look("odile", `/entries/${kitTable.entryId}`);
  const shareOf = (id: string, nature: string) =>
    kitTable.shares.find((share: Answer) => share.memberId === member(id) && share.nature === nature);
  for (const who of ["solene", "bastien", "idriss"])
    await post("odile", `/members/${member(who)}/footings`, { footing: "employee", fromOn: "2026-01-01" });
  await post("odile", "/payments", {
    datedOn,
    document: "Virement groupé n° 1",
    items: [shareOf("solene", "work"), shareOf("bastien", "work"), shareOf("bastien", "expenses"), shareOf("idriss", "work")].map(
      ({ id, amount, nature }: Answer) => ({
        shareId: id,
        amount,
        ...(nature === "expenses" ? { reason: "Tickets vus en réunion." } : {}),
      }),
    ),
  });
  await post("noor", `/shares/${shareOf("noor", "work").id}/waiver`, { fundId: funds.get("commons"), amount: "20.00" });

  // Where some of them are paid: each writes their own, the treasurer those of the account and of structures.
  const [bank] = (await look("odile", "/banks")).items;
  const details = (who: string, owner: string, iban: string) => ask("PUT", `${at}/bank-details/${owner}`, who, { iban });
  await details("odile", `bank/${bank.id}`, fixture.ibans.bank);
  for (const who of ["coordination", "support"] as const) await details("odile", `member/${member(who)}`, fixture.ibans[who]);
  await details("noor", `member/${member("noor")}`, fixture.ibans.noor);

  // The charter: three fixed lines, to the cent.
  const charter = await post(me, "/sharings", {
    envelopeId: envelope("vergers"),
    title: "Charte des vergers, article 5",
    untilOn: "2026-06-30",
    members: [member("coordination"), member("support")],
    key: {
      steps: [
        {
          kind: "fixed",
          lines: [
            { to: { fund: funds.get("association") }, amount: "712.00" },
            { to: { member: member("coordination") }, amount: "5480.00" },
            { to: { member: member("support") }, amount: "2080.00" },
          ],
        },
      ],
    },
  });
  await carryThrough(post, charter.id, "bastien", me, "odile");

  // The over-claimed envelope stays open: two have said what they keep asking, the others have not yet.
  const open = await post("bastien", "/sharings", {
    envelopeId: envelope("accueil"),
    title: "Accueil, premier trimestre",
    untilOn: "2026-03-31",
    key: { steps: [{ kind: "claims", settle: "deliberate", unpaid: "carry" }] },
  });
  const table = await post("bastien", `/sharings/${open.id}/open`);
  for (const { member: who, amount, remainder } of overClaimed.kept) {
    const line = table.lines.find((each: Answer) => each.memberId === member(who) && each.asked !== null);
    await ask("PUT", `${at}/sharings/${open.id}/lines/${line.line}/kept`, who, { kept: amount, remainder });
  }

  const rounds = await tellRounds(JSON.parse(file("rounds.json")) as RoundsFixture, {
    ask: asks,
    ...told,
    nameOf: (memberId) => fixture.people.find(({ id }) => member(id) === memberId)?.name ?? memberId,
    envelope,
  });

  if (decided) await tellAgreements(governance, scene, decided.reopened);

  const head = await look("odile", "/ledger/head");
  return {
    slug,
    name: fixture.collective.name,
    password: fixture.password,
    logins: fixture.people.flatMap(({ name, email, id, roles }) =>
      email
        ? [
            {
              name,
              email,
              does: [...roles, ...(fixture.circles.some(({ pilots }) => pilots.includes(id)) ? ["pilot"] : [])].join(", ") || "contributor",
            },
          ]
        : [],
    ),
    imports,
    entries: Number(head.position),
    headHash: head.hash,
    envelopes: (await look("odile", "/envelopes")).items,
    kit: {
      id: kit.id,
      document: await look("odile", `/sharings/${kit.id}/document`),
      result: await look("odile", `/sharings/${kit.id}/result`),
      explained: member("solene"),
      names: new Map([...fixture.people, ...fixture.structures].map(({ id, name }) => [member(id), name])),
    },
    charter: await look("odile", `/sharings/${charter.id}`),
    funds: new Map(fixture.funds.map(({ id, name }) => [funds.get(id) as string, name])),
    overClaimed: await look("odile", `/sharings/${open.id}`),
    rounds,
  };
}

/** Opens, proposes, adopts and posts a sharing, each by who may. */
async function carryThrough(
  post: (who: string, path: string, body?: unknown) => Promise<Answer>,
  id: string,
  proposes: string,
  adopts: string,
  posts: string,
): Promise<void> {
  await post(proposes, `/sharings/${id}/open`);
  await post(proposes, `/sharings/${id}/propose`);
  await post(adopts, `/sharings/${id}/adopt`);
  await post(posts, `/sharings/${id}/post`);
}
