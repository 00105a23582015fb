import type { types } from "@pulumi/kubernetes";
import type { DataVolume, FileSet, Volume, Workload } from "../../../model/workload.ts";

type PodVolume = types.input.core.v1.Volume;
type VolumeMount = types.input.core.v1.VolumeMount;

/** Names of the objects that a workload's files and secrets live in. */
export const configMapName = (workload: Workload, set: string) => `${workload.name}-${set}`;
export const slotMapName = (workload: Workload, set: string, slot: string) =>
  configMapName(workload, `${set}-${slot}`);
export const secretName = (workload: Workload) => `${workload.name}-secrets`;

/** As a StatefulSet looks for it: `data-prometheus-0`. */
export function claimName(volume: DataVolume, workload: Workload, ordinal: number): string {
  return `${volume.name}-${workload.name}-${ordinal}`;
}

export function dataVolumes(workload: Workload): readonly DataVolume[] {
  return workload.volumes.filter((volume): volume is DataVolume => volume.kind === "data");
}

/** All but the claims, which a StatefulSet adds by itself. */
export function podVolumes(workload: Workload): PodVolume[] {
  return [
    ...workload.files.map((set) => fileVolume(set, workload)),
    ...workload.secretFiles.map(({ name, files }) => ({
      name,
      secret: {
        secretName: secretName(workload),
        items: Object.entries(files).map(([path, key]) => ({ key, path })),
        // The group is the container's own; others have no business here.
        defaultMode: 0o440,
      },
    })),
    ...workload.volumes.flatMap(podVolume),
  ];
}

/** With slots, one directory of many objects, each of which may be missing: the pod's template never changes. */
function fileVolume({ name, slots }: FileSet, workload: Workload): PodVolume {
  const own = { name: configMapName(workload, name) };
  if (slots === undefined) return { name, configMap: own };
  const more = slots.names.map((slot) => ({ name: slotMapName(workload, name, slot), optional: true }));
  return { name, projected: { sources: [own, ...more].map((configMap) => ({ configMap })) } };
}

function podVolume(volume: Volume): readonly PodVolume[] {
  switch (volume.kind) {
    case "data":
      return [];
    case "scratch":
      return [{ name: volume.name, emptyDir: { sizeLimit: volume.size.text } }];
    case "host":
      return [
        {
          name: volume.name,
          hostPath: { path: volume.hostPath, type: volume.writable ? "DirectoryOrCreate" : "" },
        },
      ];
  }
}

/** Directories are mounted whole: a file mounted by subPath never changes. */
export function volumeMounts(workload: Workload): VolumeMount[] {
  return [
    ...[...workload.files, ...workload.secretFiles].map(({ name, directory }) => ({
      name,
      mountPath: directory,
      readOnly: true,
    })),
    ...workload.volumes.map((volume) => ({
      name: volume.name,
      mountPath: volume.directory,
      ...(volume.kind === "host" && !volume.writable ? { readOnly: true } : {}),
      ...(volume.kind === "host" && volume.followMounts ? { mountPropagation: "HostToContainer" } : {}),
    })),
  ];
}
