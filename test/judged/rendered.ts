import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listProjectFiles, readProjectFile } from "../../config/files.ts";
import { readConfig } from "../../config/read.ts";
import { type StackTexts, toInput } from "../../config/texts.ts";
import { uploadedFiles } from "../../tools/preview/containers.ts";
import { configFiles, manifestFiles, manifestsOf } from "../../tools/preview/manifests.ts";
import { stackFiles } from "../../tools/preview/stacks.ts";
import { record } from "../../tools/recording/record.ts";
import { readStackFile } from "../../tools/recording/stack-file.ts";

/** What a stack renders, written to a folder of its own. */
export interface Rendered {
  readonly stack: string;
  readonly folder: string;
  /** Paths below the folder. */
  readonly paths: readonly string[];
}

/** Two SLOs of some kinds, which count the same events. */
const EVERY_INDICATOR = [
  { kind: "http" },
  { kind: "http", route: "/v1/predict", errors: ["5xx", "429"] },
  { kind: "latency", threshold: "300ms" },
  { kind: "latency", threshold: 1 },
  { kind: "spans" },
  { kind: "spans", threshold: 1, operation: "GET /v1/predict" },
  { kind: "query", total: "sum(rate(up[window]))", errors: "sum(rate(up[window] offset 1m))" },
  { kind: "query", total: "sum(rate(up[window]))", good: "sum(rate(up[window] offset 1m))" },
].map((indicator, index) => ({
  name: `slo-${index}`,
  service: "gateway",
  description: "It's \u00fcber-reliable: promised",
  objective: 99.9,
  window: "7d",
  indicator,
}));

/** Settings that no checked-in stack has, so that the judges see them too. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "nothing-but-the-core": {
    exporters: { kubeStateMetrics: false, nodeExporter: false, cadvisor: false, nodeLogs: false },
  },
  "every-receiver": {
    alerting: {
      engine: "prometheus",
      contactPoints: [
        { kind: "email", name: "mail", addresses: ["a@corp.io", "b@corp.io"] },
        { kind: "pagerduty", name: "pager" },
        { kind: "slack", name: "slack", channel: "ops" },
        { kind: "teams", name: "teams" },
        { kind: "webhook", name: "hook", url: "https://hook.corp.io/alerts" },
        { kind: "heartbeat", name: "heartbeat" },
      ],
      routes: {
        page: "pager",
        ticket: "mail",
        specific: [{ team: "ml", to: "slack", mute: ["weekend"] }],
      },
      muteTimings: [{ name: "weekend", weekdays: ["saturday", "sunday"], timezone: "Europe/Berlin" }],
      runbookBaseUrl: "https://wiki.corp.io/runbooks",
    },
    slos: EVERY_INDICATOR,
    grafana: { smtp: { host: "smtp.corp.io", from: "lookout@corp.io", user: "lookout" } },
  },
  "every-alert": {
    alerting: { engine: "prometheus" },
    alertmanager: { replicas: 3 },
    collector: { replicas: 2, sampling: { share: 5 } },
    loki: { replicas: 3, storage: { kind: "s3", bucket: "logs" } },
    prometheus: {
      replicas: 2,
      retention: "90d",
      remoteWrite: [{ name: "vendor", url: "https://metrics.corp.io/push" }],
    },
    slos: EVERY_INDICATOR.map((slo) => ({ ...slo, window: "90d", labels: { tier: "gold" } })),
  },
  "on-docker": {
    target: { kind: "docker" },
    alerting: { engine: "prometheus" },
    collector: { sampling: {} },
  },
  "one-sampling-tier": { collector: { sampling: { share: 0, slowerThan: "250ms" } } },
  "bring-your-own": {
    target: {
      kind: "kubernetes",
      namespace: "observability",
      context: "somewhere",
      storageClass: "fast",
      imageMirror: "mirror.corp.io:5000/hub",
      imagePullSecrets: ["registry"],
      nodeSelector: { pool: "monitoring" },
      tolerations: [{ key: "dedicated", operator: "Equal", value: "monitoring", effect: "NoSchedule" }],
    },
    prometheus: {
      externalLabels: { region: "eu" },
      scrapeSecrets: ["router"],
      scrapeConfigs: [
        {
          job_name: "router",
          basic_auth: { username: "u", password_file: "/etc/prometheus/secrets/router" },
          static_configs: [{ targets: ["10.0.0.1:9100"] }],
        },
      ],
      remoteWrite: [
        { name: "vendor", url: "https://metrics.corp.io/push", auth: { kind: "basic", user: "42" } },
      ],
      ruleFiles: ["test/judged/own.rules.yaml"],
    },
    loki: { storage: { kind: "s3", bucket: "logs", endpoint: "http://minio.storage.svc:9000" } },
    jaeger: { storage: { kind: "opensearch", urls: ["http://opensearch.search.svc:9200"] } },
    network: { otlpFrom: ["ml", "web"], scrapePorts: [8080, 9090], ingressNamespace: "ingress-nginx" },
    grafana: {
      url: "https://grafana.corp.io/monitoring/",
      ingress: { tls: { kind: "secret", name: "wildcard" } },
      anonymous: {},
      plugins: [{ id: "grafana-clock-panel", version: "2.1.8" }],
      smtp: { host: "smtp.corp.io", from: "lookout@corp.io" },
    },
  },
};

const checkedIn: readonly StackTexts[] = [...stackFiles().values()].map((path) =>
  readStackFile(path, "lookout"),
);

const variants: readonly StackTexts[] = Object.entries(VARIANTS).map(([stack, settings]) => ({
  project: "lookout",
  stack,
  texts: Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`lookout:${key}`, JSON.stringify(value)]),
  ),
  encrypted: [],
}));

/** Names of all stacks that judges see. */
export const STACKS: readonly string[] = [...checkedIn, ...variants].map(({ stack }) => stack);

/** Those of them that have manifests. */
export const CLUSTER_STACKS: readonly string[] = [...checkedIn, ...variants]
  .filter(({ texts }) => !texts["lookout:target"]?.includes('"docker"'))
  .map(({ stack }) => stack);

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const done = new Map<string, Promise<Rendered>>();

/** Renders a stack by the real program; once. */
export function rendered(stack: string): Promise<Rendered> {
  const known = done.get(stack) ?? render([...checkedIn, ...variants].find((each) => each.stack === stack)!);
  done.set(stack, known);
  return known;
}

async function render(texts: StackTexts): Promise<Rendered> {
  const { registrations } = await record(texts);
  const manifests = manifestsOf(registrations);
  const { config } = readConfig({
    ...toInput(texts),
    readFile: readProjectFile,
    listFiles: listProjectFiles,
  });
  const files = [...manifestFiles(manifests), ...configFiles(manifests), ...uploadedFiles(config)];
  const folder = mkdtempSync(join(tmpdir(), `lookout-${texts.stack}-`));
  folders.push(folder);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { stack: texts.stack, folder, paths: files.map(([path]) => path) };
}
