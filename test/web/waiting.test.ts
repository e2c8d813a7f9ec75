/** What waits for somebody, told from what the collective shows to all. */
import t from "tap";
import { type OpenSharing, type RunningRound, waitingFor } from "../../src/web/waiting.js";

const line = (memberId: string, asked: string | null, keptIs = "asked", isOut = false) => ({ memberId, asked, keptIs, isOut });
const sharing = (over: string, lines: OpenSharing["lines"]): OpenSharing => ({
  id: "s",
  title: "Accueil",
  currency: "EUR",
  closesOn: null,
  budget: { amount: "100.00", asked: "150.00", kept: "120.00", over },
  lines,
});
const round = (phase: string, method: string, left: string | null): RunningRound => ({
  id: "r",
  title: "Cobudget",
  commodity: "EUR",
  phase,
  method,
  pledgesUntil: "2026-03-20T09:00:00.000Z",
  own: left === null ? null : { credits: "50.00", left },
});
const kinds = (sharings: OpenSharing[], rounds: RunningRound[] = []) =>
  waitingFor("ana", { sharings, rounds, questioned: [] }).map(({ kind }) => kind);

t.test("a sharing waits for who has something to say in it", async (t) => {
  t.same(kinds([sharing("20.00", [line("ana", "90.00")])]), ["settle"], "too much is wished, and she has not said what she keeps");
  t.same(kinds([sharing("20.00", [line("ana", "90.00", "author")])]), [], "she has said it");
  t.same(kinds([sharing("0.00", [line("ana", "90.00")])]), [], "there is enough for all");
  t.same(kinds([sharing("0.00", [line("ana", null)])]), ["wishes"], "she gave, and wished for nothing yet");
  t.same(kinds([sharing("20.00", [line("bob", "90.00")])]), [], "it is not hers");
  t.same(kinds([sharing("20.00", [line("ana", "90.00", "asked", true)])]), [], "she is out of it");
});

t.test("a round waits for who has credits left, or a ballot", async (t) => {
  t.same(kinds([], [round("pledging", "credits", "12.40")]), ["pledge"]);
  t.same(kinds([], [round("pledging", "credits", "0.00")]), []);
  t.same(kinds([], [round("pledging", "credits", null)]), []);
  t.same(kinds([], [round("proposing", "credits", "12.40")]), []);
  t.same(kinds([], [round("pledging", "ballots", null)]), ["vote"]);
});

t.test("a question waits first", async (t) => {
  const questioned = [{ id: "c", note: "12 h" }];
  t.same(
    waitingFor("ana", { sharings: [], rounds: [round("pledging", "credits", "1.00")], questioned }).map(({ kind }) => kind),
    ["question", "pledge"],
  );
});
