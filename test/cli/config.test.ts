/** How mails are configured, and how much room receipts have. Of mails both variables or neither, each of its form, and no value is ever repeated: it may be a secret. */

import { readConfig } from "../../src/config.js";
import { t } from "../support/tap.js";

t.test("a mail server, and who mails come from", async (t) => {
  t.equal(readConfig({}).mail, undefined);
  t.equal(readConfig({ SMTP_URL: "", MAIL_FROM: "" }).mail, undefined, "an empty variable is one that is not set");
  const from = { SMTP_URL: "smtps://me%40example.org:s%3Acret@mail.example.org:465" };
  t.same(readConfig({ ...from, MAIL_FROM: "Les Communs, ensemble <a@communs.example>" }).mail, {
    url: from.SMTP_URL,
    from: { name: "Les Communs, ensemble", address: "a@communs.example" },
  });
  t.same(readConfig({ ...from, MAIL_FROM: "a@communs.example" }).mail?.from, { name: "", address: "a@communs.example" });
});

t.test("the room for receipts, in millions of bytes", async (t) => {
  t.equal(readConfig({}).receiptsMaxBytes, 1_000_000_000);
  t.equal(readConfig({ RECEIPTS_MAX_MB: "5" }).receiptsMaxBytes, 5_000_000);
});

t.test("what is wrong is said in one sentence", async (t) => {
  const MAIL_FROM = "a@example.org";
  const SMTP_URL = "smtp://localhost";
  const wrong: [Record<string, string>, RegExp][] = [
    [{ SMTP_URL: "http://me:s3cret@mail.example.org", MAIL_FROM }, /^SMTP_URL must be an address like /],
    [{ SMTP_URL: "smtp://me:s3cret%zz@mail.example.org", MAIL_FROM }, /^SMTP_URL must be an address like /],
    [{ SMTP_URL: "smtp:///s3cret", MAIL_FROM }, /^SMTP_URL must be an address like /],
    [{ SMTP_URL: "mail.example.org", MAIL_FROM }, /^SMTP_URL must be an address like /],
    [{ SMTP_URL: "smtp://me:s3cret@mail.example.org" }, /^MAIL_FROM must be set when SMTP_URL is/],
    [{ MAIL_FROM }, /^SMTP_URL must be set when MAIL_FROM is/],
    [{ SMTP_URL, MAIL_FROM: "Moisson" }, /^MAIL_FROM must be an address like /],
    [{ SMTP_URL, MAIL_FROM: "Moisson <moisson>" }, /^MAIL_FROM must be an address like /],
    [{ SMTP_URL, MAIL_FROM: "A\nBcc: <e@example.org>" }, /^MAIL_FROM must be an address like /],
    [{ SMTP_URL, MAIL_FROM: "a@example.org, e@example.org" }, /^MAIL_FROM must be an address like /],
    [{ RECEIPTS_MAX_MB: "0" }, /^RECEIPTS_MAX_MB must be a number from 1 to 1000000/],
  ];
  for (const [environment, sentence] of wrong) {
    const message = (() => {
      try {
        readConfig(environment);
        return "nothing is wrong";
      } catch (error) {
        return (error as Error).message;
      }
    })();
    t.match(message, sentence, JSON.stringify(environment));
    t.notMatch(message, /s3cret|\n/);
  }
});
