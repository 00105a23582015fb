import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { METRICS_PORT, PART_OF } from "../../model/labels.ts";
import { PORTS } from "../../model/ports.ts";
import { toYaml } from "../../systems/yaml.ts";
import { backfillSeries } from "../judges/backfill.ts";
import { whenWeEnd } from "../judges/ending.ts";
import { findJudge } from "../judges/judge.ts";
import { runStack, type Tree } from "../program.ts";
import { startFakeKubernetes } from "./fake-kubernetes.ts";
import { laidOut } from "./laid-out.ts";
import { claimBefore } from "./past.ts";
import { placed } from "./places.ts";
import { freePorts } from "./ports.ts";
import { startProgram } from "./program.ts";
import { serveRecorded } from "./recorded.ts";
import { ofKubernetes, type Rendered } from "./rendered.ts";

const NODE = "node-1";
/** Where a pod finds what it proves itself with. */
const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
const CONFIG = "/etc/prometheus/config/prometheus.yml";

/** A stack's Prometheus, as it would run on Kubernetes, before a cluster of recorded exporters. */
export interface Cluster {
  readonly prometheus: string;
  stop(): Promise<void>;
}

/**
 * Starts the Prometheus of a stack on Kubernetes. It discovers what it scrapes, at an API that is told here: one node with its
 * kubelet, and pods of exporters whose answers were recorded.
 *
 * @param real ports of 127.0.0.1 where a real collector, in the agent's place, serves its own metrics, and the demo its hubs'.
 */
export async function startCluster(
  settings: Readonly<Record<string, unknown>>,
  real: { readonly agent: number; readonly demo: number },
): Promise<Cluster> {
  const ran = await runStack(settings);
  const folder = mkdtempSync(join(tmpdir(), "lookout-cluster-"));
  const forget = whenWeEnd(() => rmSync(folder, { recursive: true, force: true }));
  const [api, kubelet, state, node, certificates, http] = (await freePorts(6)) as [
    ...[number, number, number, number, number, number],
  ];
  const servers = await Promise.all([
    serveRecorded({ port: kubelet, paths: { "/metrics": "kubelet", "/metrics/cadvisor": "cadvisor" } }),
    serveRecorded({ port: state, paths: { "/metrics": "kube-state-metrics" } }),
    serveRecorded({ port: node, paths: { "/metrics": "node-exporter" } }),
    serveRecorded({ port: certificates, paths: { "/metrics": "cert-manager" } }),
    startFakeKubernetes({
      port: api,
      node: NODE,
      kubeletPort: kubelet,
      pods: [
        own("lookout", "kube-state-metrics", "kube-state-metrics-5f4d", state),
        own("lookout-host", "node-exporter", "node-exporter-x7k2p", node),
        {
          ...own("lookout-host", "collector-agent", "collector-agent-7q2vd", real.agent),
          annotations: { [METRICS_PORT]: String(real.agent) },
        },
        annotated("cert-manager", "cert-manager", "/metrics", certificates),
        annotated("research", "hub", "/research/hub/metrics", real.demo),
      ],
    }),
  ]);
  const ports = {
    [`prometheus:${PORTS.prometheus.http}`]: http,
    [`kube-state-metrics:${PORTS.kubeStateMetrics.http}`]: state,
    [`node-exporter:${PORTS.nodeExporter.http}`]: node,
  };
  const rendered = ofKubernetes(ran, "prometheus");
  const elsewhere = { ...rendered, directories: [...rendered.directories, SERVICE_ACCOUNT] };
  const { args, environment } = laidOut(
    placed("prometheus", discovering(elsewhere, api, ports), { ports, root: () => folder }),
  );
  writeFileSync(join(folder, SERVICE_ACCOUNT, "token"), "any");
  const now = Math.floor(Date.now() / 1000);
  await backfillSeries([claimBefore(now)], { data: join(folder, "prometheus") });
  const program = await startProgram({
    name: "prometheus on Kubernetes",
    command: findJudge("prometheus")!,
    args,
    environment,
    log: join(folder, "log"),
    ready: `http://127.0.0.1:${http}/-/ready`,
  });
  return {
    prometheus: `http://127.0.0.1:${http}`,
    stop: async () => {
      await program.stop();
      for (const server of servers) server.stop();
      forget();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A pod of the stack's own. */
const own = (namespace: string, app: string, name: string, port: number) => ({
  name,
  namespace,
  labels: { [PART_OF.key]: PART_OF.value, "app.kubernetes.io/name": app },
  port,
});

/** A pod of the user's. */
const annotated = (namespace: string, app: string, path: string, port: number) => ({
  name: `${app}-6c8d`,
  namespace,
  labels: { app },
  annotations: {
    "prometheus.io/scrape": "true",
    "prometheus.io/port": String(port),
    "prometheus.io/path": path,
  },
  port,
});

/**
 * Discovery's addresses: where the API is, that it and the kubelet speak HTTP, and the numbers of the pods' ports, by which
 * jobs choose.
 */
function discovering(rendered: Rendered, api: number, ports: Readonly<Record<string, number>>): Rendered {
  const config = parse(rendered.files[CONFIG]!) as Tree;
  const numbers = new Map(Object.entries(ports).map(([address, port]) => [address.split(":")[1], `${port}`]));
  const scrape_configs = config.scrape_configs.map((job: Tree) => ({
    ...job,
    ...(job.scheme === "https" ? { scheme: "http" } : {}),
    kubernetes_sd_configs: job.kubernetes_sd_configs.map((each: Tree) => ({
      api_server: `http://127.0.0.1:${api}`,
      ...each,
    })),
    relabel_configs: job.relabel_configs.map((step: Tree) => {
      const ofPort = step.source_labels?.[0] === "__meta_kubernetes_pod_container_port_number";
      return ofPort && numbers.has(step.regex) ? { ...step, regex: numbers.get(step.regex) } : step;
    }),
  }));
  return { ...rendered, files: { ...rendered.files, [CONFIG]: toYaml({ ...config, scrape_configs }) } };
}
