/**
 * Counting attempts: so many in so long for one key, then a wait that is said in seconds.
 *
 * The key of a login is its account with the address it is tried from: a meeting shares one address, so an address
 * alone must not be shut, and somebody elsewhere must not be able to shut an account's owner out.
 *
 *   10 in 15 minutes: ten wrong passwords for ana@… from 192.168.1.7 between 9:00 and 9:04 → refused until 9:15
 */
import { isIPv6 } from "node:net";
import { Refusal } from "../domain/refusals.js";

interface Window {
  readonly endsAt: number;
  count: number;
}

/** Keys kept at once; beyond, the oldest are forgotten. A flood of invented accounts must not fill the memory. */
const keysMax = 20_000;

export class Attempts {
  readonly #windows = new Map<string, Window>();

  constructor(
    readonly max: number,
    readonly seconds: number,
  ) {}

  /** Counts one attempt. Refuses `too_many_requests` when there were `max` already. */
  count(key: string, now: Date): void {
    const known = this.#windows.get(key);
    if (known && known.endsAt > now.getTime()) {
      if (known.count >= this.max) {
        const seconds = Math.ceil((known.endsAt - now.getTime()) / 1000);
        throw new Refusal("too_many_requests", { seconds, wait: waitOf(seconds), max: this.max });
      }
      known.count++;
      return;
    }
    this.#windows.delete(key);
    this.#windows.set(key, { endsAt: now.getTime() + this.seconds * 1000, count: 1 });
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= keysMax) break;
      this.#windows.delete(oldest);
    }
  }

  /** Forgets what was counted: the attempt was right. */
  clear(key: string): void {
    this.#windows.delete(key);
  }
}

/** A wait as people say it, never less than it is: 40 s, 15 min, 24 h. */
function waitOf(seconds: number): string {
  if (seconds <= 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** One key for an account tried from an address; an IPv6 address counts by its network (/64), which is one household. */
export const attemptKey = (account: string, address: string): string => `${account} ${networkOf(address)}`;

/** An address as attempts count it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = "", tail = ""] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const zeros = address.includes("::") ? Array<string>(Math.max(0, 8 - groups.length - after.length)).fill("0") : [];
  return [...groups, ...zeros, ...after].slice(0, 4).join(":");
}
