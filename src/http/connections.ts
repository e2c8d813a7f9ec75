/**
 * Connections on which nobody has asked anything: browsers open some ahead of need. A server that closes ends those whose
 * request was answered and waits for those that ask, but it takes a silent one for a slow request, and would wait a minute
 * for it. They are cut when the service stops. Node does so itself from 26.4 on (nodejs/node#63470): then this can go.
 */
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

export function endSilentConnections(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  app.server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  app.server.on("request", ({ socket }) => silent.delete(socket));
  app.addHook("preClose", async () => {
    for (const socket of silent) socket.destroy();
  });
}
