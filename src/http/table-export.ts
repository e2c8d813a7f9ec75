/** What every route of a table takes, answers and sends: a CSV, or a spreadsheet. */
import { createReadStream } from "node:fs";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { ExportFile } from "../db/export-file.js";
import { field } from "./fields.js";

export const dialectField = field(
  z.enum(["fr", "en"]).default("fr"),
  "`fr`: semicolons, decimal commas, dd/mm/yyyy, a byte order mark; `en`: RFC 4180, decimal points, ISO days. Of `xlsx` and `ods`: the language of their words.",
  "fr",
);

const types = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};
export const tableTypes = Object.values(types);

export const formatField = field(
  z.enum(["csv", "xlsx", "ods"]).default("csv"),
  "`csv`: text, by the dialect; `xlsx`: Excel; `ods`: LibreOffice. Spreadsheets hold days and numbers as such, and end with sums where adding makes sense; a number of more than 15 digits is text there, as programs would round it.",
  "csv",
);

export const ofOneMoment =
  "All of it from one moment: the headers `Moisson-Position` and `Moisson-Hash` name the ledger’s head then. The same export of the same moment gives the same bytes.";

export const tableAnswer = (example: string) => z.string().meta({ description: "The file.", examples: [example] });

const sentAs = { ...types, csv: "text/csv; charset=utf-8", text: "text/plain; charset=utf-8" };

/** Sends the file, and removes it once it is read. */
export const sendExport = (
  reply: FastifyReply,
  { name, path, position, hash, discard }: ExportFile,
  format: keyof typeof sentAs,
): FastifyReply =>
  reply
    .type(sentAs[format])
    .header("content-disposition", `attachment; filename="${name}"`)
    .header("moisson-position", position)
    .header("moisson-hash", hash)
    .send(createReadStream(path).once("close", discard));
