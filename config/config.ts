import { createHash } from "node:crypto";
import { PORTS } from "../model/ports.ts";
import { type Bytes, share } from "../model/quantity.ts";
import type { Resources } from "../model/workload.ts";
import type { AlertName, AlertSettings } from "./schema/alerts.ts";
import type { StackConfig } from "./schema/index.ts";
import type { Slo as SloSettings } from "./schema/slos.ts";
import { type Share, SIZES, type SizedSystem } from "./sizes.ts";

type Resolved<T, More> = Omit<T, keyof More> & More;
interface Sized {
  readonly resources: Resources;
}
interface Stored extends Sized {
  /** Of each replica. */
  readonly volume: Bytes;
}

/** A rule file of the user's. */
export interface RuleFile {
  /** Its name within the directory of rules: the path with dashes for slashes, ending in `.yml`. */
  readonly name: string;
  readonly content: string;
  /** Names of the series that it records. */
  readonly records: readonly string[];
}

/** A dashboard of the user's own. */
export interface DashboardFile {
  readonly uid: string;
  readonly title: string;
  /** UID of the folder in Grafana. */
  readonly folder: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export type KubernetesTarget = Resolved<
  Extract<StackConfig["target"], { kind: "kubernetes" }>,
  { readonly hostNamespace: string }
>;
export type DockerTarget = Extract<StackConfig["target"], { kind: "docker" }>;

/** An SLO with nothing left open. */
export type Slo = Resolved<
  SloSettings,
  {
    readonly team: string;
    /** Events a second. */
    readonly minimumTraffic: number;
  }
>;

/** The alerts of the catalogue, each with its owner. */
export type Alerts = {
  readonly [Name in AlertName]: Resolved<AlertSettings[Name], { readonly team: string }>;
};

/** A stack's whole config, with nothing left open: what the pure rooms read. */
export type Config = Resolved<
  StackConfig,
  {
    /** Name of the Pulumi stack. */
    readonly stack: string;
    readonly environment: string;
    readonly cluster: string;
    readonly target: KubernetesTarget | DockerTarget;
    readonly slos: readonly Slo[];
    readonly alerts: Alerts;
    readonly prometheus: Resolved<
      StackConfig["prometheus"],
      Stored & { readonly retentionSize: Bytes; readonly ruleFiles: readonly RuleFile[] }
    >;
    readonly alertmanager: Resolved<StackConfig["alertmanager"], Stored>;
    readonly loki: Resolved<StackConfig["loki"], Stored>;
    readonly jaeger: Resolved<StackConfig["jaeger"], Stored>;
    readonly collector: Resolved<StackConfig["collector"], Sized>;
    readonly agent: Resolved<StackConfig["agent"], Sized>;
    readonly grafana: Resolved<
      StackConfig["grafana"],
      Stored & { readonly url: URL; readonly forwardPort: number }
    >;
    readonly dashboards: Resolved<StackConfig["dashboards"], { readonly files: readonly DashboardFile[] }>;
    readonly kubeStateMetrics: Sized;
    readonly nodeExporter: Sized;
    readonly demo: Resolved<StackConfig["demo"], Sized>;
  }
>;

/** What files of the project hold. */
export interface ProjectFiles {
  readonly rules: readonly RuleFile[];
  readonly dashboards: readonly DashboardFile[];
}

/** Fills in what follows from other settings. */
export function resolve(stack: string, read: StackConfig, files: ProjectFiles): Config {
  const preset = SIZES[read.size];
  const sized = (system: SizedSystem): Sized => ({
    resources: override(preset[system].resources, read[system].resources),
  });
  const stored = (system: StoredSystem): Stored => ({
    ...sized(system),
    volume: read[system].volume ?? presetVolume(preset, system),
  });
  const prometheus = stored("prometheus");
  return {
    ...read,
    stack,
    environment: read.environment ?? stack,
    cluster: read.cluster ?? stack,
    target: resolveTarget(read.target),
    slos: read.slos.map((slo) => ({
      ...slo,
      team: slo.team ?? read.alerting.team,
      minimumTraffic: slo.minimumTraffic ?? read.alerting.minimumTraffic,
    })),
    alerts: resolveAlerts(read),
    prometheus: {
      ...read.prometheus,
      ...prometheus,
      // Room for the WAL and for the block that compaction writes before it removes the old ones.
      retentionSize: read.prometheus.retentionSize ?? share(prometheus.volume, 0.8),
      ruleFiles: files.rules,
    },
    alertmanager: { ...read.alertmanager, ...stored("alertmanager") },
    loki: { ...read.loki, ...stored("loki") },
    jaeger: { ...read.jaeger, ...stored("jaeger") },
    collector: { ...read.collector, ...sized("collector") },
    agent: sized("agent"),
    grafana: {
      ...read.grafana,
      ...stored("grafana"),
      url: read.grafana.url ?? localGrafana(read.target),
      forwardPort: read.grafana.forwardPort ?? forwardPortOf(stack),
    },
    dashboards: { ...read.dashboards, files: files.dashboards },
    kubeStateMetrics: sized("kubeStateMetrics"),
    nodeExporter: sized("nodeExporter"),
    demo: { ...read.demo, ...sized("demo") },
    // They tell of a cluster and its nodes.
    exporters: read.target.kind === "docker" ? NO_EXPORTERS : read.exporters,
  };
}

const NO_EXPORTERS: StackConfig["exporters"] = {
  kubeStateMetrics: false,
  nodeExporter: false,
  cadvisor: false,
  nodeLogs: false,
};

/** At the end of a port forward, or where Docker binds it. */
function localGrafana(target: StackConfig["target"]): URL {
  return new URL(`http://localhost:${target.kind === "docker" ? target.ports.grafana : PORTS.grafana.http}`);
}

/** Of its own for each stack, so that two can be deployed at a time; below those that systems give to clients. */
function forwardPortOf(stack: string): number {
  return 21_000 + (createHash("sha256").update(stack).digest().readUInt32BE() % 8000);
}

type StoredSystem = "prometheus" | "alertmanager" | "loki" | "jaeger" | "grafana";

function presetVolume(preset: Readonly<Record<SizedSystem, Share>>, system: StoredSystem): Bytes {
  const { volume } = preset[system];
  if (volume === undefined) throw new Error(`sizes.ts gives ${system} no volume`);
  return volume;
}

function resolveAlerts({ alerting, alerts }: StackConfig): Alerts {
  const owned = Object.entries(alerts).map(([name, settings]) => [
    name,
    { ...settings, team: settings.team ?? alerting.team },
  ]);
  return Object.fromEntries(owned) as Alerts;
}

function override(preset: Resources, chosen: StackConfig["prometheus"]["resources"]): Resources {
  return {
    cpu: chosen.cpu ?? preset.cpu,
    memory: chosen.memory ?? preset.memory,
    memoryLimit: chosen.memoryLimit ?? preset.memoryLimit,
  };
}

function resolveTarget(target: StackConfig["target"]): KubernetesTarget | DockerTarget {
  if (target.kind === "docker") return target;
  return { ...target, hostNamespace: target.hostNamespace ?? `${target.namespace}-host` };
}
