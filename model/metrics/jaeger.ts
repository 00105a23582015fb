import { type Family, histogram, metric } from "./family.ts";

/**
 * Jaeger 2.20.0, beside what it has of the collector (collector.ts). `operation` and `result` ("ok", "err") are of
 * reads. Failed writes to Badger show only as `otelcol_exporter_send_failed_spans_total`; those to OpenSearch as
 * `jaeger_storage_bulk_index_errors_total`, for the exporter has counted them as sent by then. `kind` is of the
 * Prometheus behind the Monitor page alone.
 * Observed: with Badger, and with a stand-in for OpenSearch that refuses every other write and all searches. The
 * latency of failed writes is from the sources:
 * https://github.com/jaegertracing/jaeger/blob/v2.20.0/internal/storage/v1/api/spanstore/spanstoremetrics/write_metrics.go
 */
export const JAEGER: readonly Family[] = [
  metric("jaeger_storage_badger_compaction_current_num_lsm", "name", "role"),
  metric("jaeger_storage_badger_get_num_memtable", "name", "role"),
  metric("jaeger_storage_badger_get_num_user", "name", "role"),
  metric("jaeger_storage_badger_get_with_result_num_user", "name", "role"),
  metric("jaeger_storage_badger_iterator_num_user", "name", "role"),
  metric("jaeger_storage_badger_put_num_user", "name", "role"),
  metric("jaeger_storage_badger_read_bytes_lsm", "name", "role"),
  metric("jaeger_storage_badger_read_bytes_vlog", "name", "role"),
  metric("jaeger_storage_badger_read_num_vlog", "name", "role"),
  metric("jaeger_storage_badger_size_bytes_lsm", "name", "role"),
  metric("jaeger_storage_badger_size_bytes_vlog", "name", "role"),
  metric("jaeger_storage_badger_write_bytes_l0", "name", "role"),
  metric("jaeger_storage_badger_write_bytes_user", "name", "role"),
  metric("jaeger_storage_badger_write_bytes_vlog", "name", "role"),
  metric("jaeger_storage_badger_write_num_vlog", "name", "role"),
  metric("jaeger_storage_badger_write_pending_num_memtable", "name", "role"),
  metric("jaeger_storage_bulk_index_attempts_total", "name", "role"),
  metric("jaeger_storage_bulk_index_errors_total", "name", "role"),
  metric("jaeger_storage_bulk_index_inserts_total", "name", "role"),
  histogram("jaeger_storage_bulk_index_latency_err_seconds", "name", "role"),
  histogram("jaeger_storage_bulk_index_latency_ok_seconds", "name", "role"),
  histogram("jaeger_storage_latency_seconds", "name", "role", "kind", "operation", "result"),
  metric("jaeger_storage_requests_total", "name", "role", "kind", "operation", "result"),
  histogram("jaeger_storage_responses_seconds", "name", "operation", "role"),
  metric("jaeger_storage_spans_attempts_total", "name", "role"),
  metric("jaeger_storage_spans_errors_total", "name", "role"),
  metric("jaeger_storage_spans_inserts_total", "name", "role"),
  histogram("jaeger_storage_spans_latency_err_seconds", "name", "role"),
  histogram("jaeger_storage_spans_latency_ok_seconds", "name", "role"),
];
