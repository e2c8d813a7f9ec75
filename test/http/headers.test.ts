/** What every answer tells a browser it may do: nothing that comes from elsewhere. */

import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

t.test("a page loads its own things alone: scripts, styles and fonts of this very host", async (t) => {
  const house = await openHouse(t);
  const { headers } = await house.ask("GET", "/api/v1/service");
  const policy = new Map(
    String(headers["content-security-policy"])
      .split(";")
      .map((each) => each.trim().split(" "))
      .map(([directive, ...sources]) => [directive, sources.join(" ")]),
  );
  for (const directive of ["default-src", "script-src", "style-src", "font-src"]) t.equal(policy.get(directive), "'self'", directive);
  t.equal(policy.get("object-src"), "'none'");
});

t.test("no answer is kept on the way, or by a browser", async (t) => {
  const house = await openHouse(t);
  for (const url of ["/api/v1/service", "/api/v1/collectives/nowhere/bank-details"]) {
    const { headers } = await house.ask("GET", url);
    t.equal(headers["cache-control"], "no-store", url);
  }
});
