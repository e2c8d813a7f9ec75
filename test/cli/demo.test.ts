/** The demonstration: its story is told to a service, and what it says holds. */
import { PassThrough, Readable } from "node:stream";
import { roundLines } from "../../src/cli/demo-rounds.js";
import { beganDaysAgo, tellStory } from "../../src/cli/demo-story.js";
import { verify } from "../../src/cli/verify.js";
import { readConfig } from "../../src/config.js";
import { createSetupToken } from "../../src/features/collectives/setup.actions.js";
import { reach } from "../support/decision-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

/** Spaces of amounts, as they are typed. */
const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll(/[\u00a0\u202f]/g, " "));

t.test("the rounds of the demonstration hold on any day, and its ledger verifies", async (t) => {
  const house = await openHouse(t);
  // The last day of a year, in the evening.
  house.clock.now = new Date("2027-12-31T22:30:00Z");
  const told = await tellStory(house.app, (await createSetupToken(house.database.orm, house.clock.now)) as string, "fr");
  t.same(plain(roundLines(told.rounds, "fr")), [
    "Un cobudget clos : Premier cobudget du Quai, 1 200,00 € de crédits pour 5 personnes",
    "  «Composteur de la cour» a 370,00 €, au moins son minimum de 350,00 € : il devient une enveloppe. Référent·e : Bastien.",
    "  «Bibliothèque d’objets» a été accepté avec 210,00 € : il devient une enveloppe. Référent·e : Idriss.",
    "  «Fresque du pignon» a 270,00 € pour un minimum de 420,00 € : il rend à chacun·e ce qu’il ou elle a fléché.",
    "  Ce qui est rendu, et ce que personne n’a fléché, revient à «Petits projets» : 620,00 €.",
    "  Bastien a changé d’avis, et repris 50,00 € à «Composteur de la cour».",
    "  Qui avait fléché combien ne se voit que depuis la clôture.",
    "",
    "Un cobudget en cours, jusqu’au 13/01/2028 : Deuxième cobudget du Quai",
    "  Repas partagé du mois          130,00 € fléchés, au moins le minimum de 120,00 € ; au plus 180,00 €",
    "  Fresque du pignon, au pochoir  140,00 € fléchés, il manque 100,00 € pour le minimum de 240,00 €",
    "  Bancs de la cour               30,00 € fléchés, il manque 40,00 € pour le minimum de 70,00 €",
    "  Il reste 450,00 € à flécher, au plus 80,00 € par personne et par projet.",
    "  Dans l’API : GET …/rounds, …/rounds/{id}/buckets et …/rounds/{id}/settlement ; POST …/rounds/{id}/pledges pour flécher.",
  ]);

  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const place = { database: house.database, config: readConfig({}) };
  t.equal(await verify(["--collective", told.slug], { stdin: Readable.from([]), stdout, stderr, place }), 0, String(stderr.read()));
  t.match(String(stdout.read()), new RegExp(`^${told.entries} écritures vérifiées`));

  // A visitor pledges with a login that was shown.
  const { round, buckets } = told.rounds[1] as (typeof told.rounds)[number];
  const at = `/api/v1/collectives/${told.slug}/rounds/${round.id}`;
  const login = { email: told.logins[2]?.email, password: told.password, transport: "bearer" };
  const { accessToken: token } = (await house.ask("POST", "/api/v1/session", { body: login })).body;
  const pledge = { bucketId: buckets[0]?.bucket.id, amount: "20.00" };
  t.hasStrict(await house.ask("POST", `${at}/pledges`, { token, body: pledge }), { status: 201, body: { left: "70.00" } });
});

t.test("it lives by a social code: a decision in each state, a contract with its money, a signed charter, a filled matrix", async (t) => {
  const house = await openHouse(t);
  const ends = new Date("2027-12-31T22:30:00Z");
  house.clock.now = new Date(ends.getTime() - beganDaysAgo * 86_400_000);
  const clock = {
    now: () => house.clock.now,
    // The house’s clock stands still between two instants; the story’s last one is today.
    reach: (instant: Date) => reach(house, (instant > ends ? ends : instant < house.clock.now ? house.clock.now : instant).toISOString()),
  };
  const token = (await createSetupToken(house.database.orm, house.clock.now)) as string;
  const told = await tellStory(house.app, token, "fr", clock, ends);
  t.same(house.clock.now, ends, "the story ends today");
  const login = { email: told.logins[0]?.email, password: told.password, transport: "bearer" };
  const { accessToken } = (await house.ask("POST", "/api/v1/session", { body: login })).body;
  const look = async (path: string) => (await house.ask("GET", `/api/v1/collectives/${told.slug}${path}`, { token: accessToken })).body;
  const { items: decisions } = await look("/decisions?limit=200");
  const states = new Set(decisions.map(({ state }: { state: string }) => state));
  t.same([...states].sort(), ["adopted", "open", "postponed", "rejected", "reopened", "waiting"]);
  const effects = await Promise.all(decisions.map(async ({ id }: { id: string }) => (await look(`/decisions/${id}`)).effects));
  t.same(
    effects.flat().flatMap(({ refusal }) => refusal ?? []),
    [],
    "what was adopted could be done",
  );
  const { items: contracts } = await look("/contracts");
  t.match(contracts, [{ status: "signed", received: [{ amount: "10000.00", currency: "EUR" }] }]);
  const { items: charters } = await look("/charters");
  t.match(charters, [{ status: "in-force" }]);
  const { versions } = await look(`/charters/${charters[0].id}`);
  t.ok(Object.values(versions[0].articles).every(Boolean), "each article says something");
  const { version } = await look("/social-code");
  const code = version.sections.map(({ text }: { text: string }) => text).join();
  t.match(code, /née d’un atelier de quartier/);
  t.notMatch(code, /Écrivez ici/, "nothing is left to write");
  t.match((await look("/resources")).items, [{ users: [{ contractId: contracts[0].id }] }]);
  t.match((await look("/review-periods")).items, [{ title: "L’accueil, ce trimestre" }]);
  // Odile is not of the workshop: she reads what was harvested to be published, without who said it, and what was gathered.
  const { items: retrospectives } = await look("/retrospectives");
  t.match(retrospectives, [{ words: 7, closedAt: ends.toISOString() }]);
  const odile = { email: told.logins[2]?.email, password: told.password, transport: "bearer" };
  const { accessToken: outside } = (await house.ask("POST", "/api/v1/session", { body: odile })).body;
  const path = `/api/v1/collectives/${told.slug}/retrospectives/${retrospectives[0].id}`;
  const read = (await house.ask("GET", path, { token: outside })).body;
  t.match(read, { isInside: false, words: 5, gathering: /^On garde les soirées/ });
  t.same(
    read.said.map(({ kind, byId }: { kind: string; byId: string | null }) => [kind, byId]),
    ["nugget", "nugget", "nugget", "strength", "pebble"].map((kind) => [kind, null]),
  );
  const wealth = await look("/wealth");
  t.match(
    wealth.kinds.map(({ name, givers, quantity, amount }: Record<string, unknown>) => [name, givers, quantity ?? amount]),
    [
      ["Denrées données", 3, "89.5"],
      ["Facilitation", 4, "148.5"],
      ["Frais", 2, "61.40"],
      ["Heures", 5, "432.25"],
      ["Salle prêtée", 1, "2"],
      ["Hospitalité", 2, null],
      ["Joie", 2, null],
      ["Soin", 2, null],
    ],
    "hours, money, goods, care and joy, each with its own total or with none",
  );
  const wordsOf = (member: string) =>
    wealth.members.find(({ name }: { name: string }) => name === member).cells.flatMap(({ words }: { words: unknown[] }) => words);
  t.match(wordsOf("Yann"), [{}, { note: /accordéon/, by: "Idriss", isThanks: true }], "thanks from peers");
  t.match(wordsOf("Solène"), [{}, { note: /pris des nouvelles/, by: "Noor", isThanks: true }]);
  t.match(wordsOf("Maëlle"), [{ note: /Un repas porté/, isThanks: false }], "in its giver’s own words");
});
