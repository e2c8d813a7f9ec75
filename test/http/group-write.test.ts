import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { Refusal } from "../../src/domain/refusals.js";
import type { Caller } from "../../src/http/access.js";
import { field } from "../../src/http/fields.js";
import { groupWrite } from "../../src/http/group-write.js";
import { type House, openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

interface AnyCall {
  readonly caller: Caller;
  readonly body: { readonly name: string };
}

/** A route that opens third parties in groups. It remembers its groups, and may be told to fail. */
async function openMarket(t: Parameters<typeof openHouse>[0], locks: boolean) {
  const house = await openHouse(t);
  const groups: string[][] = [];
  const failing = new Set<string>();
  const name = field(z.string(), "A name.", "Imprimerie");
  groupWrite(house.app, "POST", "/api/v1/collectives/:collective/stalls", {
    access: ["member"],
    summary: "Open a stall.",
    params: z.object({ collective: field(z.string(), "Which collective.", "les-communs") }),
    body: z.object({ name }),
    answer: z.object({ name, place: field(z.number(), "Which one.", 1) }),
    status: 201,
    grows: [],
    work: {
      locks,
      load: async (_on, calls: readonly AnyCall[]) => {
        groups.push(calls.map(({ body }) => body.name));
        return { opened: 0 };
      },
      decide: (facts, { body }) => {
        if (body.name === "refused") throw new Refusal("name_taken", { at: "name", name: body.name });
        if (body.name === "bug") throw new TypeError("a bug");
        facts.opened++;
        return { value: { name: body.name, place: facts.opened }, change: body.name };
      },
      save: (calls, names) => stallInserts(calls[0]?.caller.collective.id ?? "", names, failing),
    },
  });
  const people = await house.collective("les-communs", { ana: [], bob: [] });
  return { house, groups, failing, ...people };
}

/** An insert a stall. One that fails does so half way: in the last part of what is saved. */
const stallInserts = (collectiveId: string, names: readonly string[], failing: ReadonlySet<string>): SQL[] =>
  names.map((name) => {
    const fails = failing.has(name) ? sql`where 1 / (length(${name}) - length(${name})) = 1` : sql``;
    return sql`insert into third_parties (collective_id, id, name, created_at)
      select ${collectiveId}::uuid, gen_random_uuid(), ${name}, now() ${fails}`;
  });

const stallsOf = async ({ database }: House): Promise<string[]> => {
  const result = (await database.orm.execute(sql`select name from third_parties order by name`)) as unknown as {
    rows?: { name: string }[];
  };
  return (result.rows ?? (result as unknown as { name: string }[])).map(({ name }) => name);
};

for (const [locks, how] of [
  [false, "by one statement"],
  [true, "under locks"],
] as const) {
  t.test(`those who come while others are being saved share the next transaction: ${how}`, async (t) => {
    const { house, groups, ana, bob } = await openMarket(t, locks);
    const names = Array.from({ length: 40 }, (_, place) => `stall ${String(place).padStart(2, "0")}`);
    const replies = await Promise.all(names.map((name, place) => (place % 2 ? ana : bob).post("/stalls", { name })));
    t.same(
      replies.map(({ status, body }) => [status, body.name]),
      names.map((name) => [201, name]),
    );
    t.same(groups.flat().sort(), names);
    t.ok(groups.length < 20, `${groups.length} groups`);
    t.same(await stallsOf(house), names);
  });

  t.test(`who is refused, and who the database refuses, harms nobody: ${how}`, async (t) => {
    const { house, groups, ana } = await openMarket(t, locks);
    await ana.post("/stalls", { name: "taken" });
    const names = ["a", "refused", "b", "taken", "c", "bug", "d"];
    const replies = await Promise.all(names.map((name) => ana.post("/stalls", { name }, { "idempotency-key": name })));
    t.same(
      replies.map(({ status }) => status),
      [201, 409, 201, 500, 201, 500, 201],
    );
    t.same(
      replies.map(({ body }) => body.code),
      [undefined, "name_taken", undefined, "unexpected", undefined, "unexpected", undefined],
    );
    t.ok(groups.some((group) => group.length > 1) && groups.some((group) => group.join() === "taken"), "the group, then each alone");
    t.same(await stallsOf(house), ["a", "b", "c", "d", "taken"]);
  });

  t.test(`a group that fails half way leaves nothing behind, also of its keys: ${how}`, async (t) => {
    const { house, failing, ana } = await openMarket(t, locks);
    failing.add("late");
    t.match(await ana.post("/stalls", { name: "late" }, { "idempotency-key": "k" }), { status: 500 });
    t.same(await stallsOf(house), []);
    failing.clear();
    t.match(await ana.post("/stalls", { name: "late" }, { "idempotency-key": "k" }), { status: 201, body: { name: "late", place: 1 } });
    t.match(await ana.post("/stalls", { name: "late" }, { "idempotency-key": "k" }), { status: 201, body: { name: "late", place: 1 } });
    t.same(await stallsOf(house), ["late"]);
  });

  t.test(`of two bodies under one key in one group, the second is told: ${how}`, async (t) => {
    const { house, ana } = await openMarket(t, locks);
    const headers = { "idempotency-key": "k" };
    const replies = await Promise.all(["first", "second", "first"].map((name) => ana.post("/stalls", { name }, headers)));
    t.match(replies, [
      { status: 201, body: { name: "first" } },
      { status: 409, body: { code: "idempotency_mismatch" } },
      { status: 201, body: { name: "first" } },
    ]);
    t.same(await stallsOf(house), ["first"]);
  });
}
