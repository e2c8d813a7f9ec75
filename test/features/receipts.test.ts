/** Receipts: added, read by who may, taken away until the ledger rests on them; what they settle. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { queryRows } from "../../src/db/client.js";
import { receiptBytesMax } from "../../src/domain/receipt.js";
import { heic, html, jpeg, pdf, pdfOf, photoAndPdf, photoWithHtml, png, svg, webp, zip } from "../support/receipt-files.js";
import { openVillage } from "../support/sharing-stories.js";
import { makeContribution, makeKind, openHouse, type Person, type Reply } from "../support/stories.js";
import { t } from "../support/tap.js";
import { openTreasury } from "../support/treasury-stories.js";
import { upload } from "../support/uploads.js";

const house = await openHouse(t);
let opened = 0;

/** Bob’s train ticket, logged by Dora, in Ana’s circle. */
async function withExpense() {
  opened += 1;
  const people = { ana: ["pilot"], bob: [], cleo: [], dora: [], tom: ["treasurer"], zoe: ["admin"] };
  const { collectiveId, circleId, ...named } = await house.collective(`gare-${opened}`, people);
  const kindId = await makeKind(house, collectiveId, { name: "Train", unit: null, isExpense: true });
  const given = { collectiveId, circleId, memberId: named.bob.memberId, kindId };
  const id = await makeContribution(house, { ...given, loggedBy: named.dora.memberId, amountMinor: 6420n, settlement: "reimburse" });
  const to = `/contributions/${id}/receipts`;
  const add = (who: Person, file: Uint8Array, name = "billet.pdf") => upload(who, file, { to, name });
  const list = async (who: Person) => (await who.get(to)).body;
  return { ...named, collectiveId, circleId, kindId, id, to, add, list, given };
}

const contentOf = async (who: Person, id: string, slug: string) => {
  const reply = await house.app.inject({
    url: `/api/v1/collectives/${slug}/receipts/${id}/content`,
    headers: { authorization: `Bearer ${who.token}` },
  });
  return { status: reply.statusCode, bytes: reply.rawPayload, headers: reply.headers };
};
const slugNow = () => `gare-${opened}`;

t.test("a file is kept byte by byte, typed by its content, and served as nothing else", async (t) => {
  const { bob, add, list, id } = await withExpense();
  const files = [
    [jpeg, "image/jpeg", "inline"],
    [png, "image/png", "inline"],
    [webp, "image/webp", "inline"],
    [heic, "image/heic", "inline"],
    [pdf(), "application/pdf", "attachment"],
  ] as const;
  for (const [bytes, type, disposition] of files) {
    const added = await add(bob, bytes, "../../<b>Reçu «17».html");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    t.hasStrict(added, {
      status: 201,
      body: { type, bytes: bytes.length, sha256, addedBy: bob.memberId, canRemove: true, isRepeat: false },
    });
    t.equal(added.body.name, "<b>Reçu «17».html", "a name, without its folders");
    const got = await contentOf(bob, added.body.id, slugNow());
    t.equal(got.status, 200);
    t.ok(got.bytes.equals(bytes), type);
    t.hasStrict(got.headers, {
      "content-type": type,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      "content-disposition": `${disposition}; filename="<b>Re_u _17_.html"; filename*=UTF-8''%3Cb%3ERe%C3%A7u%20%C2%AB17%C2%BB.html`,
      "cross-origin-resource-policy": "same-origin",
    });
    const again = await bob.get(`/receipts/${added.body.id}/content`);
    t.equal(again.status, 200);
    const cached = await house.app.inject({
      url: `/api/v1/collectives/${slugNow()}/receipts/${added.body.id}/content`,
      headers: { authorization: `Bearer ${bob.token}`, "if-none-match": `"${sha256}"` },
    });
    t.equal(cached.statusCode, 304);
  }
  t.hasStrict(await list(bob), { count: 5, isReadable: true, canAdd: false, countMax: 5, bytesMax: 5_000_000 });
  const sixth = await add(bob, pdf("sixth"));
  t.hasStrict(sixth, { status: 409, body: { code: "receipts_full", figures: { count: 5, max: 5 } } });
  t.hasStrict(await add(bob, png), { status: 201, body: { isRepeat: true } }, "the same file again adds nothing, also where it is full");
  t.equal((await bob.get(`/contributions/${id}`)).status, 200);
});

t.test("what is neither photo nor PDF is refused, whatever its name", async (t) => {
  const { bob, add, list } = await withExpense();
  for (const [what, bytes] of Object.entries({ zip, svg, html, photoAndPdf, nothing: Buffer.alloc(0) })) {
    t.hasStrict(
      await add(bob, bytes, "ticket.jpg"),
      { status: 415, body: { code: "receipt_type", figures: { name: "ticket.jpg", taken: "JPEG, PNG, WebP, HEIC, PDF" } } },
      what,
    );
  }
  t.hasStrict(await add(bob, photoWithHtml, "page.html"), { status: 201, body: { type: "image/jpeg" } });
  t.hasStrict(await add(bob, pdfOf(receiptBytesMax + 1)), {
    status: 413,
    body: { code: "receipt_too_large", figures: { max: 5_000_000, megabytes: 5 } },
  });
  t.hasStrict(await add(bob, pdfOf(receiptBytesMax)), { status: 201, body: { bytes: 5_000_000 } });
  t.hasStrict(await add(bob, png, "\u202e\u200b"), { status: 201, body: { name: "justificatif" } });
  t.equal((await list(bob)).count, 3);
  const { to } = await withExpense();
  t.equal((await bob.post(to, {})).status >= 400, true);
});

t.test("who reads, who adds, who takes away", async (t) => {
  const { ana, bob, cleo, dora, tom, zoe, add, list, to } = await withExpense();
  const { body: first } = await add(bob, pdf("bob"));
  const may: readonly (readonly [Person, { reads: boolean; adds: boolean }])[] = [
    [bob, { reads: true, adds: true }],
    [dora, { reads: true, adds: true }],
    [tom, { reads: true, adds: true }],
    [ana, { reads: true, adds: false }],
    [zoe, { reads: true, adds: false }],
    [cleo, { reads: false, adds: false }],
  ];
  for (const [who, { reads, adds }] of may) {
    const told = await list(who);
    t.hasStrict(told, { isReadable: reads, canAdd: adds }, who.name);
    t.equal(told.items.length, reads ? told.count : 0, who.name);
    t.ok(told.count > 0, "others see that there is one");
    const content = await who.get(`/receipts/${first.id}/content`);
    if (reads) t.equal(content.status, 200, who.name);
    else t.hasStrict(content, { status: 403, body: { code: "receipt_private" } });
    const added = await add(who, pdf(who.name));
    if (adds) t.equal(added.status, 201, who.name);
    else t.hasStrict(added, { status: 403, body: { code: "receipt_by_giver" } }, who.name);
    if (who !== bob)
      t.hasStrict(await who.delete(`/receipts/${first.id}`), { status: 403, body: { code: "receipt_of_another" } }, who.name);
  }
  t.equal((await list(bob)).count, 3, "Bob’s own came twice");
  t.hasStrict(await bob.delete(`/receipts/${first.id}`), { status: 200, body: { count: 2, canAdd: true } });
  t.equal((await bob.get(`/receipts/${first.id}/content`)).status, 404);
  t.equal((await bob.delete(`/receipts/${first.id}`)).status, 404);
  const trail = JSON.stringify((await zoe.get("/audit")).body.items);
  t.match(trail, /receipt\.added/);
  t.match(trail, /receipt\.removed/);
  t.notMatch(trail, /billet/, "the trail keeps no name");

  const elsewhere = await withExpense();
  const { body: theirs } = await elsewhere.add(elsewhere.bob, png);
  t.equal((await tom.get(`/receipts/${theirs.id}/content`)).status, 404, "another collective’s do not exist");
  t.equal((await tom.get(elsewhere.to)).status, 404);
  t.equal((await upload(tom, png, { to: elsewhere.to, name: "x" })).status, 404);
  t.equal((await bob.get(to)).status, 200);
});

t.test("a pilot of another circle sees only that there is one", async (t) => {
  const { ana, bob, zoe, id, add, list, collectiveId } = await withExpense();
  await add(bob, png);
  const { body: garden } = await zoe.post("/circles", { name: "Jardin" });
  await queryRows(
    house.database.orm,
    sql`update contributions set circle_id = ${garden.id} where collective_id = ${collectiveId} and id = ${id}`,
  );
  t.hasStrict(await list(ana), { count: 1, isReadable: false, items: [] });
});

t.test("only to an expense that stands", async (t) => {
  const { bob, collectiveId, given, add, id } = await withExpense();
  const kindId = await makeKind(house, collectiveId, { name: "Heures", unit: "h" });
  const hours = await makeContribution(house, { ...given, kindId, quantity: "2" });
  const to = `/contributions/${hours}/receipts`;
  t.hasStrict(await upload(bob, png, { to, name: "x.png" }), { status: 422, body: { code: "receipt_without_expense" } });
  t.hasStrict((await bob.get(to)).body, { count: 0, canAdd: false });
  t.equal((await bob.post(`/contributions/${id}/withdrawal`, { reason: null })).status, 200);
  t.hasStrict(await add(bob, png), { status: 409, body: { code: "contribution_withdrawn" } });
});

const tally = (replies: readonly Reply[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const said = `${status} ${body.code ?? body.isRepeat}`;
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
};

t.test("ten at once, and five are kept", async (t) => {
  const { bob, dora, add, list } = await withExpense();
  const replies = await Promise.all(Array.from({ length: 10 }, (_, index) => add(index % 2 ? bob : dora, pdf(`page ${index}`))));
  t.strictSame(tally(replies), { "201 false": 5, "409 receipts_full": 5 });
  t.equal((await list(bob)).count, 5);
});

t.test("the same file ten times at once is one", async (t) => {
  const { bob, add, list } = await withExpense();
  t.strictSame(tally(await Promise.all(Array.from({ length: 10 }, () => add(bob, png)))), { "201 false": 1, "201 true": 9 });
  t.equal((await list(bob)).count, 1);
});

t.test("a key sent again answers the same, and another file under it is refused", async (t) => {
  const { bob, to } = await withExpense();
  const form = (file: Buffer) =>
    Buffer.concat([
      Buffer.from('--limit\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
      file,
      Buffer.from("\r\n--limit--\r\n"),
    ]);
  const headers = { "content-type": "multipart/form-data; boundary=limit", "idempotency-key": "photo-1" };
  const first = await bob.post(to, form(png), headers);
  t.hasStrict(await bob.post(to, form(png), headers), { status: 201, body: first.body });
  t.hasStrict(await bob.post(to, form(jpeg), headers), { status: 409, body: { code: "idempotency_mismatch" } });
});

t.test("a receipt settles what evidence settles, and stays once its sharing is posted", async (t) => {
  const village = await openVillage(house, { ana: ["pilot"], bob: [], tom: ["treasurer"] });
  const { ana, bob, tom } = village.people;
  const kit = await village.envelope("Kit", "1000.00");
  const ticket = await village.logs("bob", kit, { kind: "train", amount: "20.00" });
  const to = `/contributions/${ticket}/receipts`;
  const checks = async () => {
    const { items } = (await tom.get("/years/2026-01-01/checks")).body;
    return items.find(({ what }: { what: string }) => what === "receipts_missing")?.count ?? 0;
  };
  t.equal(await checks(), 1);
  const { body: early } = await upload(bob, png, { to, name: "trop tôt.png" });
  t.equal(await checks(), 0);
  t.equal((await bob.delete(`/receipts/${early.id}`)).status, 200);
  t.equal(await checks(), 1);

  const steps = [{ kind: "reimburse", kinds: [village.kinds.train] }];
  const id = await village.prepares("ana", kit, { key: { steps }, amount: "500.00" });
  const { shares } = await village.settles(id, { proposes: "ana", adopts: "tom", posts: "tom" });
  const [share] = shares;
  const doubts = async () => (await bob.get(`/shares/${share.id}`)).body.doubts;
  t.same(await doubts(), ["receipt_missing"]);
  const late = await upload(bob, pdf(), { to, name: "billet.pdf" });
  t.hasStrict(late, { status: 201, body: { canRemove: false } }, "a proof may still come");
  t.same(await doubts(), []);
  t.hasStrict(await bob.delete(`/receipts/${late.body.id}`), { status: 409, body: { code: "receipt_kept" } });
  t.hasStrict((await bob.get(to)).body.items, [{ canRemove: false }]);
  const items = [{ shareId: share.id, amount: share.amount }];
  t.match(await tom.post("/payments", { items, datedOn: "2026-03-12", document: "V-1" }), {
    status: 201,
    body: { shares: [{ reasons: [] }] },
  });
  t.hasStrict(await tom.delete(`/receipts/${late.body.id}`), { status: 403, body: { code: "receipt_of_another" } });
  t.equal((await ana.get(`/receipts/${late.body.id}/content`)).status, 200);
});

t.test("a bill’s are the treasury’s", async (t) => {
  const { people, envelope, thirdParty } = await openTreasury(house, {
    tom: ["treasurer"],
    tess: ["treasurer"],
    zoe: ["admin"],
    ana: ["pilot"],
  });
  const { tom, tess, zoe, ana } = people;
  const kit = await envelope("Kit", "1000.00");
  const { body } = await tom.post("/bills", {
    envelopeId: kit,
    thirdPartyId: await thirdParty("Imprimerie"),
    amount: "84.00",
    nature: "purchase",
    document: "F-17",
    label: "Affiches",
    billedOn: "2026-03-10",
  });
  const billId = body.bill?.id ?? body.id;
  const to = `/bills/${billId}/receipts`;
  const added = await upload(tom, pdf(), { to, name: "facture.pdf" });
  t.hasStrict(added, { status: 201, body: { type: "application/pdf", canRemove: true } });
  t.hasStrict(await upload(ana, png, { to, name: "x.png" }), { status: 403, body: { code: "role_missing" } });
  t.hasStrict((await ana.get(to)).body, { count: 1, isReadable: false, canAdd: false, items: [] });
  t.hasStrict((await zoe.get(to)).body, { count: 1, isReadable: true, canAdd: false });
  t.hasStrict(await ana.get(`/receipts/${added.body.id}/content`), { status: 403, body: { code: "receipt_private" } });
  t.equal((await tess.delete(`/receipts/${added.body.id}`)).status, 200, "any treasurer’s to take away");
  const kept = await upload(tom, pdf("F-17"), { to, name: "facture.pdf" });
  t.equal((await tom.post(`/bills/${billId}/payments`, { amount: "20.00", datedOn: "2026-03-12", document: "V-2" })).status, 201);
  t.hasStrict(await tom.delete(`/receipts/${kept.body.id}`), { status: 409, body: { code: "receipt_kept" } });
});

t.test("what is kept is never changed", async (t) => {
  const { bob, add, collectiveId } = await withExpense();
  await add(bob, png);
  await t.rejects(queryRows(house.database.orm, sql`update receipts set name = 'autre' where collective_id = ${collectiveId}`));
});

t.test("all receipts of a collective stay within its room, also those that come at once", async (t) => {
  const small = await openHouse(t, { receiptsMaxBytes: 1_000_000 });
  const { collectiveId, circleId, bob, tom } = await small.collective("gare-pleine", { bob: [], tom: ["treasurer"] });
  const kindId = await makeKind(small, collectiveId, { name: "Train", unit: null, isExpense: true });
  const given = { collectiveId, circleId, memberId: bob.memberId, kindId, amountMinor: 100n, settlement: "reimburse" };
  const ids = await Promise.all([1, 2, 3, 4].map(() => makeContribution(small, given)));
  const add = (who: Person, id: string, bytes: number) =>
    upload(who, pdfOf(bytes), { to: `/contributions/${id}/receipts`, name: "billet.pdf" });
  const next = await small.collective("gare-voisine", { cy: [] });
  const theirs = await makeKind(small, next.collectiveId, { name: "Train", unit: null, isExpense: true });
  const other = await makeContribution(small, { ...given, ...next, memberId: next.cy.memberId, kindId: theirs });
  t.equal((await add(next.cy, other, 900_000)).status, 201, "the room of another collective");
  // Two fill the room to the byte.
  const replies = await Promise.all(ids.map((id) => add(bob, id, 500_000)));
  t.same(replies.map(({ status }) => status).sort(), [201, 201, 409, 409]);
  t.hasStrict(
    replies.find(({ status }) => status === 409),
    { body: { code: "receipts_quota", figures: { kept: 1, file: 1, left: 0, max: 1 } } },
  );
  t.match(replies.find(({ status }) => status === 409)?.body.detail, /1 Mo sur 1 .* reste 0 Mo/);
  const [first = ""] = ids;
  const taken = replies.findIndex(({ status }) => status === 201);
  t.match(await add(tom, ids[taken] ?? first, 500_000), { status: 201, body: { isRepeat: true } }, "what is here already adds nothing");
  t.equal((await bob.delete(`/receipts/${replies[taken]?.body.id}`)).status, 200);
  t.equal((await add(bob, ids[replies.findIndex(({ status }) => status === 409)] ?? first, 500_000)).status, 201, "there is room again");
});
