import type { types } from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { DataVolume, Workload } from "../../../model/workload.ts";

/** Readable by the workload's user, writable by nobody. */
const PERMISSIONS = "0444";

/**
 * Every file that a workload reads, as an upload: the provider replaces the container when one changes.
 *
 * @param secret value of a secret by its key. It stays secret in Pulumi's state.
 */
export function uploads(
  { files, secretFiles }: Workload,
  secret: (key: string) => pulumi.Input<string>,
): types.input.ContainerUpload[] {
  const open = files.flatMap(({ directory, files: own, slots }) =>
    [own, ...Object.values(slots?.files ?? {})]
      .flatMap((each) => Object.entries(each))
      // The provider refuses to upload nothing.
      .map(([file, content]) => ({ file: `${directory}/${file}`, content: content === "" ? "\n" : content })),
  );
  const hidden = secretFiles.flatMap(({ directory, files: own }) =>
    Object.entries(own).map(([file, key]) => ({ file: `${directory}/${file}`, content: secret(key) })),
  );
  return [...open, ...hidden].map((upload) => ({ ...upload, permissions: PERMISSIONS }));
}

/** Directories that hold nothing but those files. */
export function fileDirectories({ files, secretFiles }: Workload): readonly string[] {
  return [...files, ...secretFiles].map(({ directory }) => directory);
}

export function dataVolumes({ volumes }: Workload): readonly DataVolume[] {
  return volumes.filter((volume): volume is DataVolume => volume.kind === "data");
}
