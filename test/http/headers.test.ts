/** What every answer tells a browser it may do: nothing that comes from elsewhere. */

import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

const policyOf = (headers: Record<string, unknown>) =>
  new Map(
    String(headers["content-security-policy"])
      .split(";")
      .map((each) => each.trim().split(" "))
      .map(([directive, ...sources]) => [directive, sources.join(" ")]),
  );

t.test("a page loads its own things alone: scripts, styles and fonts of this very host", async (t) => {
  const house = await openHouse(t);
  for (const url of ["/", "/les-communs/contribute", "/nowhere.js"]) {
    const policy = policyOf((await house.ask("GET", url)).headers);
    for (const directive of ["default-src", "script-src", "style-src", "font-src"])
      t.equal(policy.get(directive), "'self'", `${url} ${directive}`);
    t.equal(policy.get("object-src"), "'none'", url);
  }
});

t.test("data loads nothing, is shown in no frame, and is read as what it says it is", async (t) => {
  const house = await openHouse(t);
  for (const url of ["/api/v1/service", "/api/v1/collectives/nowhere/bank-details", "/api/v1/nowhere"]) {
    const { headers } = await house.ask("GET", url);
    t.strictSame(
      [...policyOf(headers)],
      [
        ["default-src", "'none'"],
        ["frame-ancestors", "'none'"],
      ],
      url,
    );
    t.match(
      headers,
      { "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-resource-policy": "same-origin" },
      url,
    );
  }
});

t.test("behind https, pages and data both say to come back by https alone; over plain http nothing may", async (t) => {
  const [secured, plain] = [await openHouse(t, { publicUrl: "https://communs.example" }), await openHouse(t)];
  for (const url of ["/", "/api/v1/service"]) {
    t.match((await secured.ask("GET", url)).headers["strict-transport-security"], /^max-age=\d{7,}/, url);
    t.equal((await plain.ask("GET", url)).headers["strict-transport-security"], undefined, url);
  }
});

t.test("no answer is kept on the way, or by a browser", async (t) => {
  const house = await openHouse(t);
  for (const url of ["/api/v1/service", "/api/v1/collectives/nowhere/bank-details"]) {
    const { headers } = await house.ask("GET", url);
    t.equal(headers["cache-control"], "no-store", url);
  }
});

t.test("an address that cannot be read is refused as everything is", async (t) => {
  const house = await openHouse(t);
  for (const path of ["%ff", `x/members/${"a".repeat(300)}`]) {
    const { status, headers, body } = await house.ask("GET", `/api/v1/collectives/${path}`);
    t.match(
      { status, type: headers["content-type"], body },
      { status: 400, type: /^application\/problem\+json/, body: { code: "request_invalid", figures: { at: "path" } } },
      path.slice(0, 20),
    );
  }
});
