/** Routes of where money is paid to. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { collectiveParams } from "../../http/fields.js";
import { read, write } from "../../http/operation.js";
import type { Seal } from "../../mail/seal.js";
import { dropBankDetails, keepBankDetails, listKept, loadBankDetails } from "./bank-details.actions.js";
import { keptDetails, keptList, newBankDetails, oneAnswer, ownerParams } from "./bank-details.schema.js";

export function bankDetailRoutes(app: FastifyInstance, { seal }: { readonly seal: Seal }): void {
  read(app, "/bank-details", {
    access: ["treasurer"],
    summary: "Whose IBAN is known, by its last four characters, and which were changed in the last 30 days.",
    params: collectiveParams,
    answer: keptList,
    run: async (on, call) => ({ items: await listKept(on, call, seal) }),
  });
  read(app, "/bank-details/:of/:id", {
    access: ["member"],
    summary: "An IBAN: for the treasurer, and for the member whose own it is.",
    params: ownerParams,
    answer: oneAnswer,
    run: async (on, call) => ({ details: await loadBankDetails(on, call, seal, { of: call.params.of, id: call.params.id }) }),
  });
  write(app, "PUT", "/bank-details/:of/:id", {
    access: ["member"],
    summary: "Say where somebody is paid: one’s own, or by the treasurer anybody’s.",
    description: "The number is checked (ISO 7064) and kept sealed. The answer and the audit trail do not hold it; the member is told.",
    params: ownerParams,
    body: newBankDetails,
    answer: z.object({ kept: keptDetails }),
    run: (tx, call) => keepBankDetails(tx, call, seal, { of: call.params.of, id: call.params.id }, call.body),
  });
  write(app, "DELETE", "/bank-details/:of/:id", {
    access: ["member"],
    summary: "Forget an IBAN.",
    params: ownerParams,
    answer: z.object({}),
    run: (tx, call) => dropBankDetails(tx, call, { of: call.params.of, id: call.params.id }),
  });
}
