/** Where the kubelet keeps the containers' logs on every node. */
export const POD_LOGS = "/var/log/pods";

/** Names under which loggers write the trace's and the span's id into a line of JSON. */
const TRACE_FIELDS = [
  { trace: "trace_id", span: "span_id" },
  { trace: "traceId", span: "spanId" },
  { trace: "traceID", span: "spanID" },
] as const;

/** Names under which they write how grave a line is. */
const SEVERITY_FIELDS = ["level", "levelname", "severity", "severity_text"] as const;

/** Beside OpenTelemetry's own names: syslog's and Python's, and the numbers of pino and bunyan. */
const SEVERITIES = {
  trace: [10],
  debug: [20],
  info: [30, "notice", "information", "informational"],
  warn: [40],
  error: [50],
  fatal: [60, "critical", "crit", "alert", "emerg", "emergency", "panic", "dpanic"],
} as const;

/**
 * Reads the containers' log files. A line goes out as it was written; of a line of JSON the trace's id, the span's id
 * and the severity are told besides, so that Loki has them as structured metadata.
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/filelogreceiver
 *
 * @param exclude patterns of files that are not read.
 * @param storage extension that keeps how far each file was read.
 */
export function containerLogs(exclude: readonly string[], storage: string): object {
  return {
    include: [`${POD_LOGS}/*/*/*.log`],
    exclude,
    // Of files that are there at the very first start only the end; later ones are always read whole.
    start_at: "end",
    // The `container` operator takes the pod's and the container's name from it.
    include_file_path: true,
    include_file_name: false,
    storage,
    // Off, a refused batch would be dropped. With no end: reading stops until the gateway is back.
    retry_on_failure: { enabled: true, initial_interval: "1s", max_interval: "30s", max_elapsed_time: "0s" },
    operators: [{ type: "container", id: "container" }, ...jsonOperators(), ...cleanUp()],
  };
}

/** Parses into a field of its own: as attributes, each field of each line would become structured metadata. */
function jsonOperators(): readonly object[] {
  // A line that only looks like JSON, or holds no such id, is none of our errors.
  const quietly = { on_error: "send_quiet" };
  return [
    {
      type: "json_parser",
      id: "json",
      if: 'body matches "^\\\\s*[{]"',
      parse_from: "body",
      parse_to: "attributes.parsed",
      ...quietly,
    },
    ...TRACE_FIELDS.map(({ trace, span }) => ({
      type: "trace_parser",
      id: `trace-${trace}`,
      if: `attributes.parsed?.${trace} != nil`,
      trace_id: { parse_from: `attributes.parsed.${trace}` },
      span_id: { parse_from: `attributes.parsed.${span}` },
      ...quietly,
    })),
    ...SEVERITY_FIELDS.map((field) => ({
      type: "severity_parser",
      id: `severity-${field}`,
      if: `attributes.parsed?.${field} != nil`,
      parse_from: `attributes.parsed.${field}`,
      mapping: SEVERITIES,
      overwrite_text: true,
      ...quietly,
    })),
  ];
}

/** Takes away what is nobody's business in Loki: the parsed line, the file's path, containerd's tag. */
function cleanUp(): readonly object[] {
  return [
    { type: "remove", id: "remove-parsed", if: "attributes.parsed != nil", field: "attributes.parsed" },
    {
      type: "remove",
      id: "remove-path",
      if: 'attributes["log.file.path"] != nil',
      field: 'attributes["log.file.path"]',
    },
    { type: "remove", id: "remove-tag", if: "attributes.logtag != nil", field: "attributes.logtag" },
  ];
}
