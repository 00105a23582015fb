import type { PanelQuery } from "./panel-query.ts";

type Body = Readonly<Record<string, string>>;

/** Asks a server's API with a form, as Grafana does. Rejects with what the server says. */
export async function ask(url: string, form: Body): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${url}: ${text}\n${JSON.stringify(form)}`);
  return (JSON.parse(text) as { readonly data: unknown }).data;
}

export interface Backends {
  /** `http://127.0.0.1:<port>` */
  readonly prometheus: string;
  readonly loki: string;
}

interface Result {
  readonly resultType: string;
  readonly result: readonly {
    readonly value?: readonly [number, string];
    readonly values?: readonly (readonly [unknown, string])[];
  }[];
}

/** The values that a panel's query gives, those aside that are no number. A line of a log is one: its length. */
export async function valuesOf(query: PanelQuery, backends: Backends): Promise<readonly number[]> {
  const { end, expr, instant, start, step, type } = query;
  if (type === "loki") {
    const form = {
      query: expr,
      start: `${start}000000000`,
      end: `${end + step}000000000`,
      step: `${step}`,
      limit: "100",
    };
    const data = (await ask(`${backends.loki}/loki/api/v1/query_range`, form)) as Result;
    return data.result.flatMap(({ values = [] }) => values.map(([, text]) => text.length));
  }
  const api = `${backends.prometheus}/api/v1`;
  const data = (
    instant
      ? await ask(`${api}/query`, { query: expr })
      : await ask(`${api}/query_range`, { query: expr, start: `${start}`, end: `${end}`, step: `${step}` })
  ) as Result;
  const values = data.result.flatMap(({ value, values: many = [] }) =>
    value === undefined ? many : [value],
  );
  return values
    .filter(([, text]) => text !== "NaN")
    .map(([, text]) => Number(text.replace("Inf", "Infinity")));
}

/** Values of a label, as the editor of a dashboard's variables asks for them. */
export async function labelValues(
  { loki, prometheus }: Backends,
  type: string,
  selector: string,
  label: string,
): Promise<readonly string[]> {
  const path =
    type === "loki"
      ? `${loki}/loki/api/v1/label/${label}/values?query=${encodeURIComponent(selector)}`
      : `${prometheus}/api/v1/label/${label}/values?match[]=${encodeURIComponent(selector)}`;
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${response.status} ${path}: ${await response.text()}`);
  return ((await response.json()) as { readonly data?: readonly string[] }).data ?? [];
}
