/** `POST …/sharings/preview` answers as `moisson share` does, for every worked example, byte for byte. */
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { share } from "../../src/cli/share.js";
import { documentBytesMax } from "../../src/features/sharings/preview.routes.js";
import { examples } from "../domain/sharing/examples.js";
import { openHouse } from "../support/stories.js";
import { t } from "../support/tap.js";

/** What `moisson share -` says of one line. */
async function shared(line: string): Promise<string> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const said = text(stdout);
  stdin.end(`${line}\n`);
  await share(["-"], { stdin, stdout, stderr });
  stdout.end();
  return said;
}

t.test("any document, as the command answers it", async (t) => {
  const house = await openHouse(t);
  const { ana } = await house.collective("les-communs", { ana: [] });
  const preview = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    house.app.inject({
      method: "POST",
      url: "/api/v1/collectives/les-communs/sharings/preview",
      headers: { authorization: `Bearer ${ana.token}`, "content-type": "application/json", ...headers },
      payload,
    });

  t.test("worked examples", async (t) => {
    for (const { name, document } of examples) {
      const line = JSON.stringify(document);
      const [reply, expected] = [await preview(line), await shared(line)];
      const { refused, ...figures } = JSON.parse(expected);
      if (refused === undefined) {
        t.equal(reply.statusCode, 200, name);
        t.equal(reply.body, expected, `${name}: the same bytes`);
        t.match(reply.headers["content-type"], "application/json");
      } else {
        t.equal(reply.statusCode, 422, name);
        t.match(reply.json(), { code: refused, figures }, name);
        t.match(reply.headers["content-type"], "application/problem+json");
      }
    }
  });

  t.test("what is no document", async (t) => {
    const bodies: [string | Buffer, string][] = [
      ["{", "json_malformed"],
      ["", "json_malformed"],
      [Buffer.from([0x22, 0xff, 0x22]), "json_malformed"],
      ["[]", "object_expected"],
      ["null", "object_expected"],
      ['{"__proto__":1}', "one_of"],
    ];
    for (const [body, problem] of bodies) {
      t.match(
        (await preview(body)).json(),
        { status: 422, code: "document_invalid", figures: { problem } },
        JSON.stringify(body.toString()),
      );
    }
    t.match((await preview("{", { "accept-language": "en" })).json(), { detail: /not readable JSON/ });
    t.match((await preview("a=b", { "content-type": "application/x-www-form-urlencoded" })).json(), { code: "unsupported_media_type" });
    const large = await preview(Buffer.alloc(documentBytesMax + 1, " "));
    t.match(large.json(), { status: 413, code: "body_too_large", figures: { limit: documentBytesMax } });
  });

  t.test("a document far above the limit of other bodies", async (t) => {
    const contributions = Array.from({ length: 30_000 }, (_, place) => ({ member: `m${place % 200}`, kind: "hours", quantity: "1.5" }));
    const members = Array.from({ length: 200 }, (_, place) => ({ id: `m${place}` }));
    const steps = [{ kind: "weights", kinds: ["hours"], cap: true }];
    const document = {
      format: "moisson.sharing/1",
      currency: "EUR",
      amount: "1000.00",
      sequence: 1,
      members,
      contributions,
      key: { steps },
    };
    const body = JSON.stringify({ ...document, kinds: [{ id: "hours", unit: "h", rate: "20" }] });
    t.ok(body.length > 1_048_576);
    t.equal((await preview(body)).json().shares.length, 200);
  });

  t.test("who is not logged in is not answered", async (t) => {
    const reply = await house.ask("POST", "/api/v1/collectives/les-communs/sharings/preview", { body: {} });
    t.match(reply, { status: 401, body: { code: "not_logged_in" } });
  });
});
