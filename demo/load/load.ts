import { loadAt } from "./curve.ts";
import { nextRequest, type Planned } from "./requests.ts";

export interface LoadSettings {
  /** The gateway. */
  readonly url: string;
  /** Requests a second at the busiest time of the day. */
  readonly peakRate: number;
  readonly dayMs: number;
}

/** Users who wait for an answer; the next ones are not sent. Else a slow gateway would be sent ever more. */
const MOST_WAITING = 64;
const TICK_MS = 200;
/** A machine that slept does not make up for it. */
const LONGEST_TICK_MS = 1000;
const TIMEOUT_MS = 20_000;

/**
 * How many requests to send after so many milliseconds: on average the rate, at random moments (a Poisson process), and
 * never more than room is left for.
 */
export function dueAfter(ms: number, rate: number, room: number, random: () => number): number {
  const mean = (rate * Math.min(ms, LONGEST_TICK_MS)) / 1000;
  let due = 0;
  for (let left = -Math.log(1 - random()); left < mean && due < room; due++) left -= Math.log(1 - random());
  return due;
}

/** Sends requests to the gateway until it is stopped, as many as the time of day asks for. */
export function startLoad({ dayMs, peakRate, url }: LoadSettings): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const waiting = new Set<Promise<void>>();
  let last = Date.now();

  const timer = setInterval(() => {
    const now = Date.now();
    const rate = peakRate * loadAt(now, dayMs);
    const due = dueAfter(now - last, rate, MOST_WAITING - waiting.size, Math.random);
    last = now;
    for (let sent = 0; sent < due; sent++) {
      const answered = send(url, nextRequest(Math.random), stopped.signal).finally(() =>
        waiting.delete(answered),
      );
      waiting.add(answered);
    }
  }, TICK_MS);

  return {
    stop: async () => {
      clearInterval(timer);
      stopped.abort();
      await Promise.all(waiting);
    },
  };
}

/** Whatever comes back is right: errors are part of the picture, and the services tell them. */
async function send(url: string, { body, method, path }: Planned, stopped: AbortSignal): Promise<void> {
  try {
    const response = await fetch(url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.arrayBuffer();
  } catch {
    // The gateway is stopping, or too slow for this user.
  }
}
