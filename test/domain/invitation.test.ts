import { invitationHours, invitationsMax, letterName, letterNameMax, requireFewer } from "../../src/domain/invitation.js";
import { t } from "../support/tap.js";

t.test("a letter repeats names, and nothing that looks like an address", async (t) => {
  const names = [
    "Ana",
    "Jean-Noël D’Arc",
    "J.-P. Martin",
    "J.P. Martin",
    "St. Ana",
    "Les Communs 2.0",
    "Eau/Terre",
    "Aïcha (mardi)",
    "Été n° 3",
  ];
  for (const name of names) t.equal(letterName(name), name);
  t.equal(letterName("  Ana\u200b "), "Ana");
  const addresses = [
    "ana@exemple.org",
    "Ana @exemple",
    "exemple.org",
    "Ana, voir EXEMPLE.ORG/cadeau",
    "gagnez sur https://exemple",
    "WWW exemple org",
    "exemple . org",
    "exemple\u200b.org",
    "exemple．org",
    "exemple。org",
    "ｅｘｅｍｐｌｅ.ｏｒｇ",
    "пример.рф",
    "192.168.1.10",
    "x".repeat(letterNameMax + 1),
    " ",
    "",
  ];
  for (const name of addresses) t.equal(letterName(name), null, name);
});

t.test("so many invitations by mail in so many hours", async (t) => {
  const now = new Date("2026-03-18T12:00:00.000Z");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const day = invitationHours * 60;
  const sent = (count: number) => Array.from({ length: count }, (_, place) => ago(count - place));
  t.doesNotThrow(() => requireFewer(sent(invitationsMax - 1), now));
  t.throws(() => requireFewer(sent(invitationsMax), now), {
    code: "invitations_spent",
    figures: { max: invitationsMax, hours: invitationHours, againAt: "2026-03-19T11:30:00.000Z" },
  });
  t.throws(() => requireFewer([ago(day - 1), ...sent(invitationsMax)], now), {
    code: "invitations_spent",
    figures: { againAt: "2026-03-19T11:30:00.000Z" },
  });
  t.doesNotThrow(() => requireFewer([ago(day), ...sent(invitationsMax - 1)], now), "the first is a day old");
});
