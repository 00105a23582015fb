import type { Tree } from "../program.ts";
import { ask } from "./ask.ts";
import { type LoggedSpan, spans } from "./spans.ts";
import type { Stack } from "./stack.ts";

/** A query as Grafana's pages send it. */
export interface Query {
  readonly datasource: { readonly uid: string };
  readonly expr?: string;
  readonly exemplar?: boolean;
  /** Of a trace. */
  readonly query?: string;
  readonly service?: string;
}

/** UID of a datasource → its frames for a query. */
export type Answers = Readonly<Record<string, (query: Query) => Promise<readonly object[]>>>;

/** Asks the stack's servers, and puts what they say into the shapes of Grafana 12.4. */
export function answersOf(stack: Stack): Answers {
  const prometheus = `${stack.url("prometheus:9090")}/api/v1`;
  return {
    prometheus: async ({ exemplar, expr = "" }) => {
      const query = expr.replaceAll("$__rate_interval", "60s");
      const { result } = (await ask(`${prometheus}/query`, { query })) as Tree;
      const numbers = frame({ Value: result.map(({ value }: Tree) => Number(value[1])) });
      if (exemplar !== true) return [numbers];
      const now = Date.now() / 1000;
      const found = (await ask(`${prometheus}/query_exemplars`, {
        query,
        start: `${now - 900}`,
        end: `${now + 60}`,
      })) as Tree;
      const rows = found.flatMap(({ exemplars, seriesLabels }: Tree) =>
        exemplars.map(({ labels }: Tree) => ({ ...seriesLabels, ...labels })),
      );
      return [numbers, ...rows.map((row: Tree) => frame(columns(row), { resultType: "exemplar" }))];
    },
    loki: async ({ expr = "" }) => {
      const url = `${stack.url("loki:3100")}/loki/api/v1/query_range`;
      const { result } = (await ask(url, { query: expr, since: "15m" })) as Tree;
      return result.map(({ stream, values }: Tree) => frame({ labels: [stream], Line: [values[0][1]] }));
    },
    jaeger: async ({ query, service }) =>
      spans(stack.programs.jaeger.log())
        .filter((span) => (query === undefined ? span.service === service : span.traceId === query))
        .map(asJaegerHasIt),
  };
}

const frame = (cells: Readonly<Record<string, readonly unknown[]>>, custom: object = {}) => ({
  schema: { meta: { custom }, fields: Object.keys(cells).map((name) => ({ name })) },
  data: { values: Object.values(cells) },
});

const columns = (row: Tree) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, [cell]]));

/** The collector has written the service's name on each span. */
const asJaegerHasIt = ({ name, service, traceId }: LoggedSpan) =>
  frame({
    traceID: [traceId],
    operationName: [name],
    tags: [[{ key: "service.name", value: service }]],
    startTime: [Date.now()],
    duration: [200],
  });
