/** A round that is followed: whoever looks at it hears of each change, in whichever process it was made, and of nothing more. */

import { follow } from "../support/live.js";
import { serve } from "../support/processes.js";
import { openRoundStory } from "../support/round-stories.js";
import { openHouse, storyStart, testSecret } from "../support/stories.js";
import { t } from "../support/tap.js";

const crew = { tom: ["treasurer"], ana: ["pilot"], bob: [] } as const;

t.test("a pledge, a change of mind and a new bucket are told, without who or how much", async (t) => {
  const house = await openHouse(t);
  house.clock.now = new Date(storyStart);
  const story = await openRoundStory(house, crew, { pilot: "ana", isSecret: true });
  const { ana, bob } = story.people;
  await story.share("300.00", [ana, bob]);
  const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
  const slug = (await ana.get("")).body.slug;
  const url = await house.app.listen({ host: "127.0.0.1", port: 0 });
  const page = await follow(t, `${url}/api/v1/collectives/${slug}${story.path("/events")}`, ana.token);
  await page.until(1);
  for (const [told, change] of [
    () => story.pledge(bob, compost, "30.00"),
    () => story.withdraw(bob, compost, "10.00"),
    () => story.bucket(bob, "Autre", "10.00"),
  ].entries()) {
    await change();
    await page.until(told + 2);
  }
  t.notMatch(JSON.stringify(page.heard()), new RegExp(`30\\.00|${bob.memberId}|${compost}`));
  await house.app.close();
  await page.untilEnd();
});

t.test(
  "two processes on one PostgreSQL: told across, and ended at once by SIGTERM",
  { skip: process.env.TEST_DATABASE_URL ? false : "needs PostgreSQL" },
  async (t) => {
    const house = await openHouse(t);
    house.clock.now = new Date();
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const dates = { proposalsFrom: at(-1), proposalsUntil: at(5), pledgesFrom: at(-1), pledgesUntil: at(6) };
    const story = await openRoundStory(house, crew, { pilot: "ana", ...dates });
    const { ana, bob } = story.people;
    await story.share("300.00", [ana, bob]);
    const compost = await story.bucket(bob, "Compost", "100.00", "200.00");
    const slug = (await ana.get("")).body.slug;
    const environment = { DATABASE_URL: house.database.url, SECRET: testSecret };
    const [one, other] = [await serve(t, environment), await serve(t, environment)];
    // A token of the tests lives for a year from the clock of the house; a stream ends with its token.
    const page = await follow(t, `${one.url}/api/v1/collectives/${slug}${story.path("/events")}`, ana.token);
    await page.until(1);
    const pledged = await fetch(`${other.url}/api/v1/collectives/${slug}${story.path("/pledges")}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bob.token}`, "content-type": "application/json" },
      body: JSON.stringify({ bucketId: compost, amount: "12.00" }),
    });
    t.equal(pledged.status, 201);
    await page.until(2);
    await one.stop();
    t.equal(one.child.exitCode, 0);
    await page.untilEnd();
  },
);
