/** A charter that is followed: whoever has it open hears of each signature, instalment and step, and not of what it was. */
import { openProject } from "../support/charter-stories.js";
import { follow } from "../support/live.js";
import { t } from "../support/tap.js";

t.test("each act is told to who has the charter open, and what happens to an instalment too", async (t) => {
  const project = await openProject(t);
  const { house, village, ana, bob, association, member, sign, paper } = project;
  const id = await project.write();
  const url = await house.app.listen({ host: "127.0.0.1", port: 0 });
  const page = await follow(t, `${url}${village.address}/charters/${id}/events`, bob.token);
  await page.until(1);
  let told = 1;
  const isTold = async (change: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await change;
    if (status >= 300) throw new Error(JSON.stringify(body));
    told += 1;
    await page.until(told);
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the service answers
    return body as any;
  };
  await isTold(ana.post(`/charters/${id}/open`));
  await isTold(sign(ana, id));
  await isTold(sign(bob, id));
  const { envelopeId } = await isTold(paper(ana, id, member(association), "Pour l’association, Odile"));
  await village.receives(envelopeId, "500.00");
  const { instalments } = await isTold(ana.post(`/charters/${id}/instalments`, { amount: "500.00" }));
  await isTold(ana.post(`/sharings/${instalments[0].sharingId}/propose`, {}));
  await isTold(ana.post(`/charters/${id}/winding-down`, { reason: "Le livre est là." }));
  t.notMatch(page.heard(), new RegExp(`500\\.00|${bob.memberId}|Odile`));
  await house.app.close();
  await page.untilEnd();
});

t.test("a charter that is not there cannot be followed", async (t) => {
  const { ana, village } = await openProject(t);
  t.match(await ana.get(`/charters/${village.circleId}/events`), { status: 404, body: { code: "not_found" } });
});
