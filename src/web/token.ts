/** The token of a link that can be opened once: it stands behind «#», which no server sees, and leaves the address at once. */
import { useEffect, useState } from "preact/hooks";

export function useToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => {
    if (token) history.replaceState(history.state, "", location.pathname);
  }, [token]);
  return token;
}
