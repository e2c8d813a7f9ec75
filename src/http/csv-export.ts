/** What every route of a CSV export takes, answers and sends. */
import { createReadStream } from "node:fs";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { ExportFile } from "../db/export-file.js";
import { field } from "./fields.js";

export const dialectField = field(
  z.enum(["fr", "en"]).default("fr"),
  "`fr`: semicolons, decimal commas, dd/mm/yyyy, a byte order mark; `en`: RFC 4180, decimal points, ISO days.",
  "fr",
);

export const ofOneMoment =
  "All of it from one moment: the headers `Moisson-Position` and `Moisson-Hash` name the ledger’s head then. The same export of the same moment gives the same bytes.";

export const csvAnswer = (example: string) => z.string().meta({ description: "The file, as text/csv.", examples: [example] });

/** Sends the file, and removes it once it is read. */
export const sendExport = (reply: FastifyReply, { name, path, position, hash, discard }: ExportFile): FastifyReply =>
  reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}"`)
    .header("moisson-position", position)
    .header("moisson-hash", hash)
    .send(createReadStream(path).once("close", discard));
