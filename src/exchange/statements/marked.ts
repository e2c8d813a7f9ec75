/** What statements in OFX and CAMT have in common: their lines are elements, and a fault names the element it stands in. */
import type { Day } from "../../domain/calendar.js";
import { Refusal } from "../../domain/refusals.js";
import type { ImportFault } from "../faults.js";
import { type Cell, parseMoney } from "../values.js";
import type { Element } from "./elements.js";
import { type StatementLine, statementAmount, statementLinesMax } from "./statement.js";
import { parseStatementDay } from "./table.js";

/** The movements of a file, by the element that they stand in: of each, its line or its faults are kept. */
export class Movements<Name extends string> {
  private readonly byElement = new Map<Element<Name>, { readonly lines: StatementLine[]; readonly faults: ElementFaults }>();
  private count = 0;

  constructor(
    private readonly today: Day | undefined,
    private readonly lineOf: (movement: Element<Name>, faults: ElementFaults) => StatementLine | undefined,
  ) {}

  /** Refuses `statement_too_long`. */
  read(movement: Element<Name>, within: Element<Name>): void {
    this.count += 1;
    if (this.count > statementLinesMax) throw new Refusal("statement_too_long", { max: statementLinesMax });
    const { lines, faults } = this.of(within);
    const line = this.lineOf(movement, faults);
    if (line) lines.push(line);
  }

  of(within: Element<Name>): { readonly lines: StatementLine[]; readonly faults: ElementFaults } {
    const known = this.byElement.get(within) ?? { lines: [], faults: new ElementFaults(this.today) };
    this.byElement.set(within, known);
    return known;
  }
}

/** Collects faults by the line and name of their element. */
export class ElementFaults {
  readonly list: ImportFault[] = [];

  constructor(private readonly today: Day | undefined) {}

  /** One by one: a hundred thousand are too many for the arguments of one call. */
  add({ list }: ElementFaults): void {
    for (const fault of list) this.list.push(fault);
  }

  taken<Value>(element: Element | undefined, within: Element, reading: Cell<Value>): Value | undefined {
    if ("value" in reading) return reading.value;
    const { line, name } = element ?? within;
    this.list.push({ line, column: name, ...reading.fault });
    return undefined;
  }

  /** The day of an element: `20260302120000[+1:CET]`, `2026-03-02`, `2026-03-02T05:47:17Z`. */
  day(element: Element | undefined, within: Element): Day | undefined {
    const text = element?.text.trim() ?? "";
    if (text === "") return this.taken(element, within, { fault: { code: "day_missing", figures: {} } });
    const compact = /^(\d{4})(\d{2})(\d{2})/.exec(text);
    return this.taken(element, within, parseStatementDay(compact ? compact.slice(1, 4).join("-") : text, undefined, this.today));
  }

  money(element: Element | undefined, within: Element, currency: string): bigint | undefined {
    const text = element?.text.trim() ?? "";
    if (text === "") return this.taken(element, within, { fault: { code: "statement_amount_missing", figures: {} } });
    // Both formats write a point; some French banks a comma. Neither writes marks of thousands.
    const decimal = this.taken(element, within, parseMoney(text, currency, text.includes(",") ? "," : "."));
    if (decimal === undefined) return undefined;
    try {
      return statementAmount(decimal, currency);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.taken(element, within, { fault: { code: error.code, figures: { ...error.figures, amount: text } } });
    }
  }

  currency(found: string, element: Element, expected: string): void {
    if (found !== "" && found !== expected)
      this.taken(element, element, { fault: { code: "currency_mismatch", figures: { expected, found } } });
  }
}
