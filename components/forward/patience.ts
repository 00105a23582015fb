/** How long a broken way to a pod is tried again. */
export interface Patience {
  readonly worked: () => void;
  /**
   * Notes a failure, with its reason.
   *
   * @returns how many milliseconds to wait before the next try, or undefined when it is time to give up.
   */
  readonly failed: (reason: unknown) => number | undefined;
}

const PAUSE_MILLISECONDS = 1_000;
/**
 * Grafana's provider gives a request 30 s, and asks again after 2, 4 and 8 of them when it fails: beyond a few seconds of waiting
 * here, it would report a deadline and not the reason. (seen) So a pod may be away for 19 s, and each of five dials may take 2 s.
 */
const TOTAL_MILLISECONDS = 5_000;

/**
 * The time counts from the first failure of all connections, not of each: what is asked again afterwards is tried once.
 */
export function patience(totalMilliseconds = TOTAL_MILLISECONDS): Patience {
  let first: number | undefined;
  let last = 0;
  return {
    worked: () => {
      first = undefined;
    },
    failed: () => {
      const now = Date.now();
      // Nobody has tried for long: that is another trouble.
      if (first === undefined || now - last > totalMilliseconds) first = now;
      last = now;
      return now - first >= totalMilliseconds ? undefined : PAUSE_MILLISECONDS;
    },
  };
}
