/** Answers as Grafana 12.4 gave them, in front of Prometheus 3, Loki 3.7 and Jaeger 2.20; without what nobody reads. */

interface Sent {
  readonly run: string;
  readonly traceId: string;
}

type Cells = Readonly<Record<string, readonly unknown[]>>;

const frame = (cells: Cells, custom: object = {}) => ({
  schema: { refId: "A", meta: { custom }, fields: Object.keys(cells).map((name) => ({ name })) },
  data: { values: Object.values(cells) },
});

const results = (status: number, ...frames: readonly object[]) => ({
  status: 200,
  content: { results: { A: { status, frames } } },
});

/** No row: a table without columns, as Prometheus' and Loki's datasources answer. */
export const NOTHING = results(200, frame({}));

/** What Jaeger's datasource says of a trace that is not there. */
export const NO_TRACE = {
  status: 400,
  content: {
    results: { A: { error: "request failed: 404 Not Found", errorSource: "downstream", status: 500 } },
  },
};

/** Traces that a search found. */
export const traces = ({ traceId }: Sent) => results(200, frame({ traceID: [traceId] }));

export const trace = ({ run, traceId }: Sent) =>
  results(
    200,
    frame(
      {
        traceID: [traceId],
        spanID: ["2d949e25fc7ee929"],
        operationName: ["smoke"],
        serviceName: ["lookout-smoke"],
        serviceTags: [[{ key: "deployment.environment.name", type: "string", value: "test" }]],
        startTime: [Date.now() - 200],
        duration: [200],
        tags: [
          [
            { key: "run", type: "string", value: run },
            { key: "service.name", type: "string", value: "lookout-smoke" },
            { key: "span.kind", type: "string", value: "server" },
          ],
        ],
      },
      { traceFormat: "jaeger" },
    ),
  );

export const line = ({ run, traceId }: Sent) =>
  results(
    200,
    frame(
      {
        labels: [{ request_id: `smoke-${run}`, run, service_name: "lookout-smoke", trace_id: traceId }],
        Time: [Date.now()],
        Line: [JSON.stringify({ run, trace_id: traceId, request_id: `smoke-${run}` })],
      },
      { frameType: "LabeledTimeValues" },
    ),
  );

export const numbers = () =>
  results(200, frame({ Time: [Date.now()], Value: [1] }, { resultType: "matrix" }));

export const exemplar = ({ run, traceId }: Sent) =>
  results(
    200,
    frame({ Time: [Date.now()], lookout_smoke_duration_seconds_bucket: [1] }, { resultType: "matrix" }),
    frame(
      {
        Time: [Date.now()],
        Value: [0.2],
        le: ["+Inf"],
        run: [run],
        service_name: ["lookout-smoke"],
        span_id: ["2d949e25fc7ee929"],
        trace_id: [traceId],
      },
      { resultType: "exemplar" },
    ),
  );
