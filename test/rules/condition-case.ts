import type { Comparison, Condition } from "../../model/alert.ts";

/**
 * A condition over series that do not change, and what fires. No two cases share a metric, so that one server can hold
 * the series of all of them.
 */
export interface ConditionCase {
  /** Unique. */
  readonly name: string;
  /** `case_above{pod="a"}` → its value at every moment. Every metric's name begins with `case_`. */
  readonly series: Readonly<Record<string, number>>;
  readonly condition: Condition;
  /** The condition as Prometheus evaluates it. */
  readonly filtering: string;
  /** The number that the first comparison is made with, where it is not the first query's alone. */
  readonly numbering?: string;
  readonly fires: readonly Fired[];
}

/** What fires: its labels, without the metric's name, and the value that people read. */
export interface Fired {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

type Values = Readonly<Record<string, number>>;

/** The series of a metric with these values, by pod. */
export function pods(metric: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([pod, value]) => [`${metric}{pod="${pod}"}`, value]));
}

/** These pods fire, with these values. */
export const fired = (values: Values): readonly Fired[] =>
  Object.entries(values).map(([pod, value]) => ({ labels: { pod }, value }));

export const above = (query: string, threshold: number): Comparison => ({ query, is: "above", threshold });
export const below = (query: string, threshold: number): Comparison => ({ query, is: "below", threshold });
export const between = (query: string, low: number, high: number): Comparison => ({
  query,
  is: "between",
  low,
  high,
});
export const outside = (query: string, low: number, high: number): Comparison => ({
  query,
  is: "outside",
  low,
  high,
});
