/** Tensions: who reads one, who looks after it, and the dispute path. */

import {
  type DisputeStep,
  disputePath,
  requireHolder,
  requireNamed,
  requireNextStep,
  requireTensionOpen,
} from "../../src/domain/tension.js";
import { refusedWith } from "../support/refused.js";
import { t } from "../support/tap.js";

t.test("to whoever is not named it is not there", async (t) => {
  const tension = { namedIds: ["ana", "bob"] };
  t.equal(requireNamed(tension, "bob", "t"), tension);
  const missing = { code: "not_found", figures: { at: "tension", id: "t" } };
  t.same(
    refusedWith(() => requireNamed(tension, "eve", "t")),
    missing,
  );
  t.same(
    refusedWith(() => requireNamed(undefined, "ana", "t")),
    missing,
    "one cannot be told from the other",
  );
});

t.test("its owner and who opened it hold it", async (t) => {
  const tension = { ownerId: "bob", openedBy: "ana" };
  const codes = (["ana", "bob", "eve"] as const).map((member) => refusedWith(() => requireHolder(tension, member))?.code ?? null);
  t.same(codes, [null, null, "tension_of_others"]);
  t.equal(
    refusedWith(() => requireHolder(tension, "eve", true)),
    null,
  );
  t.match(
    refusedWith(() => requireTensionOpen({ closedOn: "2026-03-01" })),
    { code: "tension_closed", figures: { closed: "2026-03-01" } },
  );
});

t.test("the path goes forward, in steps and in days", async (t) => {
  t.same(disputePath, ["talk", "crisis_meeting", "mediation", "council", "wind_down"]);
  const today = "2026-03-12";
  const mediated = [
    { step: "talk", takenOn: "2026-03-03" },
    { step: "mediation", takenOn: "2026-03-10" },
  ] as const;
  const table: [readonly { step: DisputeStep; takenOn: string }[], DisputeStep, string, string | null][] = [
    [[], "talk", today, null],
    [[], "council", "2026-01-01", null],
    [[], "talk", "2026-03-13", "day_in_future"],
    [mediated, "mediation", "2026-03-10", null],
    [mediated, "wind_down", today, null],
    [mediated, "crisis_meeting", today, "tension_step_back"],
    [mediated, "talk", today, "tension_step_back"],
    [mediated, "council", "2026-03-09", "tension_step_before"],
  ];
  for (const [steps, step, takenOn, code] of table)
    t.equal(
      refusedWith(() => requireNextStep({ closedOn: null, steps }, { step, takenOn }, today))?.code ?? null,
      code,
      `${step} ${takenOn}`,
    );
  t.equal(
    refusedWith(() => requireNextStep({ closedOn: today, steps: [] }, { step: "talk", takenOn: today }, today))?.code,
    "tension_closed",
  );
});
