/** What waits for a member of contributions: questions about their own (domain/waiting). */
import type { Queryable } from "../../db/client.js";
import type { Waiting } from "../../domain/waiting.js";
import type { Caller } from "../../http/access.js";
import { listQuestioned } from "./contributions.queries.js";

export async function questionsWaiting(on: Queryable, { caller }: { readonly caller: Caller }): Promise<Waiting[]> {
  const questioned = await listQuestioned(on, caller.collective.id, caller.memberId);
  return questioned.map((contribution) => ({ kind: "question", ...contribution }));
}
