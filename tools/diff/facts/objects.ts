import type { Render, Resource } from "../../render/render.ts";
import type { Tree } from "./tree.ts";

/** A Kubernetes object. */
export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  /** Empty for what belongs to the whole cluster. */
  readonly namespace: string;
  /** Value of `app.kubernetes.io/name`: whose it is. */
  readonly workload: string;
  readonly retained: boolean;
  readonly manifest: Tree;
}

/** By kind and name. The namespace is no part of it: what moves to another one is told as moved. */
export function objectsOf({ resources }: Render): ReadonlyMap<string, KubernetesObject> {
  const entries = resources
    .filter(({ inputs, type }) => type.startsWith("kubernetes:") && inputs["kind"] !== undefined)
    .map((resource) => {
      const object = toObject(resource);
      const key = `${object.kind} ${object.name}`;
      // What is for a whole namespace has the same name in each, as `deny-all`: Pulumi's tells them apart.
      const isOfAll = object.namespace !== "" && object.workload === "";
      return [isOfAll ? `${key} ${resource.name}` : key, object] as const;
    });
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function toObject({ inputs, retained }: Resource): KubernetesObject {
  const { kind, metadata = {} } = inputs as Tree;
  return {
    kind,
    name: metadata.name ?? "",
    namespace: metadata.namespace ?? "",
    workload: metadata.labels?.["app.kubernetes.io/name"] ?? "",
    retained,
    manifest: inputs,
  };
}

export function ofKind(render: Render, ...kinds: readonly string[]): ReadonlyMap<string, KubernetesObject> {
  return new Map([...objectsOf(render)].filter(([, { kind }]) => kinds.includes(kind)));
}

/** Resources of a Pulumi type's last part, as `Dashboard`, by a key of their inputs. */
export function resourcesOf({ resources }: Render, type: string): readonly Resource[] {
  return resources.filter((each) => each.type.endsWith(`:${type}`));
}
