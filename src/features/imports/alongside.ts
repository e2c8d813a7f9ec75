/**
 * Applying while reading. A collective's first import has nothing to be compared with, so whoever wants it applied at
 * once need not wait for the end of the file: its staged rows are inserted while the next ones are read, on another
 * connection, in one transaction that is committed when the whole file is read and has no error.
 *
 *   reading   lines 2–17000 │ –34000        │ –51000 …          │ end: no error
 *   staging                 │ lines 2–17000 │ –34000 …          │
 *   applying                                │ lines 2–17000 …   │ –51000 │ commit
 *
 * One error, contributions that are here already, or a database of one connection: then it is applied afterwards, as any
 * other import is.
 */
import type { Queryable } from "../../db/client.js";
import { Refusal } from "../../domain/refusals.js";
import { type Acting, applyImport } from "./imports.actions.js";
import { hasContributions, insertStaged, lockImports } from "./imports.queries.js";
import type { ImportAnswer } from "./imports.schema.js";
import type { Staging } from "./staging.js";

export interface Alongside {
  /** What the reader tells while it stages. */
  readonly onProgress: NonNullable<Staging["onProgress"]>;
  /** Once all is staged: the applied import, or undefined where it is to be applied afterwards. */
  finish(): Promise<ImportAnswer | undefined>;
  /** The reader failed: nothing is applied. */
  abandon(): void;
}

/** The rows stay out: there is an error, or something to compare them with. */
class LeftOut extends Error {}

export function applyAlongside(db: Queryable, acting: Acting, id: string, wanted: { withoutDuplicates: boolean }): Alongside {
  const batch = { collectiveId: acting.collective.id, id };
  const lines = new StagedLines();
  const applied = db.transaction(async (tx) => {
    await lockImports(tx, batch);
    if (await hasContributions(tx, batch.collectiveId)) throw new LeftOut();
    for (let after = 0; ; ) {
      const until = await lines.beyond(after);
      if (until === undefined) break;
      await insertStaged(tx, batch, { ...wanted, loggedBy: acting.memberId, now: acting.now, lines: { after, until } });
      after = until;
    }
    return applyImport(tx, acting, id, { ...wanted, areInserted: true });
  });
  // Whoever finishes hears of it; until then a failed transaction must not end the process.
  applied.catch(() => {});
  return {
    onProgress: ({ errorsCounted }, stagedLine) => {
      if (errorsCounted > 0) lines.stop();
      else lines.reach(stagedLine);
    },
    abandon: () => lines.stop(),
    finish: async () => {
      lines.end();
      try {
        return await applied;
      } catch (error) {
        if (error instanceof LeftOut || error instanceof Refusal) return undefined;
        throw error;
      }
    },
  };
}

/** How far the staged lines go, for who comes after them. */
class StagedLines {
  private last = 0;
  private state: "open" | "ended" | "stopped" = "open";
  private wake: () => void = () => {};

  reach(line: number): void {
    this.last = line;
    this.wake();
  }

  end(): void {
    if (this.state === "open") this.state = "ended";
    this.wake();
  }

  stop(): void {
    this.state = "stopped";
    this.wake();
  }

  /** The last line once there is one beyond `line`; undefined after the end. Throws `LeftOut` when stopped. */
  async beyond(line: number): Promise<number | undefined> {
    while (this.state === "open" && this.last <= line) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.state === "stopped") throw new LeftOut();
    return this.last > line ? this.last : undefined;
  }
}
