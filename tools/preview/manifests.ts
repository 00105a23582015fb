import { toYaml } from "../../systems/yaml.ts";
import type { Registration } from "../recording/registration.ts";

/** A Kubernetes object as it would be applied. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Every Kubernetes object that a program registered. */
export function manifestsOf(registrations: readonly Registration[]): readonly Manifest[] {
  return registrations
    .filter(({ custom, type }) => custom && type.startsWith("kubernetes:"))
    .map(({ inputs }) => inputs as Manifest);
}

/** `manifests/<namespace>/<kind>-<name>.yaml`; objects of the whole cluster under `_cluster`. */
export function manifestFiles(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  return new Map(
    manifests.map((manifest) => {
      const { kind, metadata } = manifest;
      const folder = metadata.namespace ?? "_cluster";
      return [`manifests/${folder}/${kind.toLowerCase()}-${metadata.name}.yaml`, toYaml(manifest)];
    }),
  );
}

/**
 * `config/<system>/…`: every file as the system will read it. Files of the set called `config` stand at the top,
 * others in a folder of the set's name.
 */
export function configFiles(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const { kind, metadata, data } of manifests) {
    if (kind !== "ConfigMap") continue;
    const system = metadata.labels?.["app.kubernetes.io/name"] ?? "";
    const set = metadata.name.slice(system.length + 1);
    for (const [file, content] of Object.entries((data ?? {}) as Readonly<Record<string, string>>)) {
      files.set(`config/${system}/${set === "config" ? "" : `${set}/`}${file}`, content);
    }
  }
  return files;
}
