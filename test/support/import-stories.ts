/**
 * Stories of imports: a collective with the people, circles, kinds and the envelope that the files of fixtures/imports
 * speak of, and somebody who sends files.
 *
 *   const { people } = await openWorkshop(house);
 *   const { body } = await send(people.ana, sample("contributions-fr.csv"));
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { newId } from "../../src/db/id.js";
import { circles, envelopes } from "../../src/db/schema/index.js";
import { type House, makeKind, type Person, type Reply } from "./stories.js";

/** A file of fixtures/imports, as its bytes. */
export const sample = (name: string): Buffer => readFileSync(fileURLToPath(new URL(`../../fixtures/imports/${name}`, import.meta.url)));

const boundary = "a-line-that-no-file-holds";

/** Sends a file as a form does, and waits until it is read. */
export async function send(person: Person, file: Buffer | string, query = "", headers: Record<string, string> = {}): Promise<Reply> {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="mars.csv"\r\nContent-Type: text/csv\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.from(file), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const reply = await person.post(`/imports${query}`, body, { ...headers, "content-type": `multipart/form-data; boundary=${boundary}` });
  return reply.status === 201 ? { ...reply, body: await untilRead(person, reply.body) } : reply;
}

/** Pastes rows, and waits until they are read. */
export async function paste(person: Person, pasted: { text: string; [option: string]: unknown }): Promise<Reply> {
  const reply = await person.post("/imports/text", pasted);
  return reply.status === 201 ? { ...reply, body: await untilRead(person, reply.body) } : reply;
}

/** An import once its file is read: a busy machine answers before. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers
async function untilRead(person: Person, opened: any): Promise<any> {
  let body = opened;
  while (body.status === "staging") body = { ...(await person.get(`/imports/${body.id}`)).body, isRepeat: body.isRepeat };
  return body;
}

export interface Workshop {
  readonly house: House;
  readonly collectiveId: string;
  readonly envelopeId: string;
  readonly circles: Readonly<Record<"accueil" | "coordination", string>>;
  readonly kinds: Readonly<Record<"facilitation" | "hours" | "animation" | "train" | "joy" | "hospitality", string>>;
  readonly people: Readonly<Record<"ana" | "bob" | "helene" | "zoe" | "leo" | "noemie" | "tom", Person>>;
}

let workshops = 0;

/** A workshop in a collective of its own. Ana is admin, Bob pilot, Tom treasurer; the others are members. It is the end of March 2026. */
export async function openWorkshop(house: House): Promise<Workshop> {
  house.clock.now = new Date("2026-03-31T09:00:00.000Z");
  workshops += 1;
  const people = await house.collective(`atelier-${workshops}`, {
    ana: ["admin"],
    bob: ["pilot"],
    tom: ["treasurer"],
    helene: [],
    zoe: [],
    leo: [],
    noemie: [],
  });
  const { collectiveId } = people;
  const createdAt = house.clock.now;
  const { orm } = house.database;
  const circle = async (name: string) => {
    const id = newId();
    await orm.insert(circles).values({ collectiveId, id, name, createdAt });
    return id;
  };
  const accueil = await circle("Accueil");
  const coordination = await circle("Coordination");
  const envelopeId = newId();
  await orm.insert(envelopes).values({ collectiveId, id: envelopeId, circleId: accueil, name: "Kit commun", currency: "EUR", createdAt });
  const kind = (name: string, unit: string | null, isExpense = false) => makeKind(house, collectiveId, { name, unit, isExpense });
  return {
    house,
    collectiveId,
    envelopeId,
    circles: { accueil, coordination },
    kinds: {
      facilitation: await kind("Facilitation", "h"),
      hours: await kind("Heures", "h"),
      animation: await kind("Animation", "h"),
      train: await kind("Train", "EUR", true),
      joy: await kind("Joie", null),
      hospitality: await kind("Hospitalité", null),
    },
    people,
  };
}
