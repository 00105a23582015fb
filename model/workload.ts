import type { Image } from "./images.ts";
import type { WorkloadName } from "./names.ts";
import type { Bytes, Cpu } from "./quantity.ts";

/**
 * What a system says of itself, once, for every runtime: plain data, no Pulumi. A runtime (Kubernetes, Docker)
 * turns it into resources and never asks which system it holds.
 */
export interface Workload {
  readonly name: WorkloadName;
  /** Role in the stack, for the `app.kubernetes.io/component` label: `metrics`, `logs`. */
  readonly component: string;
  /** One line for people. */
  readonly summary: string;
  readonly image: Image;
  /** `main` passes Pod Security `restricted`; `host` is for what needs the node itself. */
  readonly placement: "main" | "host";
  /** A fixed number of replicas, or one on every node. */
  readonly replicas: number | "per-node";
  /** Whole command line after the image's entrypoint. `$(NAME)` reads an environment variable. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, EnvValue>>;
  readonly files: readonly FileSet[];
  readonly secretFiles: readonly SecretFileSet[];
  readonly volumes: readonly Volume[];
  readonly ports: readonly Port[];
  /** Where Prometheus scrapes this workload's own metrics. Absent for what it scrapes by a job of its own. */
  readonly metrics?: Metrics;
  readonly probes: Probes;
  readonly resources: Resources;
  /** Time from SIGTERM to SIGKILL, seconds: enough to flush what is in memory. */
  readonly gracePeriodSeconds: number;
  /** Commands of the same image, with the same environment, files and volumes, that must end before it starts. */
  readonly prepare: readonly Preparation[];
  /** Never two at a time, even while one is replaced: what both tell would count twice. */
  readonly alone?: boolean;
  /** Replicas find each other by the DNS name `peersService(name)`. */
  readonly peers: boolean;
  /** A client keeps to one replica: two Prometheus replicas hold slightly different samples. */
  readonly sessionAffinity: boolean;
  /** Rights in the orchestrator's own API. Empty: no token is mounted. */
  readonly permissions: readonly Permission[];
  /** On the workload's identity in the orchestrator, for a cloud's workload identity. */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /** Who may connect. Everything else is denied; the other side's way out follows from it. */
  readonly access: readonly Access[];
  /** What it must reach beyond the workloads that admit it. Name look-ups are always possible. */
  readonly egress: readonly Egress[];
  /** Work by the clock beside the workload. */
  readonly jobs?: readonly ScheduledJob[];
  /** What only workloads on the host may ask for. */
  readonly host?: HostAccess;
  /** The way in from outside the cluster. */
  readonly exposure?: Exposure;
}

/** A literal, a secret by its key, or a field that the runtime fills in at start. */
export type EnvValue = string | { readonly secret: SecretKey } | { readonly field: RuntimeField };

/** `pod-ip` and `pod-name` on Docker are the container's. */
export type RuntimeField = "pod-name" | "pod-ip" | "node-name" | "node-ip" | "namespace";

/** Name of a secret in the stack's config (`lookout:<key>`), or of one that the program generates. */
export type SecretKey = string;

/** A directory of text files, mounted whole and read-only so that a change reaches the running process. */
export interface FileSet {
  /** Role, unique within the workload: `config`, `rules`. */
  readonly name: string;
  /** Absolute path in the container. */
  readonly directory: string;
  /** File name → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether a change restarts the process, or the process sees it by itself. */
  readonly onChange: "restart" | "reload";
  /** More files of the same directory than one object holds. */
  readonly slots?: Slots;
}

/** Files spread over objects of limited size. */
export interface Slots {
  /** Every slot that there may ever be: what is mounted stays the same whichever of them hold files. */
  readonly names: readonly string[];
  /** Slot → file name → content. File names are unique in the whole directory. */
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A directory of files, one secret each. A change restarts the process. */
export interface SecretFileSet {
  readonly name: string;
  readonly directory: string;
  /** File name → key of the secret that is its content. */
  readonly files: Readonly<Record<string, SecretKey>>;
}

export type Volume = DataVolume | ScratchVolume | HostVolume;

/** Outlives the container; one a replica. */
export interface DataVolume {
  readonly kind: "data";
  readonly name: string;
  readonly directory: string;
  readonly size: Bytes;
  /** Whether it outlives `pulumi destroy` too. False for what code can make again. */
  readonly keep: boolean;
}

/** Writable, empty at every start. */
export interface ScratchVolume {
  readonly kind: "scratch";
  readonly name: string;
  readonly directory: string;
  readonly size: Bytes;
}

/** A path of the node. Only for workloads placed on the host. */
export interface HostVolume {
  readonly kind: "host";
  readonly name: string;
  readonly directory: string;
  readonly hostPath: string;
  readonly writable: boolean;
  /** See mounts that appear on the node later. */
  readonly followMounts: boolean;
}

export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

export interface Metrics {
  /** Name of one of the workload's ports. */
  readonly port: string;
  readonly path: string;
}

/** An HTTP GET that must answer 2xx or 3xx. */
export interface Probe {
  readonly port: string;
  readonly path: string;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row until it counts. */
  readonly failures: number;
}

export interface Probes {
  /** Gives a slow start its time (a WAL replay): until it passes, liveness is not asked. */
  readonly startup: Probe;
  /** May it get traffic? */
  readonly readiness: Probe;
  /** Is it beyond hope? Then it is restarted. */
  readonly liveness: Probe;
}

export interface Resources {
  /** Requested processor time. There is no limit: throttling a monitoring system hides the incident. */
  readonly cpu: Cpu;
  /** Requested memory. */
  readonly memory: Bytes;
  readonly memoryLimit: Bytes;
}

export interface Preparation {
  readonly name: string;
  readonly command: readonly string[];
}

/** A rule of a role, in the whole cluster. */
export interface Permission {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceUrls?: readonly string[];
  readonly verbs: readonly string[];
}

/** Who may open a connection to a workload. */
export type Peer =
  /** Another workload of the stack, or itself (gossip between replicas). */
  | { readonly workload: WorkloadName }
  /** Every pod of a namespace. */
  | { readonly namespace: string }
  /** Every pod of the cluster. */
  | "cluster"
  /** Addresses, for what is no pod. */
  | { readonly cidr: string };

export interface Access {
  readonly from: readonly Peer[];
  /** Names of the workload's ports. */
  readonly ports: readonly string[];
}

export interface Egress {
  /** What for, for the reader of the policy. */
  readonly reason: string;
  readonly to: readonly Peer[];
  /** Empty: every port. */
  readonly ports: readonly number[];
}

export interface HostAccess {
  /** Shares the node's network, and so its ports. */
  readonly network: boolean;
  readonly pid: boolean;
  /** Runs as root; only to read files that root alone may read. */
  readonly root: boolean;
  /** Linux capabilities added after all are dropped. */
  readonly capabilities: readonly string[];
}

export interface Exposure {
  readonly port: string;
  readonly host: string;
  readonly className?: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly tlsSecret: string;
}

/** A short run of another image, by the clock. It may reach what its workload may reach, and writes no files. */
export interface ScheduledJob {
  /** Role, unique within the workload: `index-cleaner`. */
  readonly name: string;
  readonly image: Image;
  /** Cron expression, UTC. */
  readonly schedule: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, EnvValue>>;
  readonly resources: Resources;
  /** Longest run, seconds. */
  readonly deadlineSeconds: number;
}
