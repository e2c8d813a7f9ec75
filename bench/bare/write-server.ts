/**
 * The bare counterpart of `bench write`: Fastify, a JWT to verify, one insert into a table without indexes, foreign
 * keys or history, through postgres.js. What a competent developer writes in an afternoon, without any of our promises.
 *
 *   DATABASE_URL=… SECRET=… PORT=4001 node --import tsx bench/bare/write-server.ts
 */
import { randomUUID } from "node:crypto";
import { createVerifier } from "fast-jwt";
import Fastify from "fastify";
import postgres from "postgres";

const { DATABASE_URL = "", SECRET = "", PORT = "0" } = process.env;
const sql = postgres(DATABASE_URL, { max: 10, onnotice: () => {} });
const verify = createVerifier({ key: SECRET, algorithms: ["HS256"], cache: 1000 });

await sql`create table if not exists bare_contributions (
  id uuid primary key, member_id uuid not null, kind_id uuid not null, quantity numeric, claim_minor bigint, day_on date not null, note text not null)`;

interface Body {
  kindId: string;
  quantity: string;
  claim: string;
  dayOn: string;
  note: string;
}

const text = { type: "string" } as const;
const body = {
  type: "object",
  required: ["kindId", "quantity", "claim", "dayOn", "note"],
  properties: { kindId: text, quantity: text, claim: text, dayOn: text, note: text },
};

const app = Fastify();
app.post<{ Body: Body }>("/contributions", { schema: { body } }, async (request, reply) => {
  const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
  const { sub } = verify(token) as { sub: string };
  const { kindId, quantity, claim, dayOn, note } = request.body;
  const id = randomUUID();
  const claimMinor = String(Math.round(Number(claim) * 100));
  await sql`insert into bare_contributions (id, member_id, kind_id, quantity, claim_minor, day_on, note)
    values (${id}, ${sub}, ${kindId}, ${quantity}, ${claimMinor}, ${dayOn}, ${note})`;
  reply.code(201);
  return { id, memberId: sub, kindId, quantity, claim, dayOn, note };
});
await app.listen({ host: "127.0.0.1", port: Number(PORT) });
