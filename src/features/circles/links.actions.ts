/** What can be done with links between circles: the pilots of either circle make, change and end them, and admins. */
import { recordEvents } from "../../db/audit.js";
import { newId } from "../../db/id.js";
import type { Tx } from "../../db/transaction.js";
import { type LinkEnds, requireLink } from "../../domain/circle.js";
import { Refusal } from "../../domain/refusals.js";
import { type Caller, requirePilot } from "../../http/access.js";
import type { Acting } from "./circles.actions.js";
import { lockCircleTree } from "./circles.queries.js";
import { deleteLink, findWay, insertLink, lockLink, updateLink } from "./links.queries.js";
import type { CircleLink, NewLink } from "./links.schema.js";

/** A link is on the sheet of both its circles. */
function requirePilotOfEither(caller: Caller, { fromId, toId }: LinkEnds): void {
  if (!caller.pilotOf.has(toId)) requirePilot(caller, fromId, "admin");
}

const record = (tx: Tx, { caller, now }: Acting, action: string, { id: linkId, fromId, toId }: CircleLink) =>
  recordEvents(tx, [
    {
      collectiveId: caller.collective.id,
      byId: caller.memberId,
      at: now,
      action,
      subject: "circle",
      subjectId: fromId,
      details: { linkId, toId },
    },
  ]);

/** Refuses `unknown_circle`, `link_to_itself`, `circle_archived`, `link_twice`. */
export async function makeLink(tx: Tx, acting: Acting, wanted: NewLink): Promise<CircleLink> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  const names = requireLink(await lockCircleTree(tx, collectiveId), wanted);
  requirePilotOfEither(caller, wanted);
  const before = await findWay(tx, collectiveId, wanted.fromId, wanted.toId);
  if (before) throw new Refusal("link_twice", { at: "toId", ...names, passes: before.passes });
  const link = { id: newId(), ...wanted };
  await insertLink(tx, { collectiveId, ...link, createdAt: now });
  await record(tx, acting, "circle.linked", link);
  return link;
}

/** Says anew what passes, as a new link would. Refuses `not_found`, `circle_archived`. */
export async function changeLink(tx: Tx, acting: Acting, id: string, passes: string): Promise<CircleLink> {
  const tree = await lockCircleTree(tx, acting.caller.collective.id);
  const link = await requireOwnLink(tx, acting.caller, id);
  requireLink(tree, link);
  await updateLink(tx, acting.caller.collective.id, id, passes);
  await record(tx, acting, "circle.link_changed", link);
  return { ...link, passes };
}

/** Ends a link; answers what it was. Refuses `not_found`. */
export async function endLink(tx: Tx, acting: Acting, id: string): Promise<CircleLink> {
  const link = await requireOwnLink(tx, acting.caller, id);
  await deleteLink(tx, acting.caller.collective.id, id);
  await record(tx, acting, "circle.unlinked", link);
  return link;
}

async function requireOwnLink(tx: Tx, caller: Caller, id: string): Promise<CircleLink> {
  const link = await lockLink(tx, caller.collective.id, id);
  if (!link) throw new Refusal("not_found", { at: "link", id });
  requirePilotOfEither(caller, link);
  return link;
}
