import { openVillage } from "../support/sharing-stories.js";
import { type House, openHouse, type Person } from "../support/stories.js";
import { t } from "../support/tap.js";

let house: House;
t.before(async () => {
  house = await openHouse(t);
});

const period = { fromOn: "2026-01-01", untilOn: "2026-03-31" };

t.test("what peers say, and what it comes to", async (t) => {
  const village = await openVillage(house, { ana: ["admin"], bob: [], cleo: [], tom: [] });
  const { ana, bob, cleo, tom } = village.people;
  const [kit, salon] = [await village.envelope("Kit"), await village.envelope("Salon")];
  const summary = async (envelope?: string) =>
    (await bob.get(`/members/${ana.memberId}/review-summary${envelope ? `?envelope=${envelope}` : ""}`)).body;
  t.same(await summary(kit), { memberId: ana.memberId, envelopeId: kit, reviewers: 0, scorers: 0, median: null });

  const of = (envelopeId: string) => ({ ofId: ana.memberId, envelopeId, ...period });
  t.match(await bob.post("/reviews", { ...of(kit), scores: { "5!": "4" } }), {
    status: 400,
    body: { code: "request_invalid", figures: { at: "body.scores.5!" }, detail: /: body\.scores\.5! : un mot ou quelques-uns, comme soin/ },
  });
  const first = await bob.post("/reviews", {
    ...of(kit),
    strengths: " À l’écoute. ",
    weaknesses: "En retard.",
    scores: { care: "4", quality: "5", impact: "4.0" },
  });
  t.match(first, {
    status: 201,
    body: {
      ofId: ana.memberId,
      byId: bob.memberId,
      contributionId: null,
      envelopeId: kit,
      ...period,
      strengths: "À l’écoute.",
      weaknesses: "En retard.",
      scores: { care: "4", quality: "5", impact: "4" },
      score: "4.3333",
      isPublished: false,
    },
  });
  t.match((await ana.get("/notices")).body.items, [{ what: "review.written", subjectId: first.body.id }], "she is told");
  t.match(await summary(kit), { reviewers: 1, scorers: 1, median: "4.3333" });

  const workshop = await village.logs("ana", kit, { kind: "hours", quantity: "3" });
  const second = await bob.post("/reviews", { contributionId: workshop, scores: { care: "5" } });
  t.match(second, {
    status: 201,
    body: { ofId: ana.memberId, contributionId: workshop, envelopeId: kit, fromOn: null, untilOn: null, score: "5" },
  });
  t.match(await summary(kit), { reviewers: 1, scorers: 1, median: "4.6667" }, "he counts once: (13/3 + 5)/2 = 14/3");
  await cleo.post("/reviews", { ...of(kit), scores: { care: "4" } });
  t.match(await summary(kit), { reviewers: 2, scorers: 2, median: "4.33335" });
  t.match(await tom.post("/reviews", { ...of(kit), strengths: "Merci." }), { status: 201, body: { score: null, scores: {} } });
  t.match(await summary(kit), { reviewers: 3, scorers: 2, median: "4.33335" }, "words alone are a review, and weigh nothing");
  await tom.post("/reviews", { ...of(salon), scores: { care: "2" } });
  t.match(await summary(salon), { reviewers: 1, scorers: 1, median: "2" });
  t.match(await summary(), { envelopeId: null, reviewers: 3, scorers: 3, median: "4" }, "4.6667, 4 and 2");
});

t.test("weaknesses are read by two, until the person reviewed publishes them", async (t) => {
  const village = await openVillage(house, { ana: [], bob: [], cleo: ["admin", "pilot", "treasurer"] });
  const { ana, bob, cleo } = village.people;
  const kit = await village.envelope("Kit");
  const said = { strengths: "Attentive.", weaknesses: "En retard.", scores: { care: "4" } };
  const { id } = (await bob.post("/reviews", { ofId: ana.memberId, envelopeId: kit, ...period, ...said })).body;
  const readBy = async (person: Person) => {
    const [one, list] = [await person.get(`/reviews/${id}`), await person.get("/reviews")];
    t.equal(one.status, 200);
    t.same(list.body.items, [one.body], "the list says the same");
    t.match(one.body, { strengths: "Attentive.", scores: { care: "4" } });
    return one.body.weaknesses;
  };
  t.same([await readBy(ana), await readBy(bob), await readBy(cleo)], ["En retard.", "En retard.", null], "nor does an admin");
  for (const person of [bob, cleo])
    t.match(await person.post(`/reviews/${id}/publication`), { status: 403, body: { code: "weaknesses_of_another" } });
  t.match(await ana.post(`/reviews/${id}/publication`), { status: 200, body: { isPublished: true, weaknesses: "En retard." } });
  t.match(await ana.post(`/reviews/${id}/publication`), { status: 200, body: { isPublished: true } }, "twice is once");
  t.equal(await readBy(cleo), "En retard.");

  t.match((await bob.patch(`/reviews/${id}`, { strengths: "Très attentive." })).body, { isPublished: true });
  t.match(await bob.patch(`/reviews/${id}`, { weaknesses: "Souvent en retard.", strengths: "Attentive." }), {
    status: 200,
    body: { isPublished: false },
  });
  t.equal(await readBy(cleo), null, "she did not agree to these words");

  const trail = (await cleo.get("/audit")).body.items.filter((event: { subjectId: string }) => event.subjectId === id);
  t.same(
    trail.map(({ action }: { action: string }) => action),
    ["review.amended", "review.amended", "review.published", "review.written"],
  );
  t.notMatch(JSON.stringify(trail), /retard|ttentive/);
});

t.test("a review is its author’s to amend", async (t) => {
  const village = await openVillage(house, { ana: [], bob: [], cleo: ["admin", "pilot", "treasurer"] });
  const { ana, bob, cleo } = village.people;
  const kit = await village.envelope("Kit");
  const { id } = (await bob.post("/reviews", { ofId: ana.memberId, envelopeId: kit, ...period, scores: { care: "4" } })).body;
  const change = (body: object, person: Person = bob) => person.patch(`/reviews/${id}`, body);
  house.clock.now = new Date("2026-03-13T09:00:00.000Z");
  t.match(await change({ scores: { care: "3", quality: "4" } }), {
    status: 200,
    body: { score: "3.5", createdAt: "2026-03-12T09:00:00.000Z", changedAt: "2026-03-13T09:00:00.000Z" },
  });
  const refused: [body: object, person: Person, status: number, code: string][] = [
    [{ scores: { care: "5" } }, ana, 403, "review_of_another"],
    [{ scores: { care: "5" } }, cleo, 403, "review_of_another"],
    [{ scores: { care: "3.0", quality: "4" } }, bob, 409, "nothing_changed"],
    [{}, bob, 409, "nothing_changed"],
    [{ scores: {} }, bob, 422, "review_empty"],
    [{ scores: { care: "5.5" } }, bob, 422, "score_invalid"],
  ];
  for (const [body, person, status, code] of refused)
    t.match(await change(body, person), { status, body: { code } }, `${person.name} ${JSON.stringify(body)}`);
  t.match((await bob.get(`/reviews/${id}`)).body, { score: "3.5" });
});

t.test("a sharing counts with reviews, and holds them once it is proposed", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], cleo: [], tom: ["treasurer"] });
  const { ana, bob, cleo, tom } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const { hours } = village.kinds;
  const workshop = await village.logs("bob", kit, { kind: "hours", quantity: "20" });
  await village.logs("cleo", kit, { kind: "hours", quantity: "20" });
  const key = { steps: [{ kind: "weights", kinds: [hours], quality: { min: "0.8", max: "1.2" }, cap: false }] };
  const sharing = await village.prepares("ana", kit, { key });
  const shares = async () => village.sharesOf((await ana.get(`/sharings/${sharing}`)).body);
  t.match(await shares(), { bob: "500.00", cleo: "500.00" }, "nobody scored: 500 and 500");

  const ofBob = { ofId: bob.memberId, envelopeId: kit, ...period };
  const early = { ...ofBob, fromOn: "2026-01-01", untilOn: "2026-04-30", scores: { care: "1" } };
  t.equal((await ana.post("/reviews", early)).status, 201, "its last day is after the sharing’s period: it waits");
  t.match(await shares(), { bob: "500.00" });
  const written = (await ana.post("/reviews", { ...ofBob, scores: { care: "5" } })).body;
  t.match(await shares(), { bob: "545.45", cleo: "454.55" }, "coefficient 1.2: 600 to 500");
  const ofWorkshop = (await tom.post("/reviews", { contributionId: workshop, scores: { care: "1" } })).body;
  t.match(await shares(), { bob: "500.00", cleo: "500.00" }, "5 and 1 → median 3, coefficient 1");
  await cleo.post("/reviews", { ...ofBob, scores: { care: "5", quality: "4" } });
  t.match(await shares(), { bob: "534.88", cleo: "465.12" }, "5, 1 and 4.5 → 4.5, coefficient 1.15: 575 to 500");

  house.clock.now = new Date("2026-03-12T10:00:00.000Z");
  await village.does("ana", "propose", sharing);
  const document = (await ana.get(`/sharings/${sharing}/document`)).body;
  const inDocument = (typeof document === "string" ? JSON.parse(document) : document).reviews;
  t.same(inDocument, [
    { of: bob.memberId, by: ana.memberId, score: "5" },
    { of: bob.memberId, by: tom.memberId, score: "1" },
    { of: bob.memberId, by: cleo.memberId, score: "4.5" },
  ]);
  for (const [person, { id }] of [
    [ana, written],
    [tom, ofWorkshop],
  ] as const)
    t.match(
      await person.patch(`/reviews/${id}`, { scores: { care: "2" } }),
      { status: 409, body: { code: "review_in_sharing", figures: { sharing: "Premier trimestre", state: "proposed" } } },
      person.name,
    );
  house.clock.now = new Date("2026-03-12T11:00:00.000Z");
  const late = await tom.post("/reviews", { ...ofBob, strengths: "Merci." });
  t.equal((await tom.patch(`/reviews/${late.body.id}`, { strengths: "Grand merci." })).status, 200, "it was written after");
  t.equal((await bob.post(`/sharings/${sharing}/objections`, { reason: "Un avis est à revoir." })).status, 201);
  t.match(await tom.patch(`/reviews/${ofWorkshop.id}`, { scores: { care: "3" } }), { status: 200, body: { score: "3" } });
  t.match(await shares(), { bob: "534.88" }, "3, 4.5 and 5 → 4.5 still");
});

t.test("criteria are the collective’s; scores given before the list changed stay", async (t) => {
  const village = await openVillage(house, { ana: ["admin"], bob: [], cleo: [] });
  const { ana, bob, cleo } = village.people;
  const kit = await village.envelope("Kit");
  const of = { ofId: ana.memberId, envelopeId: kit, ...period };
  t.match((await ana.get("")).body, { reviewCriteria: ["care", "quality", "impact"], hasAnonymousReviews: false });
  const { id } = (await bob.post("/reviews", { ...of, scores: { care: "4" } })).body;
  t.match(await ana.patch("", { reviewCriteria: ["écoute", "quality"] }), { status: 200, body: { reviewCriteria: ["écoute", "quality"] } });
  t.match(await cleo.post("/reviews", { ...of, scores: { care: "4" } }), {
    status: 422,
    body: { code: "unknown_criterion", figures: { at: "scores.care", known: ["écoute", "quality"] }, detail: /écoute, quality/ },
  });
  t.match(await cleo.post("/reviews", { ...of, scores: { écoute: "4" } }), { status: 201 });
  t.match(await bob.patch(`/reviews/${id}`, { scores: { care: "5", quality: "3" } }), { status: 200, body: { score: "4" } });
  t.match(await bob.patch(`/reviews/${id}`, { scores: { impact: "3" } }), { status: 422, body: { code: "unknown_criterion" } });
  for (const reviewCriteria of [["care", "care"], ["<b>"], [""]])
    t.match(await ana.patch("", { reviewCriteria }), { status: 400, body: { code: "request_invalid" } });
});

t.test("anonymous reviews: told from three reviewers on, and never by whom", async (t) => {
  const village = await openVillage(house, { ana: ["admin", "pilot"], bob: [], cleo: [], tom: ["treasurer"] });
  const { ana, bob, cleo, tom } = village.people;
  t.match(await bob.patch("", { hasAnonymousReviews: true }), { status: 403 });
  t.match((await ana.patch("", { hasAnonymousReviews: true })).body, { hasAnonymousReviews: true });
  t.match(await ana.patch("", { hasAnonymousReviews: false }), { status: 409, body: { code: "anonymity_kept" } }, "it cannot be undone");

  const kit = await village.envelope("Kit", "1000.00");
  const { hours } = village.kinds;
  await village.logs("bob", kit, { kind: "hours", quantity: "20" });
  await village.logs("cleo", kit, { kind: "hours", quantity: "20" });
  const key = { steps: [{ kind: "weights", kinds: [hours], quality: { min: "0.8", max: "1.2" }, cap: false }] };
  const sharing = await village.prepares("ana", kit, { key });
  const shares = async () => village.sharesOf((await ana.get(`/sharings/${sharing}`)).body);
  const summary = async () => (await ana.get(`/members/${bob.memberId}/review-summary`)).body;
  const listed = async (who: Person, query = "") => (await who.get(`/reviews?of=${bob.memberId}${query}`)).body.items;
  const says = async (who: Person, strengths: string, care: string) =>
    (await who.post("/reviews", { ofId: bob.memberId, envelopeId: kit, ...period, strengths, scores: { care } })).body;

  const own = await says(tom, "Calme.", "5");
  t.match(own, { byId: tom.memberId, scores: { care: "5" }, score: "5" }, "its author reads it");
  await says(ana, "Précis.", "4");
  t.match(await summary(), { reviewers: null, scorers: null, median: null }, "two are too few");
  t.same(await listed(cleo), []);
  t.match(await bob.get(`/reviews/${own.id}`), { status: 404 }, "nor does the person reviewed read them");
  t.match(await bob.patch(`/reviews/${own.id}`, { strengths: "Autre." }), { status: 404 }, "nor learn that it is there");
  t.equal((await listed(tom)).length, 1);
  t.same((await bob.get(`/members/${bob.memberId}/data`)).body.reviewsReceived, []);
  t.same(await shares(), { bob: "500.00", cleo: "500.00" }, "coefficient 1");

  await says(cleo, "Drôle.", "4.5");
  t.match(await summary(), { reviewers: 3, scorers: 3, median: "4.5" });
  t.match(
    await listed(bob),
    ["Drôle.", "Précis.", "Calme."].map((strengths) => ({ strengths, byId: null, scores: {}, score: null })),
  );
  t.same(await listed(bob, `&by=${tom.memberId}`), [], "asking by whom says nothing");
  t.equal((await listed(tom, `&by=${tom.memberId}`)).length, 1);
  t.same(await shares(), { bob: "534.88", cleo: "465.12" }, "the median 4.5: coefficient 1.15");
  t.same(
    (await ana.get(`/sharings/${sharing}/document`)).body.reviews,
    [
      { of: bob.memberId, by: "r1", score: "4" },
      { of: bob.memberId, by: "r2", score: "4.5" },
      { of: bob.memberId, by: "r3", score: "5" },
    ],
    "the lowest first, whoever wrote first",
  );
  await tom.patch(`/reviews/${own.id}`, { strengths: "Très calme." });
  const trail = (await ana.get("/audit")).body.items.filter(({ subject }: { subject: string }) => subject === "review");
  t.equal(trail.length, 4);
  for (const { byId, details } of trail) t.same({ byId, details }, { byId: null, details: {} });
  t.ok((await bob.get("/notices")).body.items.every(({ byId }: { byId: string | null }) => byId === null));
  t.match(await ana.get(`/members/${tom.memberId}/data`), { status: 200, body: { reviewsGiven: null } }, "nor through the record");
});

t.test("what is refused", async (t) => {
  const village = await openVillage(house, { ana: ["admin"], bob: [], cleo: [] });
  const elsewhere = await openVillage(house, { dora: ["admin"], eve: [] });
  const { ana, bob } = village.people;
  const { dora, eve } = elsewhere.people;
  const [kit, theirs] = [await village.envelope("Kit"), await elsewhere.envelope("Kit")];
  const own = await village.logs("ana", kit, { kind: "hours", quantity: "3" });
  const gone = await village.logs("bob", kit, { kind: "hours", quantity: "3" });
  await bob.post(`/contributions/${gone}/withdrawal`, { reason: "Deux fois." });
  const foreign = await elsewhere.logs("dora", theirs, { kind: "hours", quantity: "3" });
  const ofBob = { ofId: bob.memberId, envelopeId: kit, ...period };
  const words = { strengths: "Merci." };
  const refused: [asked: object, status: number, code: string, at?: string][] = [
    [{ ...ofBob, ofId: ana.memberId, ...words }, 422, "self_review", "ofId"],
    [{ contributionId: own, ...words }, 422, "self_review", "contributionId"],
    [ofBob, 422, "review_empty"],
    [{ ...ofBob, strengths: "  ", weaknesses: "", scores: {} }, 422, "review_empty"],
    [{ ...ofBob, scores: { care: "5.01" } }, 422, "score_invalid", "scores.care"],
    [{ ...ofBob, scores: { care: "0" } }, 422, "score_invalid", "scores.care"],
    [{ ...ofBob, scores: { constructor: "3" } }, 422, "unknown_criterion", "scores.constructor"],
    [words, 422, "review_unclear", "ofId"],
    [{ ...ofBob, contributionId: own, ...words }, 422, "review_unclear", "contributionId"],
    [{ ...ofBob, untilOn: null, ...words }, 422, "review_unclear", "untilOn"],
    [{ ...ofBob, untilOn: "2025-12-31", ...words }, 422, "days_reversed", "untilOn"],
    [{ ...ofBob, ofId: dora.memberId, ...words }, 422, "unknown_member", "ofId"],
    [{ ...ofBob, envelopeId: theirs, ...words }, 422, "unknown_envelope", "envelopeId"],
    [{ contributionId: foreign, ...words }, 404, "not_found", "contributionId"],
    [{ contributionId: gone, ...words }, 409, "contribution_withdrawn", "contributionId"],
    [{ ...ofBob, scores: { care: 4 } }, 400, "request_invalid"],
    [{ ...ofBob, scores: { care: "quatre" } }, 400, "request_invalid"],
    [{ ...ofBob, scores: { "<b>": "4" } }, 400, "request_invalid"],
    [{ ...ofBob, untilOn: "2026-02-30", ...words }, 400, "request_invalid"],
  ];
  for (const [asked, status, code, at] of refused)
    t.match(
      await ana.post("/reviews", asked),
      { status, body: { code, ...(at ? { figures: { at } } : {}) } },
      `${code} ${JSON.stringify(asked)}`,
    );
  const own2 = await ana.post("/reviews", { contributionId: own, ...words }, { "accept-language": "fr" });
  t.match(own2.body.detail, "On ne note pas sa propre contribution (Ana).");

  const { id } = (await dora.post("/reviews", { ofId: eve.memberId, envelopeId: theirs, ...period, ...words })).body;
  for (const reply of [
    await ana.get(`/reviews/${id}`),
    await ana.patch(`/reviews/${id}`, { strengths: "…" }),
    await ana.post(`/reviews/${id}/publication`),
    await ana.get(`/members/${eve.memberId}/review-summary`),
    await eve.get(`${village.address}/reviews`),
  ])
    t.match(reply, { status: 404, body: { code: "not_found" } });
  t.match((await dora.get(`/reviews/${id}`)).body, words, "nothing of it changed");
  t.same((await ana.get("/reviews")).body, { items: [], nextCursor: null });
  t.equal((await house.ask("GET", `${village.address}/reviews`)).status, 401);
});

t.test("pages and filters", async (t) => {
  const village = await openVillage(house, { ana: [], bob: [], cleo: [] });
  const { ana, bob, cleo } = village.people;
  const [kit, salon] = [await village.envelope("Kit"), await village.envelope("Salon")];
  const workshop = await village.logs("ana", salon, { kind: "hours", quantity: "3" });
  const ids: string[] = [];
  for (const [by, of, envelopeId] of [
    [bob, ana, kit],
    [bob, cleo, kit],
    [cleo, ana, kit],
    [ana, bob, salon],
  ] as const)
    ids.unshift((await by.post("/reviews", { ofId: of.memberId, envelopeId, ...period, strengths: "Merci." })).body.id);
  ids.unshift((await cleo.post("/reviews", { contributionId: workshop, strengths: "Merci." })).body.id);
  const found = async (query: string) => (await ana.get(`/reviews?${query}`)).body.items.map(({ id }: { id: string }) => ids.indexOf(id));
  t.same(await found(""), [0, 1, 2, 3, 4], "the latest first");
  t.same(await found(`of=${ana.memberId}`), [0, 2, 4]);
  t.same(await found(`by=${bob.memberId}`), [3, 4]);
  t.same(await found(`envelope=${salon}`), [0, 1], "of a contribution for it, too");
  t.same(await found(`of=${ana.memberId}&by=${cleo.memberId}&envelope=${kit}`), [2]);
  t.same(await found(`of=${kit}`), []);

  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { body }: Awaited<ReturnType<Person["get"]>> = await ana.get(`/reviews?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor;
  }
  t.same(seen, ids);
  t.match(await ana.get("/reviews?cursor=nonsense"), { status: 400, body: { code: "cursor_invalid" } });
});
