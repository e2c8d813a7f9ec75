/**
 * Charters in stories: the 8,272.00 of a project, shared between the association (712.00, called 10 %), Ana and Bob.
 *
 *   const { ana, charter } = await openProject(t);
 *   const id = await charter.inForce();
 */
import type { Test } from "tap";
import { openVillage } from "./sharing-stories.js";
import { type House, openHouse, type Person } from "./stories.js";

export const words = "lu et approuvé";

export async function openProject(t: Test, given?: House) {
  const house = given ?? (await openHouse(t));
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cleo: [], tom: ["treasurer"], zoe: ["admin"] });
  const { ana, bob, cleo, tom, zoe } = village.people;
  const association = await village.structure("Association");
  const member = (of: Person | string) => ({ kind: "member", id: typeof of === "string" ? of : of.memberId });
  const text = (more: Record<string, unknown> = {}) => ({
    title: "Récit du Commun",
    articles: { object: "Écrire et imprimer le récit du commun.", values: "Soin, réciprocité." },
    startsOn: "2026-03-01",
    parties: [
      { ...member(association), role: "Porte le projet" },
      { ...member(ana), role: "Écrit" },
      { ...member(bob), role: "Met en page" },
    ],
    total: "8272.00",
    lines: [
      { label: "Association", party: member(association), percent: "10", amount: "712.00" },
      { label: "Rédaction", party: member(ana), deliverables: "Le texte.", amount: "5480.00" },
      { label: "Mise en page", party: member(bob), amount: "2080.00" },
    ],
    ...more,
  });
  const done = async (reply: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await reply;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers
    return body as any;
  };
  const write = async (more: Record<string, unknown> = {}): Promise<string> => (await done(ana.post("/charters", text(more)))).id;
  const sign = (by: Person, id: string, more: Record<string, unknown> = {}) =>
    by.post(`/charters/${id}/signatures`, { name: by.name, words, ...more });
  /** A paper with the text as it stands. */
  const paper = async (by: Person, id: string, party: unknown, name: string, more: Record<string, unknown> = {}) => {
    const readChangedAt = (await by.get(`/charters/${id}`)).body.versions.at(-1).changedAt;
    return sign(by, id, { party, name, how: "paper", signedOn: "2026-03-12", readChangedAt, ...more });
  };
  /** Signed by all three: Ana and Bob here, the association on paper. */
  const inForce = async (more: Record<string, unknown> = {}) => {
    const id = await write(more);
    await done(ana.post(`/charters/${id}/open`));
    await done(sign(ana, id));
    await done(sign(bob, id));
    return done(paper(ana, id, member(association), "Pour l’association, Odile"));
  };
  return { house, village, ana, bob, cleo, tom, zoe, association, member, text, done, write, sign, paper, inForce };
}
