/** One name that queries can select, with the labels that its own exposition gives it. */
export interface Series {
  readonly name: string;
  readonly labels: readonly string[];
}

/** The series of one metric: a counter or gauge has one, a histogram three. */
export type Family = readonly Series[];

/** A counter or a gauge. The name of a counter is whole, with its `_total`. */
export function metric(name: string, ...labels: readonly string[]): Family {
  return [{ name, labels }];
}

/** A classic histogram. */
export function histogram(name: string, ...labels: readonly string[]): Family {
  return [{ name: `${name}_bucket`, labels: [...labels, "le"] }, ...counts(name, ...labels)];
}

/** A summary with quantiles. */
export function summary(name: string, ...labels: readonly string[]): Family {
  return [{ name, labels: [...labels, "quantile"] }, ...counts(name, ...labels)];
}

/** A summary without quantiles, or a histogram whose buckets the scrape drops. */
export function counts(name: string, ...labels: readonly string[]): Family {
  return [
    { name: `${name}_sum`, labels },
    { name: `${name}_count`, labels },
  ];
}
