/** The token of a link that can be opened once: it stands behind «#», which no server sees, and leaves the address at once. */
import { useEffect, useState } from "preact/hooks";
import { answerOf, Problem, send } from "./api.js";

/** A link as its page finds it: unread yet, without its end, good, or over (used, replaced, past its day). */
export type LinkStanding = "looking" | "missing" | "open" | "over";

/** The token, and whether it still opens: asked before anybody fills in a form for nothing. */
export function useLink(purpose: "setup" | "invitation" | "password"): { token: string; standing: LinkStanding } {
  const [token] = useState(() => location.hash.slice(1));
  const [standing, stand] = useState<LinkStanding>(token ? "looking" : "missing");
  useEffect(() => {
    if (!token) return;
    history.replaceState(history.state, "", location.pathname);
    void look(purpose, token).then(stand);
  }, [token]);
  return { token, standing };
}

/** Without an answer the form is shown: what is sent says it in the end. */
async function look(purpose: string, token: string): Promise<LinkStanding> {
  try {
    await answerOf(await send("POST", "/links/standing", { purpose, token }));
    return "open";
  } catch (problem) {
    return problem instanceof Problem && problem.code === "token_invalid" ? "over" : "open";
  }
}
