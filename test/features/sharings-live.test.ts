/** A sharing that is followed: whoever sits in the meeting hears of each change, and not of what was said. */

import { follow } from "../support/live.js";
import { deliberate, openVillage, periodUntil } from "../support/sharing-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("a new wish, a kept figure, a fair one, a wish said anew and a proposal are told, without who or how much", async (t) => {
  const house = await openHouse(t);
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const kit = await village.envelope("Kit", "1000.00");
  const line = await village.logs("bob", kit, { kind: "hours", quantity: "20", claim: "500.00" });
  const sharing = await village.prepares("ana", kit, { key: deliberate, untilOn: periodUntil });
  const { ana, bob } = village.people;
  const url = await house.app.listen({ host: "127.0.0.1", port: 0 });
  const page = await follow(t, `${url}${village.address}/sharings/${sharing}/events`, ana.token);
  await page.until(1);
  const more = { kindId: village.kinds.hours, envelopeId: kit, dayOn: "2026-03-02", quantity: "1", claim: "20.00", note: "Rangement" };
  t.match(await bob.post("/contributions", more), { status: 201 });
  await page.until(2);
  for (const [told, change] of [
    () => bob.put(`/sharings/${sharing}/lines/${line}/kept`, { kept: "431.00", remainder: "offered" }),
    () => ana.put(`/sharings/${sharing}/lines/${line}/fair`, { amount: "431.00" }),
    () => bob.patch(`/contributions/${line}`, { claim: "450.00" }),
    () => ana.post(`/sharings/${sharing}/propose`, {}),
  ].entries()) {
    t.match(await change(), { status: 200 });
    await page.until(told + 3);
  }
  t.notMatch(page.heard(), new RegExp(`431\\.|${bob.memberId}|${line}`));
  t.match(page.heard(), /"subject":"sharing"/);
  await house.app.close();
  await page.untilEnd();
});

t.test("a sharing that is not there cannot be followed", async (t) => {
  const house = await openHouse(t);
  const village = await openVillage(house, { ana: ["pilot"] });
  t.match(await village.people.ana.get(`/sharings/${village.circleId}/events`), { status: 404, body: { code: "not_found" } });
});
