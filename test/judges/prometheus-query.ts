export interface QueryOptions {
  /** Moment, seconds since 1970; now by default. */
  readonly time?: number;
  /** Whether to ask for what the query cost. */
  readonly stats?: boolean;
  /** After this the request is given up; 60,000 by default. */
  readonly timeoutMs?: number;
}

export interface QueryResult {
  /** Empty when there is no data. A scalar is one sample without labels. */
  readonly vector: readonly Sample[];
  /** Absent unless asked for. */
  readonly stats?: QueryStats;
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/ and its `stats` parameter. */
export interface QueryStats {
  /** Samples read, those of ranges included. */
  readonly totalQueryableSamples: number;
  /** Most samples that were held at once. */
  readonly peakSamples: number;
}

/** Asks the Prometheus at a URL for the value of an expression at one moment. Rejects with Prometheus' error. */
export async function queryServer(
  url: string,
  expr: string,
  { time, stats = false, timeoutMs = 60_000 }: QueryOptions = {},
): Promise<QueryResult> {
  const body = new URLSearchParams({ query: expr });
  if (time !== undefined) body.set("time", String(time));
  if (stats) body.set("stats", "all");
  const response = await fetch(`${url}/api/v1/query`, {
    method: "POST",
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = (await response.json()) as Answer;
  if (answer.status !== "success") {
    throw new Error(`${answer.errorType}: ${answer.error}\n${expr}`);
  }
  const { data } = answer;
  return { vector: vectorOf(data, expr), ...(data.stats === undefined ? {} : { stats: data.stats.samples }) };
}

type Answer =
  | { readonly status: "success"; readonly data: Data }
  | { readonly status: "error"; readonly errorType: string; readonly error: string };

type Data = { readonly stats?: { readonly samples: QueryStats } } & (
  | { readonly resultType: "vector"; readonly result: readonly { metric: Sample["labels"]; value: Point }[] }
  | { readonly resultType: "scalar"; readonly result: Point }
  | { readonly resultType: "matrix" | "string" }
);

type Point = readonly [seconds: number, value: string];

function vectorOf(data: Data, expr: string): readonly Sample[] {
  switch (data.resultType) {
    case "vector":
      return data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }));
    case "scalar":
      return [{ labels: {}, value: numberOf(data.result[1]) }];
    case "matrix":
    case "string":
      throw new Error(`gives a ${data.resultType} where a vector is expected: ${expr}`);
  }
}

/** Prometheus writes infinities as +Inf and -Inf. */
function numberOf(text: string): number {
  return Number(text.replace("Inf", "Infinity"));
}
