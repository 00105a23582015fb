import { createHash } from "node:crypto";
import type { types } from "@pulumi/kubernetes";
import type { KubernetesTarget } from "../../../config/config.ts";
import { METRICS_PATH, METRICS_PORT, selectorLabels } from "../../../model/labels.ts";
import { LARGEST_CONFIG_MAP } from "../../../model/limits.ts";
import type { Exposure, FileSet, Workload } from "../../../model/workload.ts";
import { controllerKind } from "./controller.ts";
import { configMapName, slotMapName } from "./volumes.ts";

/** A ConfigMap of a workload's files. */
interface FilesObject {
  /** Role of the resource within the workload. */
  readonly role: string;
  /** Name of the object. */
  readonly object: string;
  /** Name of the set that the files belong to. */
  readonly set: string;
  readonly data: Readonly<Record<string, string>>;
}

/**
 * One for each set of files, and one for each of its slots that holds any.
 *
 * @throws when the files of one do not fit.
 */
export function configMaps(workload: Workload): readonly FilesObject[] {
  return workload.files.flatMap(({ files, name, slots }) => [
    { role: name, object: configMapName(workload, name), set: name, data: fitting(files, name, workload) },
    ...Object.entries(slots?.files ?? {}).map(([slot, data]) => ({
      role: `${name}-${slot}`,
      object: slotMapName(workload, name, slot),
      set: name,
      data: fitting(data, `${name}-${slot}`, workload),
    })),
  ]);
}

function fitting(files: FileSet["files"], name: string, workload: Workload): FileSet["files"] {
  const size = Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  if (size <= LARGEST_CONFIG_MAP) return files;
  throw new Error(
    `${workload.name}: its ${name} files have ${size} bytes; a ConfigMap holds ${LARGEST_CONFIG_MAP}`,
  );
}

/** Changes when a file changes that the process reads only at its start. */
export function configChecksum({ files }: Workload): string {
  const hash = createHash("sha256");
  for (const set of files) {
    if (set.onChange === "restart") hash.update(JSON.stringify([set.directory, set.files, set.slots?.files]));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Keys of the secrets that a workload reads, in a stable order. */
export function secretKeys({ env, jobs, secretFiles }: Workload): readonly string[] {
  const keys = new Set<string>();
  for (const values of [env, ...(jobs ?? []).map((job) => job.env)]) {
    for (const value of Object.values(values)) {
      if (typeof value === "object" && "secret" in value) keys.add(value.secret);
    }
  }
  for (const { files } of secretFiles) {
    for (const key of Object.values(files)) keys.add(key);
  }
  return [...keys].sort();
}

/** By these the stack's own scrape job finds pods, their port and path. */
export function metricsAnnotations({ metrics, name, ports }: Workload): Readonly<Record<string, string>> {
  if (metrics === undefined) return {};
  const port = ports.find((each) => each.name === metrics.port);
  if (port === undefined) throw new Error(`${name}: no port is called "${metrics.port}"`);
  return { [METRICS_PORT]: String(port.port), [METRICS_PATH]: metrics.path };
}

export function serviceSpec(workload: Workload): types.input.core.v1.ServiceSpec {
  return {
    type: "ClusterIP",
    selector: { ...selectorLabels(workload.name) },
    ports: servicePorts(workload),
    ...(workload.sessionAffinity ? { sessionAffinity: "ClientIP" } : {}),
  };
}

/** Lists every pod, ready or not: replicas must find each other in order to become ready. */
export function peersServiceSpec(workload: Workload): types.input.core.v1.ServiceSpec {
  return {
    type: "ClusterIP",
    clusterIP: "None",
    publishNotReadyAddresses: true,
    selector: { ...selectorLabels(workload.name) },
    ports: servicePorts(workload),
  };
}

function servicePorts({ ports }: Workload): types.input.core.v1.ServicePort[] {
  return ports.map(({ name, port, protocol }) => ({ name, port, protocol, targetPort: name }));
}

export function disruptionBudgetSpec(workload: Workload): types.input.policy.v1.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: 1,
    selector: { matchLabels: { ...selectorLabels(workload.name) } },
    // A replica that crashes anyway must not keep a node from being drained.
    unhealthyPodEvictionPolicy: "AlwaysAllow",
  };
}

export function ingressSpec(
  { className, host, port, tlsSecret }: Exposure,
  workload: Workload,
): types.input.networking.v1.IngressSpec {
  const backend = { service: { name: workload.name, port: { name: port } } };
  return {
    ...(className === undefined ? {} : { ingressClassName: className }),
    tls: [{ hosts: [host], secretName: tlsSecret }],
    rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }],
  };
}

/** Names of cluster-wide objects carry the namespace, so that two stacks can share a cluster. */
export function clusterName(workload: Workload, target: KubernetesTarget): string {
  return `${target.namespace}-${workload.name}`;
}

export function policyRules({ permissions }: Workload): types.input.rbac.v1.PolicyRule[] {
  return permissions.map(({ apiGroups, nonResourceUrls, resources, verbs }) => ({
    verbs: [...verbs],
    ...(apiGroups === undefined ? {} : { apiGroups: [...apiGroups] }),
    ...(resources === undefined ? {} : { resources: [...resources] }),
    ...(nonResourceUrls === undefined ? {} : { nonResourceURLs: [...nonResourceUrls] }),
  }));
}

/** Longest time, minutes, that a roll-out may take: every replica in turn, each as slow as its probe allows. */
export function rolloutMinutes(workload: Workload): number {
  const { startup } = workload.probes;
  const each = startup.periodSeconds * startup.failures + workload.gracePeriodSeconds;
  const replicas = controllerKind(workload) === "DaemonSet" ? 3 : Number(workload.replicas);
  return Math.min(120, Math.ceil((each * replicas) / 60) + 5);
}
