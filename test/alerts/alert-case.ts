/** Input series in promtool's notation: `series{label="value"}` → `0+10x60`, one value a minute. */
export type InputSeries = Readonly<Record<string, string>>;

/** An alert that is proven both ways by the real rule engine. */
export interface AlertCase {
  /** Name of the alert. */
  readonly alert: string;
  /** Settings under which it exists; the defaults where they suffice. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly fires: {
    readonly series: InputSeries;
    /** The first minute at which it fires; at the one before it must not. */
    readonly atMinute: number;
    /** Labels of what fires, without those that every alert has (`alertname`, `severity`, `team`). */
    readonly labels: Readonly<Record<string, string>>;
    /** What people read. */
    readonly summary: string;
    readonly description: string;
  };
  /** The same, just short of it: never fires, at no minute up to the last of the series. The Watchdog has none. */
  readonly quiet?: {
    /** What keeps it from firing. */
    readonly because: string;
    readonly series: InputSeries;
    /** Last minute looked at. */
    readonly untilMinute: number;
  };
}
