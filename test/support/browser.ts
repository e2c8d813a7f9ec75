/**
 * A browser, as far as sessions need one: it keeps cookies, drops the ones it is told to, refuses `Secure` and `__Host-`
 * cookies over plain http as real ones do, and names its origin with every request.
 *
 *   const phone = browser(house, "http://192.168.1.10:3000");
 *   await phone.send("POST", "/session", { email, password });
 */
import type { House, Reply } from "./stories.js";

export interface Browser {
  readonly cookies: Map<string, string>;
  send(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
}

export function browser(house: House, address: string, from = "127.0.0.1"): Browser {
  const cookies = new Map<string, string>();
  const { origin, host, protocol } = new URL(address);
  const keep = (line: string): void => {
    const [pair = "", ...attributes] = line.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    const isSecure = attributes.includes("Secure");
    const isHost =
      !name.startsWith("__Host-") || (isSecure && attributes.includes("Path=/") && !attributes.some((one) => one.startsWith("Domain")));
    if ((isSecure && protocol !== "https:") || !isHost) return;
    if (attributes.includes("Max-Age=0") || attributes.some((one) => one.startsWith("Expires=Thu, 01 Jan 1970"))) cookies.delete(name);
    else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
  };
  return {
    cookies,
    send: async (method, path, body, headers = {}) => {
      const response = await house.app.inject({
        method,
        url: path.startsWith("/api") ? path : `/api/v1${path}`,
        remoteAddress: from,
        headers: { host, ...(method === "GET" ? {} : { origin }), ...headers },
        cookies: Object.fromEntries(cookies),
        ...(body === undefined ? {} : { payload: body as object }),
      });
      for (const line of [response.headers["set-cookie"] ?? []].flat()) keep(line);
      const { statusCode: status, headers: answered, rawPayload: bytes } = response;
      return { status, body: response.body ? response.json() : undefined, bytes, headers: answered };
    },
  };
}
