/** What the API says of links between circles. */
import { z } from "zod";
import { collectiveParams, exampleId, field, idField, lineField, uuid } from "../../http/fields.js";

const passes = lineField("What passes from the one to the other.", "Les besoins entendus à la permanence.", 500);

export const newLink = z.object({ fromId: idField("From which circle."), toId: idField("To which circle."), passes });
export const linkChange = z.object({ passes });
export const linkFilter = z.object({ circle: field(uuid().optional(), "From or to this circle.", exampleId) });
export const linkParams = collectiveParams.extend({ id: idField("Which link.") });

export const circleLink = z
  .object({
    id: idField("The link."),
    fromId: idField("From which circle."),
    toId: idField("To which circle."),
    passes: field(z.string(), "What passes from the one to the other.", "Les besoins entendus à la permanence."),
  })
  .meta({ id: "CircleLink", description: "What passes from one circle to another: outgoing for the one, incoming for the other." });
export const linkList = z.object({ items: z.array(circleLink).meta({ description: "Links, by the names of their circles." }) });

export type NewLink = z.output<typeof newLink>;
export type CircleLink = z.input<typeof circleLink>;
