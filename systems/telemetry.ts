/**
 * How a collector, and so Jaeger, serves its own metrics: for scrapers outside of the pod, with unit and type in the
 * names as the documentation and everybody's dashboards have them (`otelcol_receiver_refused_spans_total`), which a
 * reader that is spelt out leaves away by default.
 */
export function ownMetrics(port: number) {
  return {
    level: "normal",
    readers: [
      {
        pull: {
          exporter: {
            prometheus: { host: "0.0.0.0", port, without_type_suffix: false, without_units: false },
          },
        },
      },
    ],
  };
}
