/**
 * One line being read: its finds, and the entry they make. The numbered rules stand in quick-entry.ts.
 */
import { minutesOfHours } from "../duration.js";
import { formatAmount, parseAmount } from "../money.js";
import { canonicalUnit, isMoneyUnit } from "../units.js";
import { recogniseAmount } from "./amounts.js";
import { dayStarts, recogniseDay } from "./days.js";
import type { QuickEntry, QuickEntryContext, QuickKind } from "./entry.js";
import { findGift, type GiftSaid, isAboutGiving, isMatter } from "./gifts.js";
import { type AmountFind, chooseKind, type Figure, fits, type MeasureFind } from "./kinds.js";
import {
  type Find,
  foldLine,
  isWordCharacter,
  type Line,
  overlaps,
  type Recogniser,
  type Span,
  scan,
  typedPlace,
  typedSlice,
} from "./line.js";
import { measureStarts, recogniseClock, recogniseDays, recogniseDuration, recogniseQuantity } from "./measures.js";
import {
  findNames,
  idsBehind,
  idsCalled,
  type NameBook,
  type NameFind,
  nameBook,
  recogniseAtName,
  recogniseHashtag,
  type Word,
  wordsOf,
} from "./names.js";
import type { QuestionReason, QuickField } from "./questions.js";
import { isFigure, withTotalsAsked } from "./totals.js";

const starts: ReadonlySet<string> = new Set([...dayStarts, ...measureStarts]);

interface Books {
  readonly kinds: NameBook;
  readonly circles: NameBook;
  readonly members: NameBook;
  readonly recognisers: readonly Recogniser[];
}

/** Name books and recognisers of a context are made once: an import reads many lines with the same one. */
const booksByContext = new WeakMap<QuickEntryContext, Books>();

function booksOf(context: QuickEntryContext): Books {
  const known = booksByContext.get(context);
  if (known) return known;
  const { language } = context;
  const units = [...new Set(context.kinds.flatMap(({ unit }) => (unit === null || isMoneyUnit(unit) ? [] : [canonicalUnit(unit)])))];
  const books: Books = {
    kinds: nameBook(context.kinds),
    circles: nameBook(context.circles),
    members: nameBook(context.members),
    recognisers: [
      recogniseAmount(context),
      recogniseClock(language),
      recogniseDuration(language),
      recogniseDays(language),
      recogniseQuantity({ language, units }),
      recogniseDay(context),
      recogniseHashtag,
      recogniseAtName,
    ],
  };
  booksByContext.set(context, books);
  return books;
}

export class Reading {
  private readonly line: Line;
  private readonly books: Books;
  private readonly finds: Find[];
  /** The words that no find covers. */
  private readonly words: readonly Word[];
  private readonly entry: QuickEntry = { tags: [], note: "", remainder: "", understood: [], questions: [] };
  /** Where the giver's name ends, and where the telling begins (rule 2). */
  private start = 0;
  private colon: number;
  /** Places that are understood, for the remainder. */
  private readonly taken: Span[] = [];

  constructor(
    typed: string,
    private readonly context: QuickEntryContext,
  ) {
    this.line = foldLine(typed);
    this.books = booksOf(context);
    this.finds = withTotalsAsked(this.line, scan(this.line, this.books.recognisers, starts));
    this.words = wordsOf(this.line.folded).filter((word) => !this.finds.some((find) => overlaps(find, word)));
    this.colon = this.colonAfter(0);
  }

  read(): QuickEntry {
    this.readGiver();
    this.readDay();
    this.readLabels();
    const kinds = this.readLogFormat() ?? this.namedKinds();
    this.readFigures(kinds);
    this.readCircle();
    this.entry.remainder = this.untaken();
    this.readTold();
    this.entry.understood.sort((a, b) => a.from - b.from);
    return this.entry;
  }

  /** The first colon that ends a word, or the end of the line. */
  private colonAfter(from: number): number {
    const pattern = / ?:(?= |$)/g;
    pattern.lastIndex = from;
    for (let match = pattern.exec(this.line.folded); match; match = pattern.exec(this.line.folded)) {
      const at = match.index;
      if (!this.finds.some((find) => find.from <= at && at < find.to)) return at;
    }
    return this.line.folded.length;
  }

  /** Rule 2: those before the colon, or else those after it. */
  private ofInterest<F extends Span>(finds: readonly F[]): F[] {
    const before = finds.filter(({ to }) => to <= this.colon);
    return before.length > 0 ? before : [...finds];
  }

  private understand(field: QuickField, value: string, { from, to }: Span): void {
    this.taken.push({ from, to });
    const [typedFrom, typedTo] = [typedPlace(this.line, from), typedPlace(this.line, to)];
    this.entry.understood.push({ field, value, text: this.line.typed.slice(typedFrom, typedTo), from: typedFrom, to: typedTo });
  }

  private ask(field: QuickField, reason: QuestionReason, span?: Span, options?: readonly string[]): void {
    if (this.entry.questions.some((question) => question.field === field)) return;
    const text = span && typedSlice(this.line, span.from, span.to).trim();
    this.entry.questions.push({ field, reason, ...(text === undefined ? {} : { text }), ...(options ? { options } : {}) });
  }

  /** What was found for a field; nothing where one of the finds is doubtful, and then that one is asked. */
  private certain<F extends Find>(field: QuickField, isWanted: (find: Find) => find is F): { finds: F[]; isAsked: boolean } {
    const finds = this.ofInterest(this.finds.filter((find) => isWanted(find) || (find.what === "doubt" && find.doubt.field === field)));
    const doubt = finds.find((find) => find.what === "doubt");
    if (doubt) this.entry.questions.push(doubt.doubt);
    return { finds: doubt ? [] : finds.filter(isWanted), isAsked: doubt !== undefined };
  }

  private readGiver(): void {
    const at = this.finds.filter((find) => find.what === "at-name");
    const [first] = at;
    if (first?.what === "at-name") {
      const ids = idsBehind(first.name, this.context.members);
      if (ids.length === 1 && ids[0] !== undefined) this.takeMember(ids[0], first);
      else this.ask("member", ids.length === 0 ? "member_unknown" : "several_members", first, ids);
      return;
    }
    const [id, another] = idsCalled(this.line.folded.slice(0, this.colon), this.books.members);
    if (id === undefined || this.colon === this.line.folded.length) return;
    const span = { from: 0, to: this.colon };
    if (another === undefined) this.takeMember(id, span);
    else this.ask("member", "several_members", span, idsCalled(this.line.folded.slice(0, this.colon), this.books.members));
    this.start = this.colon + this.line.folded.slice(this.colon).indexOf(":") + 1;
    this.colon = this.colonAfter(this.start);
  }

  private takeMember(id: string, span: Span): void {
    this.entry.memberId = id;
    this.understand("member", id, span);
  }

  private readDay(): void {
    const { finds } = this.certain("day", isDayFind);
    const spans = [...new Set(finds.map(({ day, dayUntil }) => (dayUntil === undefined ? day : `${day}/${dayUntil}`)))];
    const [first] = finds;
    if (first === undefined) return;
    if (spans.length > 1) {
      this.ask("day", "several_days", undefined, spans);
      return;
    }
    this.entry.day = first.day;
    if (first.dayUntil !== undefined) this.entry.dayUntil = first.dayUntil;
    this.understand("day", spans[0] ?? first.day, first);
  }

  /** `#…`: an envelope by its name, else a tag. */
  private readLabels(): void {
    for (const find of this.finds) {
      if (find.what !== "hashtag") continue;
      const ids = idsBehind(find.name, this.context.envelopes);
      const [id, another] = ids;
      if (id !== undefined && another === undefined && (this.entry.envelopeId ?? id) === id) {
        this.entry.envelopeId = id;
        this.understand("envelope", id, find);
      } else if (id !== undefined) {
        this.ask("envelope", "several_envelopes", find, this.entry.envelopeId === undefined ? ids : [this.entry.envelopeId, ...ids]);
      } else {
        this.entry.tags.push(find.name);
        this.understand("tag", find.name, find);
      }
    }
  }

  private freeWords(from = this.start, to = this.line.folded.length): Word[] {
    return this.words.filter((word) => word.from >= from && word.to <= to);
  }

  /** Rule 3: what is left before the colon, between commas; undefined where the line has no such shape. */
  private readLogFormat(): NameFind[] | undefined {
    const lastFind = this.finds.filter((find) => find.to <= this.colon && find.from >= this.start).at(-1);
    if (this.colon === this.line.folded.length || !lastFind) return undefined;
    const parts = splitAt(this.line.folded, lastFind.to, this.colon);
    const [kind, circle, envelope] = parts;
    if (!kind || parts.length > 3) return undefined;
    const ids = idsCalled(this.line.folded.slice(kind.from, kind.to), this.books.kinds);
    // Words between the figures: the line is told freely.
    const isLog = this.entry.day !== undefined && this.finds.some(isFigure) && this.freeWords(this.start, lastFind.to).length === 0;
    if (ids.length === 0 && !(isLog && findNames(this.freeWords(kind.from, this.colon), this.books.kinds).length === 0)) return undefined;
    if (ids.length === 0) this.ask("kind", "kind_unknown", kind);
    if (circle) this.takeCircle(idsCalled(this.line.folded.slice(circle.from, circle.to), this.books.circles), circle);
    if (envelope) this.takeEnvelope(envelope);
    return ids.length === 0 ? [] : [{ ...kind, ids }];
  }

  private takeCircle(ids: readonly string[], span: Span): void {
    const [id, another] = ids;
    if (id !== undefined && another === undefined) {
      this.entry.circleId = id;
      this.understand("circle", id, span);
    } else {
      this.ask("circle", id === undefined ? "circle_unknown" : "several_circles", span, ids);
    }
  }

  private takeEnvelope(span: Span): void {
    const [id, another] = idsBehind(this.line.folded.slice(span.from, span.to), this.context.envelopes);
    if (id === undefined || another !== undefined) return;
    this.entry.envelopeId = id;
    this.understand("envelope", id, span);
  }

  private namedKinds(): NameFind[] {
    return this.ofInterest(findNames(this.freeWords(), this.books.kinds));
  }

  /** Rules 4 to 7. */
  private readFigures(all: readonly NameFind[]): void {
    const { finds: measures, isAsked: isQuantityAsked } = this.certain("quantity", isMeasure);
    const { finds: amounts, isAsked: isAmountAsked } = this.certain("amount", isAmount);
    const isMeasured = measures.length > 0 || isQuantityAsked;
    const gift = isMeasured || (amounts.length === 0 && !isAmountAsked) ? undefined : this.giftSaid(all);
    const named = gift
      ? this.giftKinds(gift, all)
      : all.filter((find) => !(this.isOnlyGiving(find) && (isMeasured || isMatter(this.line, find))));
    const measure = this.chooseMeasure(measures, named);
    const amount = this.chooseAmount(amounts);
    const isUndecided = measure === undefined && isMeasured;
    const kind = this.readKind(named, isUndecided ? [] : [measure, amount].filter((figure) => figure !== undefined));
    if (isMeasured) {
      if (measure) this.takeMeasure(measure, kind);
      if (amount && kind && isMoneyUnit(kind.unit)) this.takeAmount(amount, kind);
      else if (amount) this.takeClaim(amount);
    } else if (amount) {
      this.takeAmount(amount, kind);
    } else if (!isAmountAsked && amounts.length === 0) {
      this.askQuantity(kind);
    }
  }

  /** Rule 7: the words of giving; before the colon where a kind is named there (rule 2). */
  private giftSaid(named: readonly NameFind[]): GiftSaid | undefined {
    const end = named.some(({ to }) => to <= this.colon) ? this.colon : this.line.folded.length;
    const amounts = this.finds.filter((find) => find.what === "amount" || (find.what === "doubt" && find.doubt.field === "amount"));
    return findGift(this.line, end, amounts, this.finds);
  }

  /** A name such as «Don», of kinds in money alone: beside a quantity, or in «appel aux dons», it does not say what was given. */
  private isOnlyGiving(find: NameFind): boolean {
    const kinds = this.context.kinds.filter(({ id }) => find.ids.includes(id));
    return isAboutGiving(this.line, find) && kinds.every(({ unit }) => isMoneyUnit(unit));
  }

  /** Rule 7: the names to choose the kind from; none where it had to be asked. */
  private giftKinds(gift: GiftSaid, named: readonly NameFind[]): NameFind[] {
    const inMoney = this.context.kinds.filter(({ unit }) => isMoneyUnit(unit));
    const given = inMoney.filter(({ isExpense }) => !isExpense).map(({ id }) => id);
    const spent = inMoney.filter(({ isExpense }) => isExpense).map(({ id }) => id);
    const own = named.find(({ ids }) => ids.length > 0 && ids.every((id) => given.includes(id)));
    const isSpent = named.some(({ ids }) => ids.some((id) => spent.includes(id)));
    // «Don d’argent» is a name, and no gift of a thing.
    const isOfThing = gift.isOfThing && !(own !== undefined && overlaps(own, gift) && own.to > gift.to);
    if (isSpent || gift.isBought || isOfThing) {
      this.ask("kind", "gift_or_expense", gift, [...given, ...spent]);
      return [];
    }
    if (given.length === 0) {
      this.ask("kind", "gift_kind_missing", gift);
      return [];
    }
    return [own ?? { from: gift.from, to: gift.to, ids: given }];
  }

  /** Rule 6, and one quantity alone: a second one is asked. */
  private chooseMeasure(measures: readonly MeasureFind[], named: readonly NameFind[]): MeasureFind | undefined {
    const [only] = new Set(named.flatMap(({ ids }) => ids));
    const kind = this.context.kinds.find(({ id }) => id === only);
    const fitting = kind ? measures.filter((measure) => fits(measure.unit, kind.unit)) : [];
    const timed = measures.filter(({ unit }) => unit !== "day");
    const chosen = fitting.length > 0 ? fitting : timed.length > 0 ? timed : measures;
    const different = new Set(chosen.map(({ quantity, unit }) => `${quantity} ${unit}`));
    if (different.size <= 1) return chosen[0];
    this.ask("quantity", "several_quantities", undefined, [...different]);
    return undefined;
  }

  private chooseAmount(amounts: readonly AmountFind[]): AmountFind | undefined {
    const different = new Set(amounts.map(({ amount }) => amount));
    if (different.size <= 1) return amounts[0];
    this.ask("amount", "several_amounts", undefined, [...different]);
    return undefined;
  }

  /** Rule 4. Undefined where it had to be asked. */
  private readKind(named: readonly NameFind[], figures: readonly Figure[]): QuickKind | undefined {
    if (this.entry.questions.some(({ field }) => field === "kind")) return undefined;
    const choice = chooseKind(this.line, this.context.kinds, named, figures);
    if ("kind" in choice) {
      this.entry.kindId = choice.kind.id;
      this.understand("kind", choice.kind.id, choice.span);
      return choice.kind;
    }
    this.ask("kind", choice.reason, undefined, choice.options);
    return undefined;
  }

  private takeMeasure(measure: MeasureFind, kind: QuickKind | undefined): void {
    const isInMinutes = kind?.unit != null && canonicalUnit(kind.unit) === "min";
    const isUnfit = !(kind ? [kind] : this.context.kinds).some(({ unit }) => fits(measure.unit, unit));
    if (isUnfit || (isInMinutes && measure.minutes === undefined)) {
      this.ask("quantity", "unit_mismatch", measure);
      return;
    }
    this.entry.quantity = isInMinutes ? String(measure.minutes) : measure.quantity;
    this.entry.unit = kind?.unit ?? measure.unit;
    const minutes = measure.unit === "h" ? (measure.minutes ?? minutesOfHours(measure.quantity)) : undefined;
    if (minutes !== undefined) this.entry.durationMinutes = minutes;
    this.understand("quantity", `${this.entry.quantity} ${this.entry.unit}`, measure);
  }

  /** Rule 5: beside a quantity. Nothing wished is written as nothing. */
  private takeClaim(amount: AmountFind): void {
    const minor = parseAmount(amount.amount, amount.currency);
    if (minor > 0n) this.entry.claimMinor = minor;
    this.understand("claim", formatAmount(minor, amount.currency), amount);
  }

  /** Rule 5: alone. */
  private takeAmount(amount: AmountFind, kind: QuickKind | undefined): void {
    if (kind && !isMoneyUnit(kind.unit)) {
      this.ask("amount", "expense_or_claim", amount);
      if (kind.unit !== null) this.ask("quantity", "quantity_missing");
      return;
    }
    const minor = parseAmount(amount.amount, amount.currency);
    if (minor === 0n) {
      this.ask("amount", "not_positive", amount);
      return;
    }
    this.entry.amountMinor = minor;
    this.understand("amount", formatAmount(minor, amount.currency), amount);
  }

  /** Neither quantity nor amount. */
  private askQuantity(kind: QuickKind | undefined): void {
    if (kind?.unit === null) return;
    const number = this.freeWords().find(({ word }) => /^\d+$/.test(word));
    this.ask("quantity", number ? "unit_missing" : "quantity_missing", number);
  }

  /** A circle by its name, before the colon; with «cercle» before it, anywhere. */
  private readCircle(): void {
    if (this.entry.circleId !== undefined || this.entry.questions.some(({ field }) => field === "circle")) return;
    const free = this.freeWords().filter((word) => !this.taken.some((span) => overlaps(span, word)));
    const named = findNames(free, this.books.circles);
    const called = named.filter(({ from }) =>
      /(?:cercle|circle|commission|pole|groupe) (?:de |du |d'|des )?$/.test(this.line.folded.slice(0, from)),
    );
    const chosen = called.length > 0 ? called : named.filter(({ to }) => to <= this.colon);
    const ids = [...new Set(chosen.flatMap((find) => find.ids))];
    const [first] = chosen;
    if (first && ids.length === 1) this.takeCircle(ids, first);
    else if (first) this.ask("circle", "several_circles", undefined, ids);
  }

  private readTold(): void {
    const isUnderstood = wordsOf(this.line.folded.slice(0, this.colon)).every((word) => this.taken.some((span) => overlaps(span, word)));
    const told = this.line.typed.slice(typedPlace(this.line, this.colon)).replace(/^\s*:/, "").trim();
    if (this.taken.length > 0 && isUnderstood && told !== "") this.entry.told = told;
  }

  /** The words that no field took, without the punctuation that held them together. */
  private untaken(): string {
    const { typed } = this.line;
    const spans = this.taken
      .map(({ from, to }) => [typedPlace(this.line, from), typedPlace(this.line, to)] as const)
      .sort((a, b) => a[0] - b[0]);
    let kept = "";
    let at = 0;
    for (const [from, to] of spans) {
      if (from > at) kept += `${typed.slice(at, from)} `;
      at = Math.max(at, to);
    }
    return (kept + typed.slice(at))
      .replace(/\s+/g, " ")
      .replace(/ (?=[,;])/g, "")
      .replace(/^(?: ?[,;:–—-]+(?= |$))+ ?|(?: ?[,;:]| [–—-])+ ?$/gu, "")
      .trim();
  }
}

/** The parts between commas of a stretch of the line, without the spaces around them. */
function splitAt(folded: string, from: number, to: number): Span[] {
  const parts: Span[] = [];
  for (const match of folded.slice(from, to).matchAll(/[^,]+/g)) {
    const text = match[0].trim();
    if (text === "" || !isWordCharacter(text[0])) continue;
    const start = from + match.index + match[0].indexOf(text);
    parts.push({ from: start, to: start + text.length });
  }
  return parts;
}

const isDayFind = (find: Find): find is Extract<Find, { what: "day" }> => find.what === "day";
const isMeasure = (find: Find): find is MeasureFind => find.what === "measure";
const isAmount = (find: Find): find is AmountFind => find.what === "amount";
