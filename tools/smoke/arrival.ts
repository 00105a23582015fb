import { DATASOURCES } from "../../model/datasources.ts";
import { ToolError } from "../call/tool-error.ts";
import type { Access } from "../grafana/access.ts";
import type { Checklist, Step } from "./checklist.ts";
import { type Clock, PassingError, until } from "./clock.ts";
import type { Datasource } from "./datasources.ts";
import { query, type Row, rowsOf, type Span } from "./query.ts";
import type { Way } from "./ready.ts";
import { METRIC, RUN, SERVICE, type Signals } from "./signals.ts";
import { ask, saidBy } from "./web.ts";

/** What is asked, and how much time there is. */
export interface Asking {
  readonly access: () => Promise<Access>;
  readonly clock: Clock;
  /** In which the signals lie, with room for clocks that differ. */
  readonly span: () => Span;
}

/** What came back of each signal. */
export interface Arrived {
  /** The span, as Jaeger's datasource shows it. */
  readonly trace: Step<Row>;
  readonly line: Step<Row>;
  readonly metric: Step<Row>;
  readonly exemplar: Step<Row>;
}

const RECEIVERS = {
  traces: { path: "/v1/traces", what: "a trace" },
  logs: { path: "/v1/logs", what: "a log line" },
  metrics: { path: "/v1/metrics", what: "a metric with an exemplar" },
} as const;

/** The gateway takes the signals, and Grafana finds each where it belongs. */
export function arrivalChecks(
  list: Checklist,
  sent: Signals,
  health: (uid: string) => Step<Datasource>,
  way: Way,
  { access, clock, span }: Asking,
): Arrived {
  const [traces, logs, metrics] = (["traces", "logs", "metrics"] as const).map((kind) =>
    sendCheck(list, kind, sent, way, clock),
  ) as [Step<undefined>, Step<undefined>, Step<undefined>];
  /** Waits for the first row that a datasource gives. */
  const found = async (datasource: Datasource, asked: object, kind?: string): Promise<Row | undefined> => {
    const who = await access();
    return until(clock, async () => {
      const frames = await query(datasource, asked, span(), who, clock);
      return rowsOf(kind === undefined ? frames : frames.filter((each) => each.kind === kind))[0];
    });
  };
  const { jaeger, loki, prometheus } = DATASOURCES;
  const trace = list.step(
    "jaeger",
    "has the trace",
    [health(jaeger.uid), traces],
    ON_THE_WAY,
    async (datasource) => seen(found(datasource, { query: sent.traceId }), `trace ${sent.traceId}`),
  );
  const lines = `{service_name="${SERVICE}"} |= "${sent.run}"`;
  const line = list.step(
    "loki",
    "has the log line",
    [health(loki.uid), logs],
    ON_THE_WAY,
    async (datasource) => seen(found(datasource, { expr: lines, queryType: "range", maxLines: 10 }), lines),
  );
  const count = `${METRIC}_count{${RUN}="${sent.run}"}`;
  const metric = list.step(
    "prometheus",
    "has the metric",
    [health(prometheus.uid), metrics],
    NOT_SCRAPED,
    async (datasource) => seen(found(datasource, { expr: count, instant: true, range: false }), count),
  );
  const buckets = { expr: `${METRIC}_bucket{${RUN}="${sent.run}"}`, range: true, instant: false };
  const exemplar = list.step(
    "prometheus",
    "has its exemplar",
    [health(prometheus.uid), metric],
    NO_EXEMPLARS,
    async (datasource) => seen(found(datasource, { ...buckets, exemplar: true }, "exemplar"), buckets.expr),
  );
  return { trace, line, metric, exemplar };
}

const ON_THE_WAY =
  "the collector took it and it did not arrive: the collector's log says what its exporter was told, and the dashboard Observability stack shows its queues";
const NOT_SCRAPED =
  "does Prometheus scrape the collector? Its page Status → Target health shows the job, Observability stack when it last did";

const NO_EXEMPLARS =
  "Prometheus keeps exemplars with `--enable-feature=exemplar-storage` alone, and only OpenMetrics carries them: is its scrape of the collector the stack's?";

async function seen(look: Promise<Row | undefined>, what: string) {
  const missing = `it was not found by the end: ${what}`;
  const row = await look.catch((error: unknown) => {
    throw error instanceof PassingError ? new ToolError(`${missing}; ${error.message}`) : error;
  });
  if (row === undefined) throw new ToolError(missing);
  return { says: what, value: row };
}

/** Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp-response */
function sendCheck(
  list: Checklist,
  kind: keyof typeof RECEIVERS,
  sent: Signals,
  way: Way,
  clock: Clock,
): Step<undefined> {
  const { path, what } = RECEIVERS[kind];
  const todo = "is the collector ready, and does OTLP_URL, if set, name its port for OTLP over HTTP?";
  return list.step("collector", `takes ${what}`, [], todo, async () => {
    const { url } = await way("otlpHttp");
    const answer = await ask(`${url}${path}`, clock, sent[kind]);
    const refused = /"rejected\w+":"?[1-9]/.test(answer.text);
    if (answer.status !== 200 || refused) throw new ToolError(`it does not take ${what}: ${saidBy(answer)}`);
    return { says: `taken, from ${SERVICE}, ${RUN} ${sent.run}`, value: undefined };
  });
}
