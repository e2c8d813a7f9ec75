/**
 * What a value of an archive can be. PostgreSQL takes more than the service ever wrote: `NaN` for a decimal, `infinity` for a
 * day, and any text for a currency. An archive whose digests were made anew would bring them in, and every page that reads
 * one would fail from then on.
 *
 *   archivable({ name: "quantity", type: "numeric" })?.("NaN") → false
 */
import { isDay } from "../../domain/calendar.js";
import { isTimeZone, isYearStart } from "../../domain/collective.js";
import { isCurrency } from "../../domain/currency.js";
import { isDecimal } from "../../domain/decimal-text.js";
import { points } from "../../domain/ledger.js";
import { frenchRegions } from "../../domain/public-holidays.js";
import type { ArchivedColumn } from "./tables.js";

type Check = (value: unknown) => boolean;

const text =
  (isOne: (text: string) => boolean): Check =>
  (value) =>
    typeof value === "string" && isOne(value);

const day = text(isDay);
const instant = text((value) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value));
const country = text((value) => /^[A-Z]{2}$/.test(value));
const region = text((value) => frenchRegions.some((known) => known === value));

/** Of columns of a type, whatever they are called. */
const ofType: Readonly<Record<string, Check>> = {
  numeric: text(isDecimal),
  date: day,
  "date[]": (value) => Array.isArray(value) && value.every(day),
  "timestamp (3) with time zone": instant,
};

/** Of columns of a name, in whichever table. */
const ofName: Readonly<Record<string, Check>> = {
  currency: text(isCurrency),
  commodity: text((value) => value === points || isCurrency(value)),
  time_zone: text(isTimeZone),
  year_start: text(isYearStart),
  country,
  region,
};

/** Whether a value other than null can stand in a column; undefined where the database judges alone. */
export const archivable = ({ name, type }: Pick<ArchivedColumn, "name" | "type">): Check | undefined => ofName[name] ?? ofType[type];
