import type { types } from "@pulumi/kubernetes";
import type { KubernetesTarget } from "../../../config/config.ts";
import { imageReference } from "../../../model/images.ts";
import { jobLabels, selectorLabels, standardLabels } from "../../../model/labels.ts";
import { peersService } from "../../../model/names.ts";
import type { DataVolume, ScheduledJob, Workload } from "../../../model/workload.ts";
import { containerResources, envVars, podSpec, tolerations } from "./pod.ts";
import { containerSecurity, securityContext } from "./security.ts";
import { claimName, dataVolumes } from "./volumes.ts";

type PodTemplate = types.input.core.v1.PodTemplateSpec;

/** What keeps a workload's pods running. */
export type ControllerKind = "StatefulSet" | "Deployment" | "DaemonSet";

export function controllerKind(workload: Workload): ControllerKind {
  if (workload.replicas === "per-node") return "DaemonSet";
  return dataVolumes(workload).length > 0 ? "StatefulSet" : "Deployment";
}

/** Whether pods need DNS names of their own, or the list of all. A StatefulSet does not do without. */
export function hasPeersService(workload: Workload): boolean {
  return workload.peers || controllerKind(workload) === "StatefulSet";
}

export function replicaCount({ replicas }: Workload): number {
  return replicas === "per-node" ? 1 : replicas;
}

/** @param annotations what must roll the pods when it changes. */
export function podTemplate(
  workload: Workload,
  target: KubernetesTarget,
  annotations: PodAnnotations,
): PodTemplate {
  return {
    metadata: { labels: { ...standardLabels(workload) }, annotations },
    spec: podSpec(workload, target),
  };
}

type PodAnnotations = NonNullable<types.input.meta.v1.ObjectMeta["annotations"]>;

export function statefulSetSpec(
  workload: Workload,
  template: PodTemplate,
): types.input.apps.v1.StatefulSetSpec {
  return {
    replicas: replicaCount(workload),
    serviceName: peersService(workload.name),
    selector: { matchLabels: { ...selectorLabels(workload.name) } },
    // In order, one pod that does not start would keep the others from ever starting. Updates still go one by one.
    podManagementPolicy: "Parallel",
    template,
    volumeClaimTemplates: dataVolumes(workload).map(claimTemplate),
  };
}

/**
 * Never used to make a claim: those are made beforehand, by the names that the set looks for. A claim template
 * cannot change, so that it must not carry anything that config does.
 */
function claimTemplate({ name }: DataVolume): types.input.core.v1.PersistentVolumeClaim {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  };
}

export function deploymentSpec(
  workload: Workload,
  template: PodTemplate,
): types.input.apps.v1.DeploymentSpec {
  return {
    replicas: replicaCount(workload),
    selector: { matchLabels: { ...selectorLabels(workload.name) } },
    strategy:
      workload.alone === true
        ? { type: "Recreate" }
        : { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    template,
  };
}

export function daemonSetSpec(workload: Workload, template: PodTemplate): types.input.apps.v1.DaemonSetSpec {
  return {
    selector: { matchLabels: { ...selectorLabels(workload.name) } },
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "10%" } },
    template,
  };
}

/** The claims of all replicas: ordinal and name of the volume → spec, by the claim's name. */
export function claims(workload: Workload, target: KubernetesTarget): readonly Claim[] {
  return dataVolumes(workload).flatMap((volume) =>
    Array.from({ length: replicaCount(workload) }, (_, ordinal) => ({
      name: claimName(volume, workload, ordinal),
      keep: volume.keep,
      spec: {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: volume.size.text } },
        ...(target.storageClass === undefined ? {} : { storageClassName: target.storageClass }),
      },
    })),
  );
}

export interface Claim {
  readonly name: string;
  readonly keep: boolean;
  readonly spec: types.input.core.v1.PersistentVolumeClaimSpec;
}

/** A job by the clock, in pods of its own labels. */
export function cronJobSpec(
  workload: Workload,
  job: ScheduledJob,
  target: KubernetesTarget,
): types.input.batch.v1.CronJobSpec {
  return {
    schedule: job.schedule,
    timeZone: "Etc/UTC",
    concurrencyPolicy: "Forbid",
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    jobTemplate: {
      spec: {
        activeDeadlineSeconds: job.deadlineSeconds,
        backoffLimit: 2,
        ttlSecondsAfterFinished: 86_400,
        template: {
          metadata: { labels: { ...jobLabels(workload, job) } },
          spec: {
            serviceAccountName: workload.name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            restartPolicy: "Never",
            securityContext: securityContext({ ...workload, image: job.image, volumes: [] }).pod,
            nodeSelector: { "kubernetes.io/os": "linux", ...target.nodeSelector },
            tolerations: tolerations(target),
            imagePullSecrets: target.imagePullSecrets.map((name) => ({ name })),
            containers: [
              {
                name: job.name,
                image: imageReference(job.image, target.imageMirror),
                imagePullPolicy: "IfNotPresent",
                args: [...job.args],
                env: envVars(workload, job.env),
                resources: containerResources(job.resources, 0),
                securityContext: containerSecurity(),
              },
            ],
          },
        },
      },
    },
  };
}
