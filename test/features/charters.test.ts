/** Charters of cooperation: written, signed, in force, paid in instalments, revised, wound down. */

import { newId } from "../../src/db/id.js";
import { openProject, words } from "../support/charter-stories.js";
import { again, proposal, reach, subscribe } from "../support/decision-stories.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

/** What each line stands at: paid, asked, left, by label. */
const standing = (body: { split: { label: string; paid: string; asked: string; left: string }[] }) =>
  Object.fromEntries(body.split.map(({ label, paid, asked, left }) => [label, [paid, asked, left]]));

t.test("a draft may be incomplete; what does not hold together is refused with its figures", async (t) => {
  const { ana, bob, cleo, zoe, member, text, write, done } = await openProject(t);
  const empty = await done(bob.post("/charters", { title: "Idée" }));
  t.match(empty, { status: "draft", total: null, parties: [], versions: [{ number: 1, articles: { object: "" }, flags: [] }] });
  t.match(await zoe.post(`/charters/${empty.id}/open`), {
    status: 422,
    body: { code: "charter_without_parties", figures: { parties: 0, min: 2 } },
  });
  t.match(await cleo.patch(`/charters/${empty.id}`, { title: "Autre" }), { status: 403, body: { code: "charter_of_another" } });

  const [first, second, third] = text().lines;
  for (const [lines, code, figures] of [
    [[first, second, { ...third, amount: "2080.01" }], "split_above_total", { asked: "8272.01", total: "8272.00", over: "0.01" }],
    [[first, { ...second, percent: "90.5" }], "split_above_hundred", { sum: "100.5" }],
    [[{ ...first, party: member(cleo) }], "line_of_no_party", { at: "lines[0].party", line: "Association", name: "Cleo" }],
    [[{ ...first, amount: "0.00" }], "amount_not_positive", { at: "lines[0].amount" }],
    [[{ ...first, id: newId() }], "not_found", { at: "lines[0].id" }],
  ] as const)
    t.match(await ana.post("/charters", text({ lines })), { body: { code, figures } }, code);
  t.match(await ana.post("/charters", text({ lines: [{ ...first, percent: "100.5" }] })), {
    status: 400,
    body: { code: "request_invalid" },
  });
  t.match(await ana.post("/charters", text({ endsOn: "2026-02-01" })), { body: { code: "days_reversed" } });
  t.match(await ana.post("/charters", text({ parties: [{ kind: "third-party", id: newId() }] })), {
    body: { code: "unknown_third_party" },
  });

  for (const [more, code, figures] of [
    [{ articles: {} }, "charter_without_object", {}],
    [
      {
        articles: { object: "Écrire.\n\nÀ compléter : à qui.", values: "Un questionnaire à compléter par chacun·e." },
        parties: text().parties.map((party, place) => ({ ...party, role: place === 1 ? "[à compléter]" : party.role })),
        lines: [first, { ...second, deliverables: "To complete" }, third],
      },
      "charter_unfinished",
      {
        at: "articles.object",
        articles: ["object", "roles", "split"],
        places: ["articles.object", "parties[1].role", "lines[1].deliverables"],
      },
    ],
    [{ total: null }, "split_without_total", { lines: 3 }],
    [{ lines: [] }, "split_without_total", { lines: 0 }],
    [{ lines: [first, { ...second, amount: null, percent: "60" }, third] }, "split_incomplete", { without: ["Rédaction"] }],
  ] as const) {
    const id = await write(more);
    t.match(await ana.post(`/charters/${id}/open`), { status: 422, body: { code, figures } }, code);
  }
  const id = await write();
  t.match(await bob.post(`/charters/${id}/open`), { status: 403, body: { code: "role_missing" } }, "the circle’s word opens it");
  t.match(await ana.get(`/charters/${newId()}`), { status: 404 });
  t.match((await bob.get(`/charters?member=${bob.memberId}`)).body.items.length, 6);
});

t.test("712 € called 10 % of 8,272 € is 8.61 % of it, and 9.42 % of the other lines", async (t) => {
  const { cleo, write } = await openProject(t);
  const { body } = await cleo.get(`/charters/${await write()}`);
  t.same(
    body.versions[0].flags.map(({ lineId: _, ...flag }: { lineId: string }) => flag),
    [
      {
        ...{ label: "Association", percent: "10", amount: "712.00", ofTotal: "8.61", ofOthers: "9.42" },
        ...{ total: "8272.00", others: "7560.00", atPercent: "827.20" },
      },
    ],
  );
});

t.test("it is signed by its parties alone, each once, and the last signature makes its envelope and key", async (t) => {
  const { house, ana, bob, cleo, tom, association, member, write, sign, paper, done } = await openProject(t);
  const id = await write();
  t.match(await sign(ana, id), { status: 409, body: { code: "charter_not_open" } });
  t.match(await done(ana.post(`/charters/${id}/open`)), { status: "open", signed: 0, toSign: 3, awaitsMe: true });
  t.match(await bob.patch(`/charters/${id}`, { articles: { roles: "Chacun·e le sien." } }), { status: 200, body: { status: "open" } });
  t.match(await bob.patch(`/charters/${id}`, { total: null }), { body: { code: "split_without_total" } }, "what is open stays complete");

  t.match(await sign(cleo, id), {
    status: 422,
    body: { code: "not_a_party", figures: { name: "Cleo", parties: ["Association", "Ana", "Bob"] } },
  });
  t.match(await sign(bob, id, { words: "ok" }), { status: 422, body: { code: "charter_words_missing", figures: { words: "ok" } } });
  t.match(await sign(bob, id, { party: member(ana) }), { status: 403, body: { code: "signature_of_another", figures: { name: "Ana" } } });
  t.match(await sign(bob, id, { versionId: newId() }), { status: 409, body: { code: "charter_version_old" } });
  t.match(await done(sign(bob, id, { words: "« Lu et approuvé »", name: "Bob le metteur en page" })), {
    signed: 1,
    awaitsMe: false,
    versions: [
      {
        signatures: [{ name: "Bob le metteur en page", how: "here", signedOn: "2026-03-12" }],
        missing: [{ name: "Association" }, { name: "Ana" }],
      },
    ],
  });
  t.match(await sign(bob, id), { status: 409, body: { code: "charter_signed_already", figures: { signed: "2026-03-12" } } });
  t.match(await ana.patch(`/charters/${id}`, { total: "9000.00" }), {
    status: 409,
    body: { code: "charter_signed", figures: { signatures: 1 } },
  });

  t.match(await paper(bob, id, member(association), "Odile"), { status: 403, body: { code: "role_missing" } });
  t.match(await paper(tom, id, member(association), "Odile", { signedOn: "2026-03-13" }), { body: { code: "day_in_future" } });
  t.match(await paper(tom, id, member(association), "Odile", { signedOn: "2026-03-11" }), {
    status: 422,
    body: { code: "signature_before_text", figures: { signed: "2026-03-11", written: "2026-03-12" } },
  });
  t.match(await done(paper(tom, id, member(association), "Odile")), { status: "open", signed: 2 });
  house.clock.now = new Date("2026-03-14T09:00:00.000Z");
  const signed = await done(sign(ana, id));
  t.match(signed, { status: "in-force", held: "0.00", versions: [{ missing: [], inForceAt: "2026-03-14T09:00:00.000Z" }] });
  t.same(standing(signed), {
    Association: ["0.00", "0.00", "712.00"],
    Rédaction: ["0.00", "0.00", "5480.00"],
    "Mise en page": ["0.00", "0.00", "2080.00"],
  });
  t.match((await cleo.get(`/envelopes/${signed.envelopeId}`)).body, { name: "Récit du Commun", currency: "EUR" });
  const key = (await cleo.get(`/keys?envelope=${signed.envelopeId}`)).body.items[0];
  t.match(key, { id: signed.versions[0].keyId, state: "in-force", decisionId: null });
  t.same(
    key.key.steps[0].lines.map(({ amount }: { amount: string }) => amount),
    ["712.00", "5480.00", "2080.00"],
  );
  t.match(await sign(bob, id), { status: 409, body: { code: "charter_signed_already" } });
  const events = (await cleo.get("/audit?action=charter")).body.items.map(({ action }: { action: string }) => action);
  t.same(events.reverse(), [
    "charter.written",
    "charter.opened",
    "charter.changed",
    ...Array(3).fill("charter.signed"),
    "charter.enforced",
  ]);
  t.match((await bob.get(`/members/${bob.memberId}/data`)).body, {
    charters: [{ role: "Met en page" }],
    charterLines: [{ amount: "2080.00" }],
    signatures: [{ name: "Bob le metteur en page", isTheirs: true }],
  });
});

t.test("before it is in force, a new version makes signatures start anew", async (t) => {
  const { ana, bob, write, sign, done } = await openProject(t);
  const id = await write();
  await done(ana.post(`/charters/${id}/open`));
  await done(sign(bob, id));
  const { versions } = await done(bob.post(`/charters/${id}/versions`, { endsOn: "2026-12-31" }));
  t.match(versions, [
    { number: 1, signatures: [{ words }] },
    { number: 2, endsOn: "2026-12-31", openedAt: null, signatures: [] },
  ]);
  t.match(await sign(ana, id), { body: { code: "charter_not_open", figures: { version: 2 } } });
  t.match(await sign(ana, id, { versionId: versions[0].id }), { body: { code: "charter_version_old", figures: { latest: 2 } } });
  await done(ana.post(`/charters/${id}/open`));
  t.match(await done(sign(bob, id)), { signed: 1, toSign: 3 });
});

t.test("what was read is what is signed: a text that was written again meanwhile is to be read again", async (t) => {
  const { house, ana, bob, write, sign, done } = await openProject(t);
  const id = await write();
  const opened = await done(ana.post(`/charters/${id}/open`));
  const { changedAt: readChangedAt } = opened.versions[0];
  t.match(await ana.patch(`/charters/${id}`, {}), { status: 409, body: { code: "nothing_changed" } });
  house.clock.now = new Date(house.clock.now.getTime() + 1_000);
  const text = await done(ana.patch(`/charters/${id}`, { endsOn: "2026-12-31" }));
  t.match(await sign(bob, id, { versionId: opened.versions[0].id, readChangedAt }), {
    status: 409,
    body: { code: "charter_text_changed", figures: { version: 1 }, detail: /relisez-la/ },
  });
  t.match(await done(sign(bob, id, { readChangedAt: text.versions[0].changedAt })), { signed: 1 });
});

t.test("a paper says which text is on it: by its day, and on the day of that text by when it was written", async (t) => {
  const { house, ana, tom, association, member, write, sign, paper, done } = await openProject(t);
  const id = await write();
  const { changedAt: early } = (await done(ana.post(`/charters/${id}/open`))).versions[0];
  house.clock.now = new Date("2026-03-12T15:30:00.000Z");
  const { changedAt: late } = (await done(ana.patch(`/charters/${id}`, { endsOn: "2026-12-31" }))).versions[0];
  const party = member(association);
  const sheet = { party, name: "Odile", how: "paper", signedOn: "2026-03-12" };
  t.hasStrict(await sign(tom, id, sheet), {
    status: 422,
    body: {
      code: "charter_text_unsaid",
      figures: { at: "readChangedAt", charter: "Récit du Commun", written: late },
      detail:
        "«Récit du Commun» a été écrite ce jour-là, le 12/03/2026 à 16\u00a0h\u00a030 : dites que la feuille porte bien ce texte (readChangedAt).",
    },
  });
  t.match(await paper(tom, id, party, "Odile", { readChangedAt: early }), { status: 409, body: { code: "charter_text_changed" } });
  house.clock.now = new Date("2026-03-16T09:00:00.000Z");
  t.match(await paper(tom, id, party, "Odile", { signedOn: "2026-03-13", readChangedAt: early }), {
    body: { code: "charter_text_changed" },
  });
  t.match(await done(sign(tom, id, { ...sheet, signedOn: "2026-03-13" })), { signed: 1 }, "a later day has one text alone");

  const other = await write({ title: "Autre récit" });
  await done(ana.post(`/charters/${other}/open`));
  t.match(await sign(tom, other, { ...sheet, signedOn: "2026-03-15" }), { status: 422, body: { code: "signature_before_text" } });
  t.match(await done(sign(tom, other, { ...sheet, signedOn: "2026-03-16", readChangedAt: "2026-03-16T10:00:00.000+01:00" })), {
    signed: 1,
  });
});

t.test("an instalment is apportioned over what is left, to the cent, and paid by an ordinary sharing", async (t) => {
  const { village, ana, bob, zoe, tom, cleo, inForce, done } = await openProject(t);
  const { id, envelopeId } = await inForce();
  const ask = (body: unknown) => bob.post(`/charters/${id}/instalments`, body);
  t.match(await ask({ amount: "1000.00" }), { body: { code: "sharing_exceeds_left" } }, "the envelope is empty");
  await village.receives(envelopeId, "9000.00");
  t.match(await cleo.post(`/charters/${id}/instalments`, { amount: "10.00" }), { status: 403, body: { code: "charter_of_another" } });
  t.match(await ask({ amount: "8272.01" }), {
    status: 409,
    body: { code: "instalment_above_left", figures: { left: "8272.00", asked: "8272.01" } },
  });
  t.match(await ask({ amount: "0.00" }), { body: { code: "amount_not_positive" } });
  t.match(await ask({}), { status: 400 });
  const asked = await done(ask({ amount: "1000.00", note: "Premier tiers" }));
  t.same(standing(asked), {
    Association: ["0.00", "86.07", "625.93"],
    Rédaction: ["0.00", "662.48", "4817.52"],
    "Mise en page": ["0.00", "251.45", "1828.55"],
  });
  const [{ sharingId }] = asked.instalments;
  t.match((await bob.get(`/sharings/${sharingId}`)).body, { status: "open", amount: "1000.00", charter: { id, title: "Récit du Commun" } });
  t.match(await ana.patch(`/sharings/${sharingId}`, { amount: "2000.00" }), { status: 409, body: { code: "instalment_fixed" } });
  const equal = { steps: [{ kind: "equal" }] };
  t.match(await ana.patch(`/sharings/${sharingId}`, { key: equal }), { status: 409, body: { code: "instalment_fixed" } });
  t.match(await ana.patch(`/sharings/${sharingId}`, { title: "Tiers" }), { status: 200 });
  const posted = await village.settles(sharingId, { proposes: "ana", adopts: "zoe", posts: "tom" });
  t.same(village.sharesOf(posted), { Association: "86.07", ana: "662.48", bob: "251.45" });
  t.same(standing((await zoe.get(`/charters/${id}`)).body), {
    Association: ["86.07", "0.00", "625.93"],
    Rédaction: ["662.48", "0.00", "4817.52"],
    "Mise en page": ["251.45", "0.00", "1828.55"],
  });

  const lines = (await ana.get(`/charters/${id}`)).body.split.map((line: { id: string }) => line.id);
  t.match(await ask({ lines: [{ lineId: lines[2], amount: "1828.56" }] }), {
    status: 409,
    body: { code: "instalment_above_left", figures: { line: "Mise en page", left: "1828.55", asked: "1828.56" } },
  });
  t.match(await ask({ lines: [{ lineId: newId(), amount: "1.00" }] }), { status: 404 });
  const delivered = await done(ask({ lines: [{ lineId: lines[2], amount: "1828.55" }], note: "La maquette" }));
  t.match(standing(delivered)["Mise en page"], ["251.45", "1828.55", "0.00"]);
  await ana.post(`/sharings/${delivered.instalments[1].sharingId}/abandon`);
  t.match(standing((await ana.get(`/charters/${id}`)).body)["Mise en page"], ["251.45", "0.00", "1828.55"], "given up, it is left again");

  const whole = await done(ana.post("/sharings", { envelopeId, title: "Solde", untilOn: "2026-03-31" }));
  t.match(whole, { amount: "7272.00", charter: { id } }, "the envelope shared by its key is an instalment of all that is left");
  await done(ana.post(`/sharings/${whole.id}/open`));
  await village.settles(whole.id, { proposes: "ana", adopts: "zoe", posts: "tom" });
  const paid = (await ana.get(`/charters/${id}`)).body;
  t.same(standing(paid), {
    Association: ["712.00", "0.00", "0.00"],
    Rédaction: ["5480.00", "0.00", "0.00"],
    "Mise en page": ["2080.00", "0.00", "0.00"],
  });
  t.match(paid, { held: "728.00", instalments: [{ state: "paid" }, { state: "given-up", note: "La maquette" }, { state: "paid" }] });
  const reversed = await done(tom.post(`/sharings/${whole.id}/reverse`));
  t.equal(reversed.status, "reversed");
  t.match(standing((await ana.get(`/charters/${id}`)).body)["Mise en page"], ["251.45", "0.00", "1828.55"], "reversed, it is left again");
});

t.test("in a charter’s envelope, fixed lines are its instalments’ alone; what is left of a line is capped by the money", async (t) => {
  const { village, ana, member, bob, inForce, done } = await openProject(t);
  const { envelopeId, id } = await inForce();
  await village.receives(envelopeId, "500.00");
  const settings = { envelopeId, title: "Autre", untilOn: "2026-03-31" };
  const fixed = { steps: [{ kind: "fixed", lines: [{ to: { member: member(bob).id }, amount: "100.00" }] }] };
  t.match(await ana.post("/sharings", { ...settings, key: fixed }), { status: 409, body: { code: "charter_pays_by_instalments" } });
  t.match(await ana.post("/sharings", { ...settings, recurs: "monthly" }), { status: 409, body: { code: "instalment_fixed" } });
  const expenses = { steps: [{ kind: "reimburse", kinds: [village.kinds.train] }] };
  const other = await ana.post("/sharings", { ...settings, key: expenses });
  t.equal(other.status, 201);
  t.match(await ana.patch(`/sharings/${other.body.id}`, { key: fixed }), { status: 409, body: { code: "charter_pays_by_instalments" } });
  t.match(await done(ana.post("/sharings", settings)), { amount: "500.00", charter: { id } });
});

t.test("fixed lines of a key of its circle are none of a charter’s, where only third parties have lines", async (t) => {
  const { house, village, ana, tom, zoe, member, text, done, sign, paper } = await openProject(t);
  const party = { kind: "third-party", id: (await done(tom.post("/third-parties", { name: "Imprimerie du port" }))).id };
  const lines = [{ label: "Impression", party, amount: "600.00" }];
  const { id } = await done(ana.post("/charters", text({ parties: [member(ana), party], total: "600.00", lines })));
  await done(ana.post(`/charters/${id}/open`));
  await done(sign(ana, id));
  const { envelopeId } = await done(paper(tom, id, party, "M. Port"));
  await village.receives(envelopeId, "600.00");
  await subscribe(zoe, ana, zoe);
  const key = { steps: [{ kind: "fixed", lines: [{ to: { member: ana.memberId }, amount: "600.00" }] }] };
  const draft = await done(ana.post("/keys", { name: "Cercle", circleId: village.circleId, key }));
  await done(ana.post("/decisions", proposal("Une clé", [{ kind: "adopt-key", keyId: draft.id }])));
  await reach(house, "2026-03-17T09:00:00.000Z");
  const asked = { envelopeId, title: "Autre", untilOn: "2026-03-31" };
  t.match(await ana.post("/sharings", asked), { status: 409, body: { code: "charter_pays_by_instalments" } });
});

t.test("a sharing of its envelope that recurs keeps its own key: the next does not pay the whole split", async (t) => {
  const { village, ana, inForce } = await openProject(t);
  const { id, envelopeId } = await inForce();
  await village.receives(envelopeId, "9000.00");
  await village.logs("bob", envelopeId, { kind: "train", amount: "20.00" });
  const key = { steps: [{ kind: "reimburse", kinds: [village.kinds.train] }] };
  const first = await village.prepares("ana", envelopeId, { key, recurs: "monthly" });
  await village.settles(first, { proposes: "ana", adopts: "zoe", posts: "tom" });
  const { items } = (await ana.get(`/sharings?envelope=${envelopeId}`)).body;
  t.match(items, [{ status: "draft", recurs: "monthly" }, { id: first }]);
  t.match((await ana.get(`/sharings/${items[0].id}`)).body, { keyId: null, key: { steps: [{ kind: "reimburse" }] } });
  t.match(standing((await ana.get(`/charters/${id}`)).body), { Rédaction: ["0.00", "0.00", "5480.00"] });
});

t.test("two instalments at once do not take the same left", async (t) => {
  const { village, ana, bob, inForce } = await openProject(t);
  const { id, envelopeId } = await inForce();
  await village.receives(envelopeId, "50000.00");
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      index % 2 === 0
        ? bob.post(`/charters/${id}/instalments`, { amount: "3000.00" })
        : ana.post("/sharings", { envelopeId, title: "Part", untilOn: "2026-03-31", amount: "3000.00" }),
    ),
  );
  t.same(replies.map(({ status }) => status).sort(), [201, 201, 409, 409, 409, 409, 409, 409]);
  for (const { body } of replies.filter(({ status }) => status === 409))
    t.match(body, { code: "instalment_above_left", figures: { left: "2272.00" } });
  for (const [paid, asked, left] of Object.values(standing((await ana.get(`/charters/${id}`)).body)))
    t.ok(Number(left) >= 0 && Number(asked) > 0 && paid === "0.00", `${asked} asked, ${left} left`);
});

t.test("two who sign last, at once: it comes in force once", async (t) => {
  const { ana, bob, tom, association, member, write, sign, paper, done } = await openProject(t);
  const id = await write();
  await done(ana.post(`/charters/${id}/open`));
  const replies = await Promise.all([sign(ana, id), sign(bob, id), sign(bob, id), paper(tom, id, member(association), "Odile")]);
  t.same(replies.map(({ status }) => status).sort(), [201, 201, 201, 409]);
  t.match((await ana.get(`/charters/${id}`)).body, { status: "in-force", signed: 3 });
  t.equal((await ana.get("/envelopes?state=all")).body.items.length, 1);
});

t.test("a third party’s line is paid by its bills", async (t) => {
  const { village, ana, bob, tom, member, text, done, sign, paper } = await openProject(t);
  const printer = (await done(tom.post("/third-parties", { name: "Imprimerie du port" }))).id;
  const party = { kind: "third-party", id: printer };
  const id = (
    await done(
      ana.post(
        "/charters",
        text({
          parties: [member(ana), party],
          total: "1000.00",
          lines: [
            { label: "Texte", party: member(ana), amount: "400.00" },
            { label: "Impression", party, amount: "600.00" },
          ],
        }),
      ),
    )
  ).id;
  await done(ana.post(`/charters/${id}/open`));
  await done(sign(ana, id));
  const { envelopeId, split } = await done(paper(tom, id, party, "M. Port"));
  await village.receives(envelopeId, "2000.00");
  t.match(await ana.post(`/charters/${id}/instalments`, { lines: [{ lineId: split[1].id, amount: "10.00" }] }), {
    status: 422,
    body: { code: "line_party_not_member", figures: { line: "Impression", name: "Imprimerie du port" } },
  });
  t.match(await ana.post(`/charters/${id}/instalments`, { amount: "400.01" }), {
    body: { code: "instalment_above_left", figures: { left: "400.00" } },
  });
  const bill = async (amount: string, more: Record<string, unknown> = {}) =>
    (
      await done(
        tom.post("/bills", {
          envelopeId,
          thirdPartyId: printer,
          amount,
          nature: "service",
          document: `F-${amount}`,
          label: "Tirage",
          billedOn: "2026-03-12",
          ...more,
        }),
      )
    ).bill.id;
  const [whole, above] = [await bill("500.00"), await bill("100.01")];
  const trace = (billId: string, lineId = split[1].id) => tom.post(`/charters/${id}/bills`, { billId, lineId });
  t.match(await bob.post(`/charters/${id}/bills`, { billId: whole, lineId: split[1].id }), { status: 403 });
  t.match(await trace(whole, split[0].id), { status: 422, body: { code: "bill_of_another_line" } });
  t.match(await done(trace(whole)), { bills: [{ id: whole, amount: "500.00" }], split: [{}, { paid: "500.00", left: "100.00" }] });
  t.match(await trace(whole), { status: 409, body: { code: "bill_traced" } });
  t.match(await trace(above), {
    status: 409,
    body: { code: "instalment_above_left", figures: { line: "Impression", left: "100.00", asked: "100.01" } },
  });
  t.match(await trace(newId()), { status: 404 });
  t.match(await tom.delete(`/charters/${id}/bills/${whole}`), { status: 200, body: { bills: [] } });
  t.match(await tom.delete(`/charters/${id}/bills/${whole}`), { status: 404 });
});

t.test("it is revised by all its signatories, and never below what is paid", async (t) => {
  const { village, ana, bob, cleo, zoe, association, member, sign, paper, inForce, done } = await openProject(t);
  const { id, envelopeId, versions, split } = await inForce();
  await village.receives(envelopeId, "9000.00");
  const asked = await done(bob.post(`/charters/${id}/instalments`, { amount: "1000.00" }));
  const [first, second, third] = versions[0].lines.map(({ party, ...line }: { party: { kind: string; id: string } }) => ({
    ...line,
    party: { kind: party.kind, id: party.id },
  }));
  t.match(await ana.post(`/charters/${id}/versions`, { lines: [first, second, { ...third, amount: "251.44" }] }), {
    status: 409,
    body: { code: "split_below_paid", figures: { line: "Mise en page", amount: "251.44", paid: "251.45" } },
  });
  t.match(await ana.post(`/charters/${id}/versions`, { lines: [first, { ...third, id: undefined }] }), {
    body: { code: "split_below_paid" },
  });
  t.match(await ana.post(`/charters/${id}/versions`, { lines: [first, second, { ...third, party: member(ana) }] }), {
    body: { code: "split_below_paid" },
  });
  t.match(await ana.patch(`/charters/${id}`, { endsOn: null }), { status: 409, body: { code: "charter_signed" } });

  // Cleo comes in; the association goes, and signs that it does.
  await done(
    bob.post(`/charters/${id}/versions`, {
      parties: [...versions[0].parties.map(({ kind, id: of }: { kind: string; id: string }) => ({ kind, id: of })), member(cleo)],
    }),
  );
  const revised = await done(
    bob.patch(`/charters/${id}`, {
      lines: [first, second, { ...third, amount: "1080.00" }, { label: "Relecture", party: member(cleo), amount: "1000.00" }],
    }),
  );
  t.match(revised, { status: "in-force", signed: 0, toSign: 4 });
  t.same(standing(revised), standing(asked), "the version in force still rules");
  t.match(await ana.patch(`/charters/${id}`, { title: "Autre nom" }), { status: 409, body: { code: "charter_signed" } });
  await done(bob.post(`/charters/${id}/open`));
  for (const one of [ana, bob, cleo]) await done(sign(one, id));
  t.match((await ana.get(`/charters/${id}`)).body.inForceVersionId, versions[0].id, "not without the association");
  const inForceNow = await done(paper(zoe, id, member(association), "Odile"));
  t.match(inForceNow, { status: "in-force", inForceVersionId: inForceNow.versions[1].id });
  t.same(standing(inForceNow)["Mise en page"], ["0.00", "251.45", "828.55"]);
  t.same(standing(inForceNow).Relecture, ["0.00", "0.00", "1000.00"]);
  t.match((await ana.get(`/keys?envelope=${envelopeId}`)).body.items, [{ id: inForceNow.versions[1].keyId }]);
  t.match((await ana.get(`/keys/${versions[0].keyId}`)).body, { state: "ended" });
  t.equal(split[2].id, inForceNow.split[2].id, "a line keeps its id");
});

t.test("a decision by consent revises it for the members who could decide; all others have signed", async (t) => {
  const { house, village, ana, bob, zoe, association, member, paper, sign, inForce, done } = await openProject(t);
  await subscribe(zoe, ana, zoe);
  const { id, envelopeId } = await inForce();
  await village.receives(envelopeId, "9000.00");
  const { versions } = await done(ana.post(`/charters/${id}/versions`, { endsOn: "2026-12-31" }));
  const change = { kind: "revise-charter", charterId: id, versionId: versions[1].id };
  t.match(await ana.post("/decisions", proposal("Réviser", [change])), {
    status: 409,
    body: { code: "charter_signatures_missing", figures: { at: "parts[0].changes[0].version", missing: ["Association", "Bob"] } },
  });
  await done(ana.post(`/charters/${id}/open`));
  await done(paper(zoe, id, member(association), "Odile"));
  await done(sign(bob, id));
  const decision = await done(ana.post("/decisions", proposal("Réviser", [change])));
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.match((await ana.get(`/decisions/${decision.id}`)).body.effects, [{ refusal: null, subjectId: id }]);
  t.match((await ana.get(`/charters/${id}`)).body, {
    inForceVersionId: versions[1].id,
    versions: [{}, { decisionId: decision.id, missing: [] }],
  });
  t.match(await ana.post("/decisions", proposal("Encore", [change])), { status: 409, body: { code: "change_stale" } });
  t.match(await ana.post("/decisions", proposal("Rien", [{ ...change, charterId: newId() }])), { status: 404 });
});

t.test("a vote passes over a block, but signs nothing for who blocked", async (t) => {
  const { house, village, ana, bob, cleo, zoe, association, member, paper, inForce, done } = await openProject(t);
  await subscribe(zoe, ana, bob, cleo, zoe);
  const { id, versions } = await inForce();
  const lowered = versions[0].lines.map(({ party, ...line }: { label: string; party: { kind: string; id: string } }) => ({
    ...line,
    party: { kind: party.kind, id: party.id },
    amount: line.label === "Mise en page" ? "1.00" : "100.00",
  }));
  const revised = await done(ana.post(`/charters/${id}/versions`, { lines: lowered }));
  await done(ana.post(`/charters/${id}/open`));
  await done(paper(zoe, id, member(association), "Odile"));
  const asked = proposal("Réviser", [{ kind: "revise-charter", charterId: id, versionId: revised.versions[1].id }]);
  const decision = await done(ana.post("/decisions", asked));
  const blocks = () => done(bob.post(`/decisions/${decision.id}/ballots`, { choice: "block", argument: "C’est mon travail." }));
  const meets = () =>
    done(ana.post("/meetings", { circleId: village.circleId, decisions: [{ text: "La charte", decisionId: decision.id }] }));
  await blocks();
  await reach(house, "2026-03-19T09:00:00.000Z");
  await meets();
  await reach(house, "2026-03-24T09:00:00.000Z");
  await done(ana.post(`/decisions/${decision.id}/attempts`, again(asked)));
  await blocks();
  await reach(house, "2026-03-27T09:00:00.000Z");
  await meets();
  await reach(house, "2026-04-03T08:00:00.000Z");
  await done(ana.post(`/decisions/${decision.id}/attempts`, again(asked, { isLastResort: true })));
  await blocks();
  for (const who of [ana, cleo, zoe]) await done(who.post(`/decisions/${decision.id}/ballots`, { choice: "agree" }));
  await reach(house, "2026-04-09T08:00:00.000Z");
  t.match((await ana.get(`/decisions/${decision.id}`)).body, {
    state: "adopted",
    attempts: [{}, {}, { outcome: { by: "vote" } }],
    effects: [{ refusal: { code: "charter_signatures_missing", figures: { missing: ["Bob"] } } }],
  });
  t.match((await ana.get(`/charters/${id}`)).body, { inForceVersionId: versions[0].id });
});

t.test("the word of a council passes over a block, but signs nothing for who blocked", async (t) => {
  const { house, village, ana, bob, cleo, zoe, association, member, paper, sign, inForce, done } = await openProject(t);
  const all = [ana, bob, cleo, zoe];
  await subscribe(zoe, ...all);
  const presentIds = all.map(({ memberId }) => memberId);
  const meets = (more = {}) => done(ana.post("/meetings", { circleId: village.circleId, presentIds, ...more }));
  const lastResort = { kind: "council", name: "Sages", memberIds: [cleo.memberId] };
  const sections = [{ title: "Décider", text: "Les sages ont le dernier mot." }];
  const code = await done(zoe.post("/social-code/versions", { sections, consent: { attemptsBefore: 1, meetingsBefore: 1, lastResort } }));
  const meeting = { way: "meeting", meetingId: (await meets()).id };
  await done(ana.post("/decisions", proposal("Le code", [{ kind: "publish-social-code", versionId: code.id }], meeting)));

  const { id } = await inForce();
  const revised = await done(ana.post(`/charters/${id}/versions`, { endsOn: "2026-12-31" }));
  await done(ana.post(`/charters/${id}/open`));
  await done(paper(zoe, id, member(association), "Odile"));
  const asked = proposal("Réviser", [{ kind: "revise-charter", charterId: id, versionId: revised.versions[1].id }]);
  /** Bob blocks it twice, and then Cleo speaks for the council. */
  const decided = async () => {
    const decision = await done(ana.post("/decisions", asked));
    const at = `/decisions/${decision.id}`;
    const blocks = async () => {
      await done(bob.post(`${at}/ballots`, { choice: "block", argument: "C’est mon travail." }));
      await reach(house, (await ana.get(at)).body.attempts.at(-1).closesAt);
    };
    await blocks();
    await meets({ decisions: [{ text: "La charte", decisionId: decision.id }] });
    await reach(house, (await ana.get(at)).body.lastResort.possibleAt);
    await done(ana.post(`${at}/attempts`, again(asked, { isLastResort: true })));
    await blocks();
    t.match((await ana.get(at)).body, { state: "waiting", effects: [] });
    t.match(await ana.post(`${at}/rulings`, { isAdopted: true, memberIds: [] }), { status: 403, body: { code: "not_in_council" } });
    return done(cleo.post(`${at}/rulings`, { isAdopted: true, memberIds: [] }));
  };
  t.match(await decided(), {
    state: "adopted",
    attempts: [{}, { outcome: { by: "council" } }],
    effects: [{ refusal: { code: "charter_signatures_missing", figures: { missing: ["Bob"] } } }],
  });
  t.match(
    (await ana.get(`/charters/${id}`)).body,
    { inForceVersionId: revised.versions[0].id },
    "Ana, who was silent, is stood for; Bob is not",
  );
  await done(sign(bob, id));
  t.match(await decided(), { state: "adopted", effects: [{ refusal: null, subjectId: id }] });
  t.match((await ana.get(`/charters/${id}`)).body, { inForceVersionId: revised.versions[1].id });
});

t.test("what was written again after the attempt opened does not come in force by it; a draft not by decision at all", async (t) => {
  const { house, ana, bob, zoe, association, member, paper, write, inForce, done } = await openProject(t);
  await subscribe(zoe, ana, bob, zoe);
  const draft = await write({ title: "Autre" });
  const { versions: drafts } = (await ana.get(`/charters/${draft}`)).body;
  t.match(await ana.post("/decisions", proposal("Signer", [{ kind: "revise-charter", charterId: draft, versionId: drafts[0].id }])), {
    status: 409,
    body: { code: "charter_not_in_force" },
  });
  const { id } = await inForce();
  const { versions } = await done(
    ana.post(`/charters/${id}/versions`, { endsOn: "2026-12-31", parties: [member(ana), member(bob)], lines: [] }),
  );
  t.match(
    await ana.post("/decisions", proposal("Réviser", [{ kind: "revise-charter", charterId: id, versionId: versions[1].id }])),
    {
      body: { code: "charter_signatures_missing", figures: { missing: ["Association"] } },
    },
    "who is taken out signs that they are",
  );
  await done(
    ana.patch(`/charters/${id}`, {
      parties: versions[0].parties.map(({ name: _, ...party }: { name: string }) => party),
      lines: [{ label: "Tout", party: member(ana), amount: "100.00" }],
    }),
  );
  await done(ana.post(`/charters/${id}/open`));
  await done(paper(zoe, id, member(association), "Odile"));
  const late = await done(ana.post(`/charters/${id}/versions`, {}));
  t.equal(late.versions[2].signatures.length, 0);
  await done(ana.post(`/charters/${id}/open`));
  await done(paper(zoe, id, member(association), "Odile"));
  const decision = await done(
    ana.post("/decisions", proposal("Réviser", [{ kind: "revise-charter", charterId: id, versionId: late.versions[2].id }])),
  );
  await done(bob.post(`/charters/${id}/versions`, {}));
  await reach(house, "2026-03-17T09:00:00.000Z");
  t.match((await ana.get(`/decisions/${decision.id}`)).body.effects, [{ refusal: { code: "change_stale" } }]);
});

t.test("winding down is a checklist, down to a zero balance and the experience written down", async (t) => {
  const { village, ana, bob, cleo, inForce, write, sign, done } = await openProject(t);
  const draft = await write({ title: "Pas encore" });
  t.match(await ana.post(`/charters/${draft}/winding-down`, { reason: "x" }), { status: 409, body: { code: "charter_not_in_force" } });
  const { id, envelopeId } = await inForce();
  await village.receives(envelopeId, "120.00");
  const step = (name: string, note = "") => bob.post(`/charters/${id}/winding-down/steps`, { step: name, note });
  t.match(await step("client"), { status: 409, body: { code: "charter_not_winding" } });
  t.match(await cleo.post(`/charters/${id}/winding-down`, { reason: "x" }), { status: 403, body: { code: "charter_of_another" } });
  t.match(await done(bob.post(`/charters/${id}/winding-down`, { reason: "Le client renonce." })), {
    status: "winding-down",
    windingDown: { reason: "Le client renonce.", balance: "120.00", steps: [{ step: "client", done: null }] },
  });
  t.match(await ana.post(`/charters/${id}/winding-down`, { reason: "x" }), { status: 409, body: { code: "charter_winding" } });
  t.match(await ana.post(`/charters/${id}/versions`, {}), { status: 409, body: { code: "charter_winding" } });
  t.match(await sign(ana, id), { status: 409, body: { code: "charter_winding" } });
  t.match(await done(step("client", "Prévenu.")), {
    windingDown: { steps: [{ done: { by: bob.memberId, on: "2026-03-12", note: "Prévenu." } }] },
  });
  t.match(await step("client"), { status: 409, body: { code: "charter_step_done" } });
  for (const one of ["association", "refund", "circle"]) await done(step(one));
  t.match(await step("settle"), { status: 409, body: { code: "charter_not_settled", figures: { balance: "120.00", committed: "0.00" } } });
  t.match(await step("document"), { status: 422, body: { code: "experience_missing" } });
  const { instalments } = await done(ana.post(`/charters/${id}/instalments`, { amount: "120.00" }));
  await village.settles(instalments[0].sharingId, { proposes: "ana", adopts: "zoe", posts: "tom" });
  await village.expects(envelopeId, "50.00");
  const asked = await done(ana.post(`/charters/${id}/instalments`, { amount: "50.00" }));
  t.match(
    await step("settle"),
    { status: 409, body: { code: "charter_instalments_asked", figures: { asked: "50.00" } } },
    "none is paid after the end",
  );
  await done(ana.post(`/sharings/${asked.instalments[1].sharingId}/abandon`, { reason: "Rien ne viendra." }));
  t.match(await done(step("settle", "Tout est versé.")), { status: "winding-down", windingDown: { balance: "0.00" } });
  await village.receives(envelopeId, "1.00");
  t.match(await step("document", "Poser le cadre plus tôt."), {
    status: 409,
    body: { code: "charter_not_settled", figures: { balance: "1.00" } },
  });
  const last = await done(ana.post(`/charters/${id}/instalments`, { amount: "1.00" }));
  await village.settles(last.instalments[2].sharingId, { proposes: "ana", adopts: "zoe", posts: "tom" });
  t.match(await done(step("document", "Poser le cadre plus tôt.")), { status: "closed", closedAt: "2026-03-12T09:00:00.000Z" });
  t.match(await step("document", "x"), { status: 409, body: { code: "charter_closed" } });
  t.match(await ana.post(`/charters/${id}/instalments`, { amount: "1.00" }), { status: 409, body: { code: "charter_closed" } });
  t.match((await ana.get(`/keys?envelope=${envelopeId}`)).body.items, []);
});

t.test("who is forgotten leaves no name in a signature; another collective’s charter is not there", async (t) => {
  const house = await openHouse(t);
  const project = await openProject(t, house);
  const { id } = await project.inForce();
  const other = await openProject(t, house);
  t.match(await other.ana.get(`/charters/${id}`), { status: 404 });
  t.match(await other.sign(other.ana, id), { status: 404 });
  t.match(await other.ana.post("/charters", other.text({ parties: [project.member(project.ana)] })), { body: { code: "unknown_member" } });
  await project.done(project.bob.post(`/members/${project.bob.memberId}/erasure`));
  const { signatures } = (await project.ana.get(`/charters/${id}`)).body.versions[0];
  t.match(signatures, [{ name: "ana" }, { name: null, party: { name: /^P\d/ } }, { name: "Pour l’association, Odile" }]);
});
