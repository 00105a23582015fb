import assert from "node:assert/strict";
import { parse } from "yaml";
import { JOBS } from "../../model/jobs.ts";
import { workloads } from "../../systems/index.ts";
import { testConfig } from "../config-of.ts";
import { filesOf } from "./prometheus-of.ts";

type Values = Readonly<Record<string, unknown>>;

/** The scrape jobs of a whole stack on Docker. */
function jobs(values: Values = {}) {
  const stack = workloads(testConfig({ target: { kind: "docker" }, ...values }), { names: [], files: {} });
  const prometheus = stack.find(({ name }) => name === "prometheus")!;
  const { scrape_configs: all } = parse(filesOf(prometheus, "config").files["prometheus.yml"]!);
  return all as readonly { job_name: string; static_configs: readonly Static[]; honor_labels?: boolean }[];
}

interface Static {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

describe("Prometheus' scrape jobs on Docker", () => {
  const stackOf = (values: Values = {}) =>
    jobs(values).find(({ job_name }) => job_name === JOBS.stack)!.static_configs;

  it("are the stack's and the spans', and the user's own", () => {
    const own = {
      prometheus: { scrapeConfigs: [{ job_name: "mine", static_configs: [{ targets: ["a:1"] }] }] },
    };
    assert.deepEqual(
      jobs(own).map(({ job_name }) => job_name),
      ["stack", "spans", "mine"],
    );
  });

  it("reach each workload by its name, at the port and path of its metrics", () => {
    const targets = stackOf().map(({ labels, targets: [address] }) => address + labels["__metrics_path__"]!);
    assert.deepEqual(targets.sort(), [
      "collector:8888/metrics",
      "grafana:3000/metrics",
      "jaeger:8888/metrics",
      "loki:3100/metrics",
      "prometheus:9090/metrics",
    ]);
  });

  it("have Alertmanager where it is deployed", () => {
    const names = stackOf({ alerting: { engine: "prometheus" } }).map(({ labels }) => labels["job"]);
    assert.ok(names.includes("alertmanager"));
  });

  it("follow the path under which Grafana is served", () => {
    const grafana = stackOf({ grafana: { url: "http://localhost:3000/grafana" } }).find(
      ({ labels }) => labels["job"] === "grafana",
    );
    assert.equal(grafana?.labels["__metrics_path__"], "/grafana/metrics");
  });

  it("give the labels that dashboards choose by: the workload's name as job and instance", () => {
    for (const { labels } of stackOf()) assert.equal(labels["instance"], labels["job"]);
  });

  it("give the label by which alerts name what they are about: the container is the pod", () => {
    for (const { labels } of stackOf()) assert.equal(labels["pod"], labels["job"]);
  });

  it("keep what services say of themselves in span metrics", () => {
    const spans = jobs().find(({ job_name }) => job_name === JOBS.spans)!;
    assert.equal(spans.honor_labels, true);
    assert.deepEqual(spans.static_configs, [
      { targets: ["collector:8889"], labels: { instance: "collector", collector: "collector" } },
    ]);
  });
});
