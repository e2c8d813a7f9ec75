/**
 * Keys as people choose them: named models, and the rules that are compared in a meeting. A model is a list of steps; the
 * service and the domain judge them, here they are only put together.
 */
export type Step = Readonly<Record<string, unknown>> & { readonly kind: string };
export interface Key {
  readonly steps: readonly Step[];
}

/** What a key can name in this collective. */
export interface KeyMaterial {
  readonly currency: string;
  /** Kinds that are reimbursed. */
  readonly expenses: readonly string[];
  /** Kinds that have a unit and a rate. */
  readonly weighable: readonly string[];
  /** The fund a levy goes to first. */
  readonly fund: string | null;
}

const isStep = (value: unknown): value is Step => typeof (value as { kind?: unknown } | null)?.kind === "string";

/** The steps of a key as the service keeps it. */
export function stepsOf(key: unknown): Step[] {
  const steps = (key as { steps?: unknown } | null)?.steps;
  return Array.isArray(steps) ? steps.filter(isStep) : [];
}

/** What is taken before people share: levies, agreed amounts, expenses. */
const isFirst = ({ kind }: Step): boolean => kind === "levy" || kind === "fixed" || kind === "reimburse";

export const modelNames = ["contributive", "equal", "weighted", "peers", "takes", "charter"] as const;
export type ModelName = (typeof modelNames)[number];

const distribution: Readonly<Record<ModelName, (material: KeyMaterial) => Step[]>> = {
  contributive: () => [{ kind: "claims", settle: "deliberate", unpaid: "carry" }],
  equal: () => [{ kind: "equal", among: "contributors" }],
  weighted: ({ weighable }) => [{ kind: "weights", kinds: weighable, quality: { min: "0.8", max: "1.2" }, cap: true }],
  peers: () => [{ kind: "peer", method: "impartial" }],
  takes: () => [{ kind: "takes" }],
  charter: () => [{ kind: "fixed", lines: [] }],
};

/** A named model: expenses are given back first, then it shares. A charter’s lines are still to be written. */
export const modelKey = (name: ModelName, material: KeyMaterial): Key => ({
  steps: [
    ...(material.expenses.length > 0 && name !== "charter" ? [{ kind: "reimburse", kinds: material.expenses }] : []),
    ...distribution[name](material),
  ],
});

/** The model a key is made of, by the step that shares; null for one of one’s own. */
export function modelOf(key: unknown): ModelName | null {
  const sharing = stepsOf(key).filter((step) => !isFirst(step));
  const [step] = sharing;
  if (step === undefined) return stepsOf(key).some(({ kind }) => kind === "fixed") ? "charter" : null;
  if (sharing.length > 1) return null;
  switch (step.kind) {
    case "claims":
      return step.settle === "deliberate" ? "contributive" : null;
    case "equal":
      return "equal";
    case "weights":
      return step.quality === undefined ? null : "weighted";
    case "peer":
      return step.method === "impartial" ? "peers" : null;
    case "takes":
      return "takes";
    default:
      return null;
  }
}

export const ruleNames = ["pro-rata", "equal-awards", "equal-losses", "smallest-first", "weights", "equal"] as const;
export type RuleName = (typeof ruleNames)[number];

/** Other rules on the same data: what comes first stays, the last sharing step is another. */
export function ruleKey(name: RuleName, key: unknown, { weighable }: KeyMaterial): Key {
  const first = stepsOf(key).filter(isFirst);
  switch (name) {
    case "weights":
      return { steps: [...first, { kind: "weights", kinds: weighable, cap: true }] };
    case "equal":
      return { steps: [...first, { kind: "equal", among: "contributors" }] };
    default:
      return { steps: [...first, { kind: "claims", settle: name, unpaid: "drop" }] };
  }
}

/** Rules that say something about these lines: those on wishes where there are some, on hours where there are rates. */
export function rulesFor(wishes: boolean, { weighable }: KeyMaterial): RuleName[] {
  return ruleNames.filter((name) => (name === "weights" ? weighable.length > 0 : name === "equal" || wishes));
}

/** A key with a part for a fund first; none for nothing. */
export const withLevy = (key: Key, percent: string | null, fund: string | null): Key =>
  percent === null || fund === null || !/[1-9]/.test(percent) ? key : { steps: [{ kind: "levy", to: fund, percent }, ...key.steps] };

export const stepKinds = ["levy", "reimburse", "claims", "weights", "equal", "peer", "takes", "fixed"] as const;
export type StepKind = (typeof stepKinds)[number];

/** A step as it begins, to be adjusted. */
export function newStep(kind: StepKind, { expenses, weighable, fund }: Omit<KeyMaterial, "currency">): Step {
  switch (kind) {
    case "levy":
      return { kind, to: fund ?? "", percent: "5" };
    case "reimburse":
      return { kind, kinds: expenses };
    case "claims":
      return { kind, settle: "deliberate", unpaid: "carry" };
    case "weights":
      return { kind, kinds: weighable, cap: true };
    case "equal":
      return { kind, among: "contributors" };
    case "peer":
      return { kind, method: "impartial" };
    case "takes":
      return { kind };
    case "fixed":
      return { kind, lines: [] };
  }
}

/** A step more: a levy after the levies that come first, as they come before what people share; any other at the end. */
export function withStepAdded(steps: readonly Step[], step: Step): Step[] {
  const place = step.kind === "levy" ? leading(steps) : steps.length;
  return [...steps.slice(0, place), step, ...steps.slice(place)];
}

/** How many levies a key begins with: what they go to, goes there first. */
export function leading(steps: readonly Step[]): number {
  const other = steps.findIndex(({ kind }) => kind !== "levy");
  return other < 0 ? steps.length : other;
}

/** A model with what one’s key takes first for funds. */
export function modelInstead(name: ModelName, key: unknown, material: KeyMaterial): Key {
  const levies = stepsOf(key).filter(({ kind }) => kind === "levy");
  return { steps: [...(name === "charter" ? [] : levies), ...modelKey(name, material).steps] };
}

/** A slice of what is levied: up to an amount, or without end; both as they are typed. */
export interface Bracket {
  readonly upTo: string | null;
  readonly percent: string;
}

/** The brackets of a levy; null where it is one percent. */
export function bracketsOf({ brackets }: Step): Bracket[] | null {
  if (!Array.isArray(brackets)) return null;
  return brackets.map((each: { upTo?: unknown; percent?: unknown } | null) => ({
    upTo: typeof each?.upTo === "string" ? each.upTo : null,
    percent: typeof each?.percent === "string" ? each.percent : "0",
  }));
}

/** One percent made brackets: up to 1,000 at that percent, beyond at the same, to be told apart. */
export function bracketsBegun({ percent }: Step): Record<string, unknown> {
  const begun = typeof percent === "string" ? percent : "5";
  return {
    percent: undefined,
    mode: "marginal",
    brackets: [
      { upTo: "1000", percent: begun },
      { upTo: null, percent: begun },
    ],
  };
}

/** One more before the last, which has no end: twice as far as the one before it. */
export function withBracketAdded(brackets: readonly Bracket[]): Bracket[] {
  const last = brackets.at(-1) ?? { upTo: null, percent: "0" };
  const before = brackets.at(-2)?.upTo;
  const upTo = before && /^\d{1,12}$/.test(before) ? String(BigInt(before) * 2n) : "";
  return [...brackets.slice(0, -1), { upTo: upTo || (before ? "" : "1000"), percent: last.percent }, last];
}
