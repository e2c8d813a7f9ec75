/** Every notice that the service can write has a sentence of its own on the home page, in both languages. */

import { noticeKinds } from "../../src/domain/notices.js";
import { t } from "../support/tap.js";

(globalThis as { localStorage?: unknown }).localStorage ??= { getItem: () => "fr", setItem: () => undefined };
const { default: fr } = await import("../../src/web/i18n/fr/home.js");
const { default: en } = await import("../../src/web/i18n/en/home.js");

for (const [language, { notice }] of Object.entries({ fr, en })) {
  t.test(`each says what was done, in ${language}`, async (t) => {
    const said = noticeKinds.map((kind) => notice(kind, "Ana"));
    const vague = notice("something.else", "Ana");
    t.notOk(said.includes(vague), "none is left to the vague words");
    t.equal(new Set(said).size, said.length, "no two are told alike");
    t.match(notice("meeting.action_given", "Ana"), /^Ana/);
  });
}
