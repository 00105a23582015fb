/** An alert as it was told; beside these fields whatever the sender adds, such as `startsAt` or `panelURL`. */
export interface Alert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** An alert that came. */
export interface ReceivedAlert extends Alert {
  /** Name of the contact point. */
  readonly receiver: string;
  /** By the clock of who received it. */
  readonly receivedAt: string;
}

export interface Latest {
  add(alert: ReceivedAlert): void;
  /** The newest first. */
  list(): readonly ReceivedAlert[];
  clear(): void;
}

/** How many are kept. */
export const MOST_ALERTS = 100;
/** Characters of JSON that all of them may have: a hundred of the largest notifications would not fit into memory. */
const MOST_CHARACTERS = 4_000_000;

/** The latest alerts, in memory. */
export function latest(): Latest {
  const kept: { readonly alert: ReceivedAlert; readonly size: number }[] = [];
  let size = 0;
  return {
    add: (alert) => {
      const own = JSON.stringify(alert).length;
      kept.unshift({ alert, size: own });
      size += own;
      while (kept.length > MOST_ALERTS || size > MOST_CHARACTERS) size -= kept.pop()!.size;
    },
    list: () => kept.map(({ alert }) => alert),
    clear: () => {
      kept.length = 0;
      size = 0;
    },
  };
}
