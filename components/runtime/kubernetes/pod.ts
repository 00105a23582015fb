import type { types } from "@pulumi/kubernetes";
import type { KubernetesTarget } from "../../../config/config.ts";
import { imageReference } from "../../../model/images.ts";
import { selectorLabels } from "../../../model/labels.ts";
import type { EnvValue, Probe, Resources, RuntimeField, Workload } from "../../../model/workload.ts";
import { securityContext } from "./security.ts";
import { podVolumes, volumeMounts } from "./volumes.ts";

type PodSpec = types.input.core.v1.PodSpec;
type Container = types.input.core.v1.Container;
type EnvVar = types.input.core.v1.EnvVar;

/**
 * Room for a container's log, beside its scratch volumes; past it the pod is evicted without grace. Nodes keep several
 * rotated files of a log: five of 10 MiB by default, of 50 MiB and more on some.
 */
const LOG_MEBIBYTES = 512;

/** The pod of a workload, but for the annotations that make it roll. */
export function podSpec(workload: Workload, target: KubernetesTarget): PodSpec {
  const { host, name, permissions, replicas } = workload;
  const shared = sharedContainer(workload, target);
  return {
    serviceAccountName: name,
    automountServiceAccountToken: permissions.length > 0,
    // Service variables would turn up as settings: JAEGER_PORT, GRAFANA_PORT.
    enableServiceLinks: false,
    securityContext: securityContext(workload).pod,
    terminationGracePeriodSeconds: workload.gracePeriodSeconds,
    nodeSelector: { "kubernetes.io/os": "linux", ...(replicas === "per-node" ? {} : target.nodeSelector) },
    tolerations: replicas === "per-node" ? [{ operator: "Exists" }] : tolerations(target),
    imagePullSecrets: target.imagePullSecrets.map((secret) => ({ name: secret })),
    ...(host?.network === true ? { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" } : {}),
    ...(host?.pid === true ? { hostPID: true } : {}),
    ...(replicas === "per-node" ? {} : apart(workload)),
    initContainers: workload.prepare.map(({ name: step, command }) => ({
      ...shared,
      name: step,
      command: [...command],
    })),
    containers: [{ ...shared, ...main(workload) }],
    volumes: podVolumes(workload),
  };
}

/** What the main container and those that prepare for it have in common. */
function sharedContainer(workload: Workload, target: KubernetesTarget): Omit<Container, "name"> {
  return {
    image: imageReference(workload.image, target.imageMirror),
    // The tag is pinned: asking the registry at every start would tie a restart to the registry's health.
    imagePullPolicy: "IfNotPresent",
    env: envVars(workload, workload.env),
    resources: containerResources(workload.resources, scratchMebibytes(workload)),
    securityContext: securityContext(workload).container,
    volumeMounts: volumeMounts(workload),
  };
}

function main({ args, host, name, ports, probes }: Workload): Container {
  return {
    name,
    args: [...args],
    ports: ports.map((port) => ({
      name: port.name,
      containerPort: port.port,
      protocol: port.protocol,
      ...(host?.network === true ? { hostPort: port.port } : {}),
    })),
    startupProbe: httpProbe(probes.startup),
    readinessProbe: httpProbe(probes.readiness),
    livenessProbe: httpProbe(probes.liveness),
  };
}

function httpProbe({
  failures,
  path,
  periodSeconds,
  port,
  timeoutSeconds,
}: Probe): types.input.core.v1.Probe {
  return { httpGet: { path, port }, periodSeconds, timeoutSeconds, failureThreshold: failures };
}

export function containerResources(
  { cpu, memory, memoryLimit }: Resources,
  scratch: number,
): types.input.core.v1.ResourceRequirements {
  return {
    // None asked for: without this line the limit would be the request, and virtual nodes, which report no disk of
    // their own, could never run the pod.
    requests: { cpu: cpu.text, memory: memory.text, "ephemeral-storage": "0" },
    limits: { memory: memoryLimit.text, "ephemeral-storage": `${LOG_MEBIBYTES + scratch}Mi` },
  };
}

export function envVars(workload: Workload, env: Readonly<Record<string, EnvValue>>): EnvVar[] {
  return Object.entries(env).map(([name, value]) => {
    if (typeof value === "string") return { name, value };
    if ("field" in value) return { name, valueFrom: { fieldRef: { fieldPath: FIELD_PATHS[value.field] } } };
    return { name, valueFrom: { secretKeyRef: { name: `${workload.name}-secrets`, key: value.secret } } };
  });
}

const FIELD_PATHS: Readonly<Record<RuntimeField, string>> = {
  "pod-name": "metadata.name",
  "pod-ip": "status.podIP",
  "node-name": "spec.nodeName",
  "node-ip": "status.hostIP",
  namespace: "metadata.namespace",
};

function scratchMebibytes({ volumes }: Workload): number {
  const sizes = volumes.map((volume) => (volume.kind === "scratch" ? volume.size.bytes : 0));
  return Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 2 ** 20);
}

export function tolerations(target: KubernetesTarget): types.input.core.v1.Toleration[] {
  return target.tolerations.map(({ key, operator, value, effect }) => ({
    operator: operator ?? (value === undefined ? "Exists" : "Equal"),
    ...(key === undefined ? {} : { key }),
    ...(value === undefined ? {} : { value }),
    ...(effect === undefined ? {} : { effect }),
  }));
}

/**
 * Replicas on different nodes and zones, as far as there are any: a small cluster must still run them. Also on a
 * workload of one replica, so that a second does not restart the first.
 */
function apart({ name }: Workload): Pick<PodSpec, "affinity" | "topologySpreadConstraints"> {
  const labelSelector = { matchLabels: selectorLabels(name) };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector, topologyKey: "kubernetes.io/hostname" } },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector,
      },
    ],
  };
}
