/** A key in plain words: a sentence or two a step, in the reader’s language. */
import { listed, money, number, percent } from "./format.js";
import en from "./i18n/en/sharing-key.js";
import fr from "./i18n/fr/sharing-key.js";
import { leading, type Step, stepsOf } from "./sharing-keys.js";
import { speak } from "./speech.js";

const t = speak({ fr, en });

/** The names of what a key names by ids. */
export interface KeyNames {
  readonly currency: string;
  readonly kind: (id: string) => string;
  readonly fund: (id: string) => string;
  readonly member: (id: string) => string;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
const objects = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isDecimal = (value: unknown): value is string => typeof value === "string" && /^\d+(\.\d+)?$/.test(value);

/** The sentences of each step. */
export function sayKey(key: unknown, names: KeyNames): string[] {
  const steps = stepsOf(key);
  return steps.map((step, place) => sayStep(step, names, place < leading(steps)));
}

/** A step; `isFirst` where nothing but levies comes before it. */
export function sayStep(step: Step, names: KeyNames, isFirst: boolean): string {
  const said = sentencesOf(step, names, isFirst);
  const { percent: part, of } = step;
  const isPart = step.kind !== "levy" && isDecimal(part) && !/^100(\.0*)?$/.test(part);
  return [...said, ...(isPart ? [t().steps.portion(percent(part), of === "total")] : [])].join(" ");
}

function sentencesOf(step: Step, names: KeyNames, isFirst: boolean): string[] {
  const say = t().steps;
  const kinds = listed(texts(step.kinds).map(names.kind));
  switch (step.kind) {
    case "levy":
      return sayLevy(step, names, isFirst);
    case "fixed": {
      const lines = objects(step.lines).map((line) => sayFixedLine(line, names));
      return [lines.length > 0 ? say.fixed(listed(lines)) : say.fixedNone];
    }
    case "reimburse":
      return [say.reimburse(kinds)];
    case "claims": {
      const settle = text(step.settle) as keyof typeof say.claims;
      return [say.claims[settle] ?? say.unknown, step.unpaid === "carry" ? say.carry : say.drop];
    }
    case "weights": {
      const quality = step.quality as { min?: unknown; max?: unknown } | undefined;
      return [
        say.weights(kinds),
        ...(quality ? [say.quality(number(text(quality.min)), number(text(quality.max)))] : []),
        ...(step.cap === true ? [say.cap] : []),
      ];
    }
    case "equal":
      return [step.among === "contributors" ? say.equalContributors : say.equalAll];
    case "peer":
      return [step.method === "impartial" ? say.impartial : say.received];
    case "takes":
      return [step.throttle === false ? say.takesFree : say.takes];
    default:
      return [say.unknown];
  }
}

function sayLevy(step: Step, { fund, currency }: KeyNames, isFirst: boolean): string[] {
  const say = t().steps;
  const to = fund(text(step.to));
  if (!Array.isArray(step.brackets)) {
    const part = percent(isDecimal(step.percent) ? step.percent : "100");
    return [step.of === "total" ? say.levyOfAll(part, to) : isFirst ? say.levyFirst(part, to) : say.levy(part, to)];
  }
  const slices = objects(step.brackets).map((slice) =>
    say.slice(percent(text(slice.percent)), isDecimal(slice.upTo) ? money(slice.upTo, currency) : null),
  );
  return [say.brackets(to, slices.join(", "), step.mode === "marginal"), ...(step.since === "year" ? [say.since] : [])];
}

function sayFixedLine({ to, amount, percent: part }: Record<string, unknown>, { member, fund, currency }: KeyNames): string {
  const receiver = (to ?? {}) as { member?: unknown; fund?: unknown };
  const who = receiver.fund === undefined ? member(text(receiver.member)) : fund(text(receiver.fund));
  return t().steps.fixedLine(who, isDecimal(amount) ? money(amount, currency) : percent(isDecimal(part) ? part : "0"));
}
