/** Decisions under concurrency: ballots and the close have one order, and what is adopted is done once. */

import { doDueWork } from "../../src/db/due-work.js";
import { effects } from "../../src/effects.js";
import { proposal, subscribe } from "../support/decision-stories.js";
import { openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

const closing = new Date("2026-03-17T09:00:00.000Z");

t.test("ballots, the close and its due work at one instant: one outcome, one effect, whoever comes first", async (t) => {
  const house = await openHouse(t);
  const names = ["ana", "bob", "cleo", "dora", "emil", "fay"] as const;
  const roles = Object.fromEntries(names.map((name) => [name, name === "ana" ? ["admin"] : []])) as Record<
    (typeof names)[number],
    string[]
  >;
  const people = await house.collective("les-communs", roles);
  const all: Person[] = names.map((name) => people[name]);
  await subscribe(people.ana, ...all);
  const { id: kindId } = (await people.ana.post("/kinds", { name: "Animation", unit: "h" })).body;
  for (let round = 0; round < 5; round += 1) {
    house.clock.now = new Date("2026-03-12T09:00:00.000Z");
    const change = { kind: "set-rate", kindId, rate: `${20 + round}.00`, fromOn: `2026-0${4 + round}-01` };
    const { id } = (await people.bob.post("/decisions", proposal(`Tarif ${round}`, [change]))).body;
    // Half of them speak a millisecond before the close, while it is taken.
    house.clock.now = new Date(closing.getTime() - 1);
    const words = all.map((person, index) =>
      person.post(`/decisions/${id}/ballots`, index % 3 === 0 ? { choice: "disagree", argument: "Trop." } : { choice: "agree" }),
    );
    const ends = [1, 2, 3, 4].map(() => doDueWork(house.database.orm, closing, effects));
    const said = await Promise.all(words);
    await Promise.all(ends);
    await doDueWork(house.database.orm, closing, effects);
    house.clock.now = closing;
    const { body } = await people.cleo.get(`/decisions/${id}`);
    t.equal(body.state, "adopted");
    t.equal(body.effects.length, 1, "done once");
    t.equal(body.effects[0].refusal, null);
    const taken = said.filter(({ status }) => status === 200).length;
    const refused = said.filter(({ body: answer }) => answer.code === "ballot_late").length;
    t.equal(taken + refused, all.length, "each word was taken or refused as late");
    t.equal(body.attempts[0].ballots.length, taken, "what was taken is counted");
    t.equal(body.attempts[0].outcome.counts.silent, all.length - taken, "the outcome was written after what it counts");
  }
  const rates = (await people.ana.get("/kinds")).body.items[0].rates;
  t.same(
    rates.map(({ rate }: { rate: string }) => rate),
    ["20.00", "21.00", "22.00", "23.00", "24.00"],
  );
});

t.test("one person says many things at once: the last that was taken counts, and none is lost", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  await subscribe(ana, ana, bob);
  const { id } = (await ana.post("/decisions", proposal("Horaires"))).body;
  const choices = ["agree", "disagree", "abstain", "block"] as const;
  const said = await Promise.all(
    Array.from({ length: 20 }, (_, index) => bob.post(`/decisions/${id}/ballots`, { choice: choices[index % 4], argument: `${index}` })),
  );
  t.ok(
    said.every(({ status }) => status === 200),
    "all taken",
  );
  const { body } = await ana.get(`/decisions/${id}`);
  t.equal(body.attempts[0].ballots.length, 1);
  const { counts } = body.attempts[0];
  t.equal(counts.agree + counts.disagree + counts.abstain + counts.block, 1);
});

t.test("two attempts opened at once: one is", async (t) => {
  const house = await openHouse(t);
  const { ana, bob } = await house.collective("les-communs", { ana: ["admin"], bob: [] });
  await subscribe(ana, ana, bob);
  const asked = proposal("Horaires");
  const { id } = (await ana.post("/decisions", asked)).body;
  await bob.post(`/decisions/${id}/ballots`, { choice: "block", argument: "Non." });
  house.clock.now = closing;
  await doDueWork(house.database.orm, closing, effects);
  const body = { way: "ballots", text: "Autrement.", parts: asked.parts };
  const tries = await Promise.all([ana, bob, ana, bob].map((person) => person.post(`/decisions/${id}/attempts`, body)));
  t.same(tries.map(({ status }) => status).sort(), [201, 409, 409, 409]);
  t.equal((await ana.get(`/decisions/${id}`)).body.attempts.length, 2);
});
