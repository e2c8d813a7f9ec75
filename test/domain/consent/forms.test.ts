import { type Change, changeKinds, requireChange } from "../../../src/domain/consent/change.js";
import { type ConsentSettings, lilleSettings, requireConsentSettings } from "../../../src/domain/consent/settings.js";
import { t } from "../../support/tap.js";
import { refusal } from "./stories.js";

const sound: readonly Change[] = [
  { kind: "adopt-key", keyId: "k" },
  { kind: "adopt-sharing", sharingId: "s" },
  { kind: "set-rate", kindId: "k", rate: "25.00", fromOn: "2026-04-01" },
  { kind: "publish-social-code", versionId: "v" },
  { kind: "revise-charter", charterId: "c", versionId: "v" },
  { kind: "sign-contract", contractId: "c" },
  { kind: "admit-member", memberId: "m", fromOn: "2026-04-01" },
  { kind: "exclude-member", memberId: "m", lastOn: "2026-04-01" },
  { kind: "open-envelope", name: "Kit", circleId: null, referentId: null },
  { kind: "set-fund-floor", fundId: "f", floor: "500.00" },
  { kind: "close-tension", tensionId: "t", outcome: "they spoke" },
];

t.test("every change says all it needs", async (t) => {
  t.same(
    sound.map(({ kind }) => kind),
    changeKinds,
  );
  for (const change of sound) {
    t.equal(refusal(() => requireChange(change)).code, "nothing was refused", change.kind);
    for (const field of Object.keys(change).filter((name) => name !== "kind")) {
      const { [field as keyof Change]: _, ...lacking } = change;
      t.match(
        refusal(() => requireChange(lacking as Change, "changes[0]")),
        { code: "proposal_invalid", at: `changes[0].${field}`, problem: "missing" },
      );
      t.match(
        refusal(() => requireChange({ ...change, [field]: 7 } as unknown as Change)),
        { at: field, problem: "text_expected" },
      );
      t.match(
        refusal(() => requireChange({ ...change, [field]: " " } as unknown as Change)),
        { code: "proposal_invalid", at: field },
      );
    }
  }
});

t.test("days, rates, amounts and kinds that are none", async (t) => {
  const setRate = { kind: "set-rate", kindId: "k", rate: "25.00", fromOn: "2026-04-01" } as const;
  const table: [unknown, string, string][] = [
    [{ ...setRate, rate: "25,00" }, "rate", "decimal_malformed"],
    [{ ...setRate, rate: "-1" }, "rate", "decimal_malformed"],
    [{ ...setRate, rate: "0.1234567" }, "rate", "decimal_malformed"],
    [{ ...setRate, fromOn: "2026-02-30" }, "fromOn", "day_malformed"],
    [{ kind: "set-fund-floor", fundId: "f", floor: "-1.00" }, "floor", "decimal_malformed"],
    [{ kind: "set-fund-floor", fundId: "f", floor: "1".repeat(61) }, "floor", "decimal_malformed"],
    [{ kind: "admit-member", memberId: null, fromOn: "2026-04-01" }, "memberId", "text_expected"],
    [{ kind: "abolish-money" }, "kind", "one_of"],
    [{ kind: "toString" }, "kind", "one_of"],
  ];
  for (const [change, at, problem] of table)
    t.match(
      refusal(() => requireChange(change as Change)),
      { at, problem },
    );
});

t.test("all figures are settings, Lille’s the model", async (t) => {
  requireConsentSettings(lilleSettings);
  t.match(lilleSettings, {
    openHours: 72,
    restWeekdays: [6, 7],
    countsPublicHolidays: false,
    daysBetweenAttempts: 7,
    attemptsBefore: 2,
    meetingsBefore: 2,
    lastResort: { kind: "vote", numerator: 2, denominator: 3 },
    restMonths: 3,
  });
  const vote = (numerator: number, denominator: number) => ({ lastResort: { kind: "vote", numerator, denominator } }) as const;
  const sensible: Partial<ConsentSettings>[] = [
    { openHours: 1, restWeekdays: [], attemptsBefore: 1, meetingsBefore: 0, daysBetweenAttempts: 0, restMonths: 0 },
    vote(1, 1),
    vote(51, 100),
    vote(3, 4),
    { lastResort: { kind: "none" } },
    { lastResort: { kind: "council", name: "Sages", memberIds: ["eva"] } },
  ];
  for (const change of sensible) requireConsentSettings({ ...lilleSettings, ...change });
  const table: [Partial<ConsentSettings>, string, number, number][] = [
    [{ openHours: 0 }, "openHours", 1, 1560],
    [{ openHours: 1.5 }, "openHours", 1, 1560],
    [{ daysBetweenAttempts: -1 }, "daysBetweenAttempts", 0, 366],
    [{ attemptsBefore: 0 }, "attemptsBefore", 1, 20],
    [{ meetingsBefore: 21 }, "meetingsBefore", 0, 20],
    [{ restMonths: Number.NaN }, "restMonths", 0, 60],
    [{ restWeekdays: [0] }, "restWeekdays[0]", 1, 7],
    [{ restWeekdays: [1, 2, 3, 4, 5, 6, 7] }, "restWeekdays", 0, 6],
    [{ deciding: [] }, "deciding", 1, 4],
    [{ proposing: [] }, "proposing", 1, 4],
    [vote(1, 2), "lastResort.numerator", 2, 2],
    [vote(50, 100), "lastResort.numerator", 51, 100],
    [vote(4, 3), "lastResort.numerator", 2, 3],
    [vote(1, 0), "lastResort.denominator", 1, 100],
    [{ lastResort: { kind: "council", name: "Sages", memberIds: [] } }, "lastResort.memberIds", 1, 100],
  ];
  for (const [change, at, min, max] of table)
    t.match(
      refusal(() => requireConsentSettings({ ...lilleSettings, ...change })),
      { code: "consent_setting_invalid", at, min, max },
    );
});
