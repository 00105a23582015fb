import { setTimeout as sleep } from "node:timers/promises";

export interface UntilOptions {
  /** Given up after so many seconds. */
  readonly seconds: number;
  /** Milliseconds between two looks; 500 by default. */
  readonly everyMs?: number;
}

/**
 * What `look` finds, as soon as it finds anything.
 *
 * @throws when there is nothing in time, with the error of the last look.
 */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined> | Found | undefined,
  { everyMs = 500, seconds }: UntilOptions,
): Promise<Found> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    let error: unknown;
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (thrown) {
      error = thrown;
    }
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`, { cause: error });
    // Nothing keeps the process alive for a look that no test waits for any more.
    await sleep(everyMs, undefined, { ref: false });
  }
}
