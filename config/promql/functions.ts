/** What an expression yields; PromQL's own four types. */
export type ValueType = "instant vector" | "range vector" | "scalar" | "string";

export interface Signature {
  /** Of the arguments in their order; the last one's type also holds for all that follow. */
  readonly parameters: readonly ValueType[];
  readonly least: number;
  readonly most: number;
  readonly result: ValueType;
}

const of = (names: string, signature: Signature): readonly (readonly [string, Signature])[] =>
  names.split(" ").map((name) => [name, signature] as const);

const takes = (parameters: readonly ValueType[], result: ValueType = "instant vector"): Signature => ({
  parameters,
  least: parameters.length,
  most: parameters.length,
  result,
});

const TRANSFORMS =
  "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count " +
  "histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp";
const OVER_TIME =
  "absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate " +
  "last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time";
const DATES = "day_of_month day_of_week day_of_year days_in_month hour minute month year";

/**
 * The functions of Prometheus 3.14 that need no feature flag.
 * Source: https://github.com/prometheus/prometheus/blob/v3.14.0/promql/parser/functions.go
 */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...of(TRANSFORMS, takes(["instant vector"])),
  ...of(OVER_TIME, takes(["range vector"])),
  ...of(DATES, { ...takes(["instant vector"]), least: 0 }),
  ...of("clamp", takes(["instant vector", "scalar", "scalar"])),
  ...of("clamp_max clamp_min", takes(["instant vector", "scalar"])),
  ...of("histogram_fraction", takes(["scalar", "scalar", "instant vector"])),
  ...of("histogram_quantile", takes(["scalar", "instant vector"])),
  ...of("label_join", {
    ...takes(["instant vector", "string", "string", "string"]),
    least: 3,
    most: Number.POSITIVE_INFINITY,
  }),
  ...of("label_replace", takes(["instant vector", "string", "string", "string", "string"])),
  ...of("pi time", takes([], "scalar")),
  ...of("predict_linear", takes(["range vector", "scalar"])),
  ...of("quantile_over_time", takes(["scalar", "range vector"])),
  ...of("round", { ...takes(["instant vector", "scalar"]), least: 1 }),
  ...of("scalar", takes(["instant vector"], "scalar")),
  ...of("vector", takes(["scalar"])),
]);

/** Functions and aggregations that Prometheus 3.14 has only with `promql-experimental-functions`. */
export const EXPERIMENTAL: ReadonlySet<string> = new Set(
  (
    "double_exponential_smoothing end histogram_quantiles info limit_ratio limitk mad_over_time max_of min_of range " +
    "sort_by_label sort_by_label_desc start start_timestamp step ts_of_first_over_time ts_of_last_over_time " +
    "ts_of_max_over_time ts_of_min_over_time"
  ).split(" "),
);

/** Aggregations, in any case of letters, and the parameter that some take before the vector. */
export const AGGREGATIONS: ReadonlyMap<string, ValueType | undefined> = new Map<
  string,
  ValueType | undefined
>([
  ...["avg", "count", "group", "max", "min", "stddev", "stdvar", "sum"].map(
    (name) => [name, undefined] as const,
  ),
  ...["bottomk", "quantile", "topk"].map((name) => [name, "scalar"] as const),
  ["count_values", "string"],
]);
