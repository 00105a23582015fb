import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JudgeName, requireJudge, runJudge } from "./judge.ts";

/** A judge that accepts everything would be worse than none: each is shown an input to accept and one to refuse. */
interface Case {
  readonly judge: JudgeName;
  /** Given the input's path. */
  readonly args: (path: string) => readonly string[];
  readonly file: string;
  readonly good: string;
  /** What is replaced in the good input, by what, and what the judge says then. */
  readonly bad: readonly (readonly [wrong: string, replacement: string, complaint: RegExp])[];
}

const pod = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: obs, labels: { app: web } }
spec:
  securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: example.test/web:1.0
      imagePullPolicy: Always
      ports: [{ name: http, containerPort: 8080 }]
      resources:
        requests: { cpu: 100m, memory: 64Mi, ephemeral-storage: 10Mi }
        limits: { cpu: 100m, memory: 64Mi, ephemeral-storage: 10Mi }
      securityContext:
        { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: obs }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress] }
`;

const dashboard = `{
  "title": "Web",
  "editable": false,
  "templating": { "list": [
    { "name": "datasource", "type": "datasource", "query": "prometheus", "label": "Data source" },
    { "name": "job", "type": "query", "query": "label_values(up, job)", "label": "Job", "refresh": 2,
      "multi": true, "allValue": ".+", "datasource": { "type": "prometheus", "uid": "$datasource" } },
    { "name": "instance", "type": "query", "query": "label_values(up, instance)", "label": "Instance", "refresh": 2,
      "multi": true, "allValue": ".+", "datasource": { "type": "prometheus", "uid": "$datasource" } }
  ] },
  "panels": [{
    "id": 1,
    "type": "timeseries",
    "title": "Requests",
    "description": "Number a second",
    "datasource": { "type": "prometheus", "uid": "$datasource" },
    "fieldConfig": { "defaults": { "unit": "reqps" } },
    "targets": [
      { "expr": "sum(rate(requests_total{job=~\\"$job\\", instance=~\\"$instance\\"}[$__rate_interval]))", "refId": "A" }
    ]
  }]
}`;

const cases: readonly Case[] = [
  {
    judge: "promtool",
    args: (path) => ["check", "rules", "--lint=all", "--lint-fatal", path],
    file: "rules.yaml",
    good: "groups: [{ name: up, rules: [{ alert: Down, expr: up == 0, for: 5m }] }]",
    bad: [["up == 0", "up === 0", /could not parse expression/]],
  },
  {
    judge: "pint",
    args: (path) => ["lint", "--fail-on=warning", path],
    file: "linted.yaml",
    good: `
groups:
  - name: up
    labels: { team: sre }
    rules:
      - { record: "job:up:sum", expr: sum by (job) (up) }
      - { record: "job:up:min", expr: sum by (job) (up) }
      - { alert: Down, expr: 'sum by (job) (up{env="prod"}) == 0', annotations: { summary: "{{ $labels.job }}" } }
`,
    bad: [
      ["== 0", "* 2", /always firing alert \(alerts\/comparison\)/],
      ["$labels.job", "$labels.instance", /template uses non-existent label \(alerts\/template\)/],
      ['env="prod"', 'env=~"prod"', /redundant regexp \(promql\/regexp\)/],
      ["job:up:min", "job:up:sum", /duplicated recording rule \(rule\/duplicate\)/],
      ["labels: { team", "lables: { team", /lables/],
    ],
  },
  {
    judge: "promtool",
    args: (path) => ["check", "config", path],
    file: "prometheus.yml",
    good: "scrape_configs: [{ job_name: pods, kubernetes_sd_configs: [{ role: pod }] }]",
    bad: [["role: pod", "role: pot", /unknown Kubernetes SD role/]],
  },
  {
    judge: "amtool",
    args: (path) => ["check-config", path],
    file: "alertmanager.yml",
    good: "{ route: { receiver: team }, receivers: [{ name: team }] }",
    bad: [["receiver: team", "receiver: nobody", /undefined receiver "nobody"/]],
  },
  {
    judge: "kubeconform",
    args: (path) => [path],
    file: "pod.yaml",
    good: pod,
    bad: [
      ["imagePullPolicy", "imagePulPolicy", /additional properties 'imagePulPolicy' not allowed/],
      ["containerPort: 8080", 'containerPort: "8080"', /got string, want integer/],
      ["memory: 64Mi", "memory: 64Mib", /'64Mib' does not match pattern/],
      ["networking.k8s.io/v1", "extensions/v1beta1", /could not find schema/],
    ],
  },
  {
    judge: "kubectl-validate",
    args: (path) => [path],
    file: "pod.yaml",
    good: pod,
    bad: [
      ["imagePullPolicy", "imagePulPolicy", /imagePulPolicy.*unknown field/],
      ["metadata: { name: web,", "metadata: { name: Web,", /metadata.name: Invalid value: "Web"/],
    ],
  },
  {
    judge: "podsecurity",
    args: (path) => ["-level", "restricted", "-namespace", "obs", path],
    file: "pod.yaml",
    good: pod,
    bad: [
      ["runAsNonRoot: true", "runAsNonRoot: false", /Pod obs\/web: runAsNonRoot != true/],
      ["drop: [ALL]", "drop: [CHOWN]", /unrestricted capabilities/],
      ["namespace: obs, labels", "namespace: other, labels", /no pod template found/],
    ],
  },
  {
    judge: "kube-score",
    args: (path) => ["score", "--kubernetes-version", "v1.36", path],
    file: "pod.yaml",
    good: pod,
    bad: [["example.test/web:1.0", "example.test/web:latest", /Container Image Tag/]],
  },
  {
    judge: "actionlint",
    args: (path) => [path],
    file: "workflow.yaml",
    good: "{ on: push, jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] } } }",
    bad: [["on: push", "on: pushed", /unknown Webhook event "pushed"/]],
  },
  {
    judge: "dashboard-linter",
    args: (path) => ["lint", "--strict", path],
    file: "dashboard.json",
    good: dashboard,
    bad: [
      ["$__rate_interval", "5m", /should use \$__rate_interval/],
      ["sum(rate", "sum((rate", /invalid PromQL query/],
      ['"Number a second"', '""', /panel 'Requests' has missing title or description/],
      ['"reqps"', '"flowers"', /has no or invalid units defined/],
      ["false", "true", /is editable/],
      ['"Data source"', '"Source"', /labeled 'Source', should be labeled/],
    ],
  },
  {
    judge: "otelcol",
    args: (path) => ["validate", `--config=${path}`],
    file: "collector.yaml",
    good: `
receivers: { otlp: { protocols: { grpc: {} } } }
connectors: { spanmetrics: { exemplars: { enabled: true } } }
exporters: { debug: {}, prometheus: { endpoint: "127.0.0.1:8889" } }
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [spanmetrics, debug] }
    metrics: { receivers: [spanmetrics], exporters: [prometheus] }
`,
    bad: [
      ["exemplars:", "examplars:", /has invalid keys: examplars/],
      ["exporters: [prometheus]", "exporters: [otlp]", /references exporter "otlp" which is not configured/],
    ],
  },
  {
    judge: "loki",
    args: (path) => [`-config.file=${path}`, "-verify-config"],
    file: "loki.yaml",
    good: `
common: { path_prefix: /loki, storage: { filesystem: { chunks_directory: /loki/chunks } } }
schema_config:
  configs: [{ from: 2024-04-01, store: tsdb, object_store: filesystem, schema: v13, index: { period: 24h } }]
compactor: { retention_enabled: true, delete_request_store: filesystem }
`,
    bad: [
      ["retention_enabled", "retain", /field retain not found/],
      ["store: filesystem }", 'store: "" }', /delete-request-store should be configured/],
    ],
  },
];

describe("Judges", () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), "judges-"));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  async function verdict({ judge, args, file }: Case, content: string) {
    const path = join(directory, file);
    writeFileSync(path, content);
    const { status, stdout, stderr } = await runJudge(judge, args(path));
    return { accepted: status === 0, said: stdout + stderr };
  }

  for (const each of cases) {
    describe(`${each.judge} on ${each.file}`, () => {
      before(function () {
        requireJudge.call(this, each.judge);
      });

      it("accepts what is right", async () => {
        const { accepted, said } = await verdict(each, each.good);
        assert.ok(accepted, said);
      });

      for (const [right, wrong, complaint] of each.bad) {
        it(`refuses ${wrong}`, async () => {
          assert.ok(each.good.includes(right));
          const { accepted, said } = await verdict(each, each.good.replace(right, wrong));
          assert.ok(!accepted, said);
          assert.match(said, complaint);
        });
      }
    });
  }
});
