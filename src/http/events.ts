/**
 * Live changes: a route whose answer stays open and tells, by server-sent events, that something changed.
 *
 *  1. It tells that something changed, never what: a page reads anew, as whoever it is.
 *  2. The first event comes at once, so that a page which lost its stream and opens another misses nothing.
 *  3. Changes that come close together are one event, and the last one always has its event.
 *  4. Before each event, and at each heartbeat, everything is checked as at the opening: the token, the session, the roles,
 *     and that the thing is still there for its reader. Who may not open the stream any more reads no further on it.
 *  5. A login has so many streams at once; they end with the page, and at once when the service stops.
 *
 *   retry: 3000
 *
 *   event: changed
 *   id: 0199b2f0-6c1e-7d4a-9b53-0f6c1c6f2a10
 *   data: {"subject":"round","id":"0199b2ef-0a52-7c11-8e0f-5a7c6d1b9e42"}
 *
 *   : still here
 */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import type { Change } from "../db/changes.js";
import type { Queryable } from "../db/client.js";
import { newId } from "../db/id.js";
import { Refusal } from "../domain/refusals.js";
import type { Role } from "./access.js";
import { type Call, callOf, schemaOf, tagOf } from "./operation.js";

export interface LiveLimits {
  /** How long nothing may be said; then a comment is, so that nobody in between takes the connection for dead. */
  readonly heartbeatMs: number;
  /** The least time between two events of a stream. */
  readonly pauseMs: number;
  readonly streamsPerLogin: number;
}

const usualLimits: LiveLimits = { heartbeatMs: 20_000, pauseMs: 300, streamsPerLogin: 20 };

/** How long a browser waits before it opens a lost stream again. */
const retryMs = 3_000;
/** How long a reader who takes nothing may hold up the shutdown. */
const partingMs = 500;

declare module "fastify" {
  interface FastifyInstance {
    /** The streams of this process; set by the composition root. */
    streams: Streams;
  }
}

interface LiveOperation<Params extends z.ZodType> {
  readonly access: readonly Exclude<Role, "public">[];
  /** One sentence for the reference. */
  readonly summary: string;
  readonly description?: string;
  readonly params: Params;
  /** What the stream is about. Refuses, as a reading would, what does not exist for this reader. */
  open(on: Queryable, call: Call<z.output<Params>, undefined, undefined>): Promise<Change>;
}

/** A stream of changes: declares its access and answers refusals as a reading does, then stays open. */
export function events<P extends z.ZodType>(app: FastifyInstance, path: string, operation: LiveOperation<P>): void {
  const { access, summary, description, params } = operation;
  app.route({
    method: "GET",
    url: path,
    // Asking for the headers alone would open a stream that nobody reads.
    exposeHeadRoute: false,
    config: { access },
    schema: {
      produces: ["text/event-stream"],
      ...schemaOf(tagOf(path), {
        access,
        summary,
        description: [...(description ? [description] : []), howItTells].join(" "),
        params,
        answer,
      }),
    },
    handler: async (request, reply) => {
      const look = () => operation.open(app.moisson.db, callOf<z.output<P>, undefined, undefined>(request, reply, app.moisson.now()));
      const stream = app.streams.begin(request.login?.loginId ?? "", reply);
      try {
        const change = await look();
        const unsubscribe = await app.moisson.changes.subscribe(change, stream.ring);
        const isStillOpen = async () => {
          try {
            await app.requireAccess(request);
            await look();
            return true;
          } catch (error) {
            if (!(error instanceof Refusal)) request.log.error({ err: error }, "live changes");
            return false;
          }
        };
        const told = Readable.from(tell(stream, change, app.streams.limits, isStillOpen)).once("close", () => {
          unsubscribe();
          app.streams.forget(stream);
        });
        return (
          reply
            .type("text/event-stream; charset=utf-8")
            // Nothing else will be asked on this connection, so that it ends with the stream.
            .headers({ "cache-control": "no-store", "x-accel-buffering": "no", connection: "close" })
            .send(told)
        );
      } catch (error) {
        app.streams.forget(stream);
        throw error;
      }
    },
  });
}

const howItTells =
  "Server-sent events: `changed` at once and after every change, with the subject and its id and nothing else; read anew what you show. " +
  "Comments in between keep the connection open. It ends when what opened it no longer would: refresh the session and open it again.";

const answer = z.string().meta({
  description: "Events, as text/event-stream.",
  examples: [
    'event: changed\nid: 0199b2f0-6c1e-7d4a-9b53-0f6c1c6f2a10\ndata: {"subject":"round","id":"0199b2ef-0a52-7c11-8e0f-5a7c6d1b9e42"}\n\n',
  ],
});

/** What a stream says, piece by piece, as fast as its reader takes it. */
async function* tell(
  stream: Stream,
  { subject, id }: Change,
  { pauseMs, heartbeatMs }: LiveLimits,
  isStillOpen: () => Promise<boolean>,
): AsyncGenerator<string> {
  const event = () => `event: changed\nid: ${newId()}\ndata: ${JSON.stringify({ subject, id })}\n\n`;
  yield `retry: ${retryMs}\n\n${event()}`;
  while (!stream.isOver) {
    await stream.pause(pauseMs);
    const hasChanged = await stream.change(heartbeatMs);
    // What changes while it looks has the next event.
    if (stream.isOver || !(await isStillOpen()) || stream.isOver) return;
    yield hasChanged ? event() : ": still here\n\n";
  }
}

/** One reader: what they wait for is a change, a heartbeat, or the end. A change that comes while nobody waits is kept. */
class Stream {
  readonly #raw: FastifyReply["raw"];
  #hasChanged = false;
  #isOver = false;
  #wake: (() => void) | undefined;
  #isPaused = false;

  constructor(
    readonly loginId: string,
    raw: FastifyReply["raw"],
  ) {
    this.#raw = raw;
    raw.once("close", this.end);
    if (raw.destroyed) this.end();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  readonly ring = (): void => {
    this.#hasChanged = true;
    if (!this.#isPaused) this.#wake?.();
  };

  readonly end = (): void => {
    this.#isOver = true;
    this.#wake?.();
  };

  /** Ends it, and cuts the reader off who has not taken the end after so long. */
  part(ms: number): Promise<void> {
    if (this.#raw.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const cut = setTimeout(() => this.#raw.destroy(), ms);
      this.#raw.once("close", () => {
        clearTimeout(cut);
        resolve();
      });
      this.end();
    });
  }

  /** Lets so much time pass, unless it ends. */
  async pause(ms: number): Promise<void> {
    this.#isPaused = true;
    await this.#wait(ms);
    this.#isPaused = false;
  }

  /** Waits for a change, so long at most: whether there was one. */
  async change(ms: number): Promise<boolean> {
    if (!this.#hasChanged) await this.#wait(ms);
    const hasChanged = this.#hasChanged;
    this.#hasChanged = false;
    return hasChanged;
  }

  #wait(ms: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The streams that are open in this process, by login. */
export class Streams {
  readonly #open = new Map<string, Set<Stream>>();
  #isClosing = false;

  constructor(readonly limits: LiveLimits) {}

  get count(): number {
    return [...this.#open.values()].reduce((sum, own) => sum + own.size, 0);
  }

  /** Counts a stream of this login, or refuses it. */
  begin(loginId: string, reply: FastifyReply): Stream {
    const { streamsPerLogin: max } = this.limits;
    const own = this.#open.get(loginId) ?? new Set();
    if (own.size >= max) throw new Refusal("too_many_streams", { max });
    const stream = new Stream(loginId, reply.raw);
    if (this.#isClosing) stream.end();
    this.#open.set(loginId, own.add(stream));
    return stream;
  }

  forget(stream: Stream): void {
    const own = this.#open.get(stream.loginId);
    if (own?.delete(stream) && own.size === 0) this.#open.delete(stream.loginId);
  }

  /** Ends all of them, those that are only about to begin too. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const open = [...this.#open.values()].flatMap((own) => [...own]);
    await Promise.all(open.map((stream) => stream.part(partingMs)));
  }
}

/** Keeps count of streams, and ends them before the service waits for its connections. */
export function keepStreams(app: FastifyInstance, limits: Partial<LiveLimits> = {}): void {
  const streams = new Streams({ ...usualLimits, ...limits });
  app.decorate("streams", streams);
  app.addHook("preClose", () => streams.close());
}
