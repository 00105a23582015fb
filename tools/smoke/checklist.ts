import { ToolError } from "../call/tool-error.ts";
import type { Clock } from "./clock.ts";

/** What came of one check. */
export interface Row {
  /** The system that it is about. */
  readonly part: string;
  readonly check: string;
  readonly result: "ok" | "failed" | "not tried";
  /** What was seen, or what is wrong. */
  readonly says: string;
  /** What to do about it; only where it failed. */
  readonly todo?: string;
}

/** What a check saw, and what others may build on. */
export interface Seen<T> {
  readonly says: string;
  readonly value: T;
}

/** A check that was begun. */
export interface Step<T> {
  readonly name: string;
  /** Undefined when it failed or was not tried. */
  readonly seen: Promise<Seen<T> | undefined>;
}

type ValuesOf<Steps extends readonly Step<unknown>[]> = {
  readonly [K in keyof Steps]: Steps[K] extends Step<infer T> ? T : never;
};

/** Why a check fails, and what to do. */
export class CheckError extends Error {
  readonly todo: string;

  constructor(message: string, todo: string) {
    super(message);
    this.todo = todo;
  }
}

/** Requests end with the time, and may say more than that it is over. */
const GRACE_MILLISECONDS = 500;

/** Checks, each begun as soon as those that it builds on are over. One that fails keeps only what builds on it from being tried. */
export class Checklist {
  readonly #rows: Promise<Row>[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param after what it builds on.
   * @param todo what to do when it fails and says nothing better.
   * @param look gets what those saw; what it throws as ToolError or CheckError is why it fails.
   */
  step<T, const Steps extends readonly Step<unknown>[]>(
    part: string,
    check: string,
    after: Steps,
    todo: string,
    look: (...values: ValuesOf<Steps>) => Promise<Seen<T>>,
  ): Step<T> {
    const { promise: seen, resolve } = Promise.withResolvers<Seen<T> | undefined>();
    const row = async (): Promise<Row> => {
      const before = await Promise.all(after.map((each) => each.seen));
      const missing = after.find((_, index) => before[index] === undefined);
      if (missing !== undefined) return { part, check, result: "not tried", says: `needs: ${missing.name}` };
      if (this.#clock.left() === 0) return { part, check, result: "not tried", says: "no time was left" };
      try {
        const values = before.map((each) => each?.value) as ValuesOf<Steps>;
        const found = await this.#inTime(look(...values));
        resolve(found);
        return { part, check, result: "ok", says: found.says };
      } catch (error) {
        if (!(error instanceof ToolError || error instanceof CheckError)) throw error;
        const better = error instanceof CheckError ? error.todo : todo;
        return { part, check, result: "failed", says: error.message, todo: better };
      }
    };
    this.#rows.push(row().finally(() => resolve(undefined)));
    return { name: `${part}: ${check}`, seen };
  }

  /** What came of all of them, in the order in which they were listed. */
  rows(): Promise<readonly Row[]> {
    return Promise.all(this.#rows);
  }

  async #inTime<T>(look: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new ToolError("it did not end in time")),
      this.#clock.left() + GRACE_MILLISECONDS,
    );
    try {
      return await Promise.race([look, promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
