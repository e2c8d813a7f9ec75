/**
 * The pages of the browser, as they were built: scripts, styles and fonts, and one document for every address of theirs.
 *
 * A file under /assets has its content’s hash in its name: it is kept for ever. The document names the files of this
 * version: it is asked for anew each time. Files lie there compressed; nothing is compressed while somebody waits.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const yearMs = 365 * 24 * 3_600_000;

const open = { config: { access: ["public" as const] }, schema: { hide: true } };

/** Serves the pages from a folder; where nothing was built, the bare address and the setup link lead to the reference. */
export async function servePages(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (!folder || !existsSync(join(folder, "index.html"))) {
    for (const url of ["/", "/setup"]) app.get(url, open, (_request, reply) => reply.redirect("/api/docs/"));
    return;
  }
  await app.register(fastifyStatic, { root: folder, serve: false, index: false, preCompressed: true });
  app.get("/assets/:file", open, (request: FastifyRequest<{ Params: { file: string } }>, reply) =>
    reply.sendFile(join("assets", request.params.file), { maxAge: yearMs, immutable: true }),
  );
  app.get("/*", open, (request, reply: FastifyReply) => {
    if (/^\/(?:api|assets|healthz)(?:[/?]|$)/.test(request.url)) return reply.callNotFound();
    return reply.header("cache-control", "no-cache").sendFile("index.html", { cacheControl: false });
  });
}
