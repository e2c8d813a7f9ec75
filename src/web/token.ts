/** The token of a link that can be opened once: it stands behind «#», which no server sees, and leaves the address at once. */
import { useEffect, useState } from "preact/hooks";
import { answerOf, Problem, send } from "./api.js";

/** A link as its page finds it: unread yet, without its end, good, or over (used, replaced, past its day). */
export type LinkStanding = "looking" | "missing" | "open" | "over";

/** Whom an invitation awaits, and where; null for other links, and where there was no answer. */
export type Invited = { readonly member: string; readonly collective: string } | null;

interface Found {
  readonly standing: LinkStanding;
  readonly invited: Invited;
}

interface Link extends Found {
  readonly token: string;
}

/** The token, and whether it still opens: asked before anybody fills in a form for nothing. */
export function useLink(purpose: "setup" | "invitation" | "password"): Link {
  const [token] = useState(() => location.hash.slice(1));
  const [found, find] = useState<Found>({ standing: token ? "looking" : "missing", invited: null });
  useEffect(() => {
    if (!token) return;
    history.replaceState(history.state, "", location.pathname);
    void look(purpose, token).then(find);
  }, [token]);
  return { token, ...found };
}

/** Without an answer the form is shown: what is sent says it in the end. */
async function look(purpose: string, token: string): Promise<Found> {
  try {
    const { invited } = await answerOf<{ invited: Invited }>(await send("POST", "/links/standing", { purpose, token }));
    return { standing: "open", invited };
  } catch (problem) {
    return { standing: problem instanceof Problem && problem.code === "token_invalid" ? "over" : "open", invited: null };
  }
}
