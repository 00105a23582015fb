/** A length of time, kept with the text it was written as so that files show what the reader wrote. */
export interface Duration {
  /** As written, in Prometheus' notation: `15d`, `1h30m`. */
  readonly text: string;
  readonly seconds: number;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800,
  y: 31536000,
};

/** Prometheus counts nanoseconds in 64 bits: it refuses what is longer than 292 years. */
const LONGEST_SECONDS = 292 * 31_536_000;

/** Prometheus' own grammar: units from large to small, each at most once, whole numbers. */
export const DURATION_PATTERN = /^(?=.)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/**
 * Reads Prometheus' duration notation.
 * Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 *
 * @returns undefined when the text is no duration, is zero, or is above 292 years.
 */
export function parseDuration(text: string): Duration | undefined {
  if (!DURATION_PATTERN.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    seconds += Number(count) * (UNIT_SECONDS[unit!] ?? 0);
  }
  return seconds > 0 && seconds <= LONGEST_SECONDS ? { text, seconds } : undefined;
}

/** A duration written in the code itself; throws when it is none. */
export function duration(text: string): Duration {
  const parsed = parseDuration(text);
  if (parsed === undefined) throw new Error(`"${text}" is not a duration`);
  return parsed;
}

/** In Go's notation, which has no days: `360h`, `1h30m`, `45s`. For the collector and Jaeger. */
export function goDuration({ seconds }: Duration): string {
  const whole = Math.floor(seconds);
  const millis = Math.round((seconds - whole) * 1000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor((whole % 3600) / 60), "m"],
    [whole % 60, "s"],
    [millis, "ms"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join("");
}

/** Seconds as a duration in the largest unit that divides it, at most minutes: `3m`, `50s`, `181500ms`. */
export function inLargestUnit(seconds: number): Duration {
  const millis = Math.round(seconds * 1000);
  const units = [
    [60_000, "m"],
    [1000, "s"],
    [1, "ms"],
  ] as const;
  const [size, unit] = units.find(([each]) => millis % each === 0)!;
  return duration(`${millis / size}${unit}`);
}
