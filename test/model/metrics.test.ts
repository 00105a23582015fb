import assert from "node:assert/strict";
import type { Family } from "../../model/metrics/family.ts";
import { KNOWN_METRICS, METRICS_OF, TARGET_LABELS } from "../../model/metrics/index.ts";
import { exportedResources } from "../../systems/kube-state-metrics/resources.ts";
import { kubeStateMetrics } from "../../systems/kube-state-metrics/workload.ts";
import { scrapeConfigs } from "../../systems/prometheus/scrape/index.ts";
import type { RelabelConfig } from "../../systems/prometheus/scrape/job.ts";
import { testConfig } from "../config-of.ts";

describe("model/metrics", () => {
  const systems: readonly (readonly [string, readonly Family[]])[] = Object.entries(METRICS_OF);
  const all = systems.flatMap(([system, families]) =>
    families.flat().map((series) => ({ system, ...series })),
  );
  const config = testConfig({ exporters: { cadvisor: true, kubeStateMetrics: true } });

  it("is complete enough to be useful", () => assert.ok(KNOWN_METRICS.size > 1500, `${KNOWN_METRICS.size}`));

  it("has names that Prometheus takes without quotes", () => {
    const bad = all.filter(({ name }) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name));
    assert.deepEqual(bad, []);
  });

  it("has labels that Prometheus takes, each once", () => {
    const bad = all.filter(
      ({ labels }) =>
        new Set(labels).size < labels.length ||
        labels.some((label) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)),
    );
    assert.deepEqual(bad, []);
  });

  it("has no name twice", () => {
    const names = all.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  const real: Readonly<Record<string, readonly string[]>> = {
    up: [],
    ALERTS: ["alertname", "alertstate"],
    traces_span_metrics_duration_seconds_bucket: [
      "job",
      "service_name",
      "span_name",
      "span_kind",
      "status_code",
      "http_route",
      "http_request_method",
      "http_response_status_code",
      "otel_metric_overflow",
      "le",
    ],
    go_gc_duration_seconds: ["quantile"],
    prometheus_rule_evaluation_failures_total: ["rule_group"],
    prometheus_remote_storage_samples_dropped_total: ["remote_name", "url", "reason"],
    alertmanager_notifications_failed_total: ["integration", "reason"],
    loki_discarded_samples_total: ["format", "policy", "reason", "retention_hours", "tenant"],
    otelcol_exporter_queue_size: ["data_type", "exporter"],
    jaeger_storage_bulk_index_errors_total: ["name", "role"],
    grafana_alerting_rule_evaluation_failures_total: ["org"],
    kube_pod_container_status_waiting_reason: ["namespace", "pod", "uid", "container", "reason"],
    node_filesystem_avail_bytes: ["device", "device_error", "fstype", "mountpoint"],
    kubelet_volume_stats_available_bytes: ["namespace", "persistentvolumeclaim"],
    container_memory_working_set_bytes: ["id", "name", "image", "namespace", "pod", "container"],
    jupyterhub_server_spawn_duration_seconds_bucket: ["status", "reason", "le"],
    certmanager_certificate_expiration_timestamp_seconds: [
      "name",
      "exported_namespace",
      "issuer_name",
      "issuer_kind",
      "issuer_group",
    ],
  };
  for (const [name, labels] of Object.entries(real))
    it(`knows ${name} and its labels`, () => assert.deepEqual(KNOWN_METRICS.get(name), labels));

  const gone = {
    "the processor's refusals of old collectors": "otelcol_processor_refused_spans_total",
    "what the collector has under names of its own": "otelcol_process_resident_memory_bytes",
    "a summary that has no quantiles": "alertmanager_nflog_gc_duration_seconds",
    "a histogram without its suffix": "jupyterhub_server_spawn_duration_seconds",
    "sensors, whose collector is off": "node_hwmon_temp_celsius",
    "ingresses, which are not exported": "kube_ingress_info",
    "active users before JupyterHub 3.1": "jupyterhub_daily_active_users",
  };
  for (const [what, name] of Object.entries(gone))
    it(`does not know ${what}`, () => assert.equal(KNOWN_METRICS.has(name), false, name));

  describe("and what the stack is configured to scrape", () => {
    const jobs = scrapeConfigs(config, []);
    const dropped = (job: string) => {
      const rules: readonly RelabelConfig[] =
        jobs.find(({ job_name }) => job_name === job)?.metric_relabel_configs ?? [];
      const names = rules.filter(
        ({ action, source_labels }) => action === "drop" && String(source_labels) === "__name__",
      );
      assert.ok(names.length > 0, job);
      return (name: string) => names.some(({ regex }) => new RegExp(`^(?:${regex})$`).test(name));
    };

    for (const [job, families] of [
      ["kubelet", METRICS_OF.kubelet],
      ["cadvisor", METRICS_OF.cadvisor],
    ] as const)
      it(`lists nothing that the job ${job} drops`, () => {
        const isDropped = dropped(job);
        const listed = families.flat().filter(({ name }) => isDropped(name));
        assert.deepEqual(listed, []);
      });

    it("names every label that the jobs add", () => {
      const added = jobs
        .flatMap(({ metric_relabel_configs = [], relabel_configs = [] }) => [
          ...relabel_configs,
          ...metric_relabel_configs,
        ])
        .flatMap(({ target_label }) => target_label ?? [])
        .filter((label) => !label.startsWith("__"));
      assert.deepEqual(
        [...new Set(["job", "instance", ...added])].sort(),
        [...new Set([...TARGET_LABELS, config.metrics.labels.service])].sort(),
      );
    });

    it("has metrics of the exported resources of Kubernetes, and of no others", () => {
      const listed = METRICS_OF.kubeStateMetrics
        .flat()
        .map(({ name }) => name)
        .filter((name) => !name.startsWith("kube_state_metrics_"))
        .map((name) => `${name.split("_")[1]}s`);
      assert.deepEqual([...new Set(listed)].sort().join(), exportedResources());
    });

    it("has the labels of objects that kube-state-metrics is told to export", () => {
      const allowed = kubeStateMetrics(config).args.find((each) =>
        each.startsWith("--metric-labels-allowlist="),
      );
      for (const [kind, name] of [
        ["pods", "kube_pod_labels"],
        ["nodes", "kube_node_labels"],
      ] as const) {
        const labels = new RegExp(`${kind}=\\[([^\\]]+)\\]`).exec(allowed ?? "")?.[1]?.split(",") ?? [];
        assert.deepEqual(
          KNOWN_METRICS.get(name)?.filter((label) => label.startsWith("label_")),
          labels.map((label) => `label_${label.replaceAll(/[^a-zA-Z0-9_]/g, "_")}`),
        );
      }
    });
  });
});
