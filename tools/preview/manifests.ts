import { FILES } from "../../model/labels.ts";
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
  return new Map(
    sets(manifests).flatMap(({ files, set, system }) =>
      files.map(([file, content]) => [
        `config/${system}/${set === "config" ? "" : `${set}/`}${file}`,
        content,
      ]),
    ),
  );
}

/** `rules/…`: what Prometheus evaluates, Lookout's own rule files and the user's. */
export function ruleFiles(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const rules = sets(manifests).filter(({ set, system }) => system === "prometheus" && set === "rules");
  return new Map(rules.flatMap(({ files }) => files.map(([file, content]) => [`rules/${file}`, content])));
}

/** What ConfigMaps hold, several of them one set. */
function sets(manifests: readonly Manifest[]) {
  return manifests
    .filter(({ kind }) => kind === "ConfigMap")
    .map(({ metadata, data }) => ({
      system: metadata.labels?.["app.kubernetes.io/name"] ?? "",
      set: metadata.annotations?.[FILES] ?? "",
      files: Object.entries((data ?? {}) as Readonly<Record<string, string>>),
    }));
}
