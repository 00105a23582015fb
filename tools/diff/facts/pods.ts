import type { Render } from "../../render/render.ts";
import { ofKind, resourcesOf } from "./objects.ts";
import { listOf, type Tree } from "./tree.ts";

/** What runs containers: a controller of Kubernetes, or a container of Docker's. */
export interface Runner {
  /** `StatefulSet`, `container`. */
  readonly kind: string;
  readonly name: string;
  readonly images: readonly string[];
}

const CONTROLLERS = ["StatefulSet", "Deployment", "DaemonSet", "CronJob"] as const;

/** The pod template of a controller's manifest. */
export function templateOf(manifest: Tree): Tree {
  return manifest.kind === "CronJob" ? manifest.spec.jobTemplate.spec.template : manifest.spec.template;
}

export const controllersOf = (render: Render) => ofKind(render, ...CONTROLLERS);

/** By what is the same in both revisions. */
export function runnersOf(render: Render): ReadonlyMap<string, Runner> {
  const controllers = [...controllersOf(render)].map(([key, { kind, manifest, name }]) => {
    const { containers, initContainers } = templateOf(manifest).spec;
    const images = [...listOf(containers), ...listOf(initContainers)].map(({ image }) => String(image));
    return [key, { kind, name, images: [...new Set(images)] }] as const;
  });
  const containers = dockerContainers(render).map(({ image, name }) => {
    return [`container ${name}`, { kind: "container", name, images: [image] }] as const;
  });
  return new Map([...controllers, ...containers]);
}

/** A container of Docker's. */
export interface DockerContainer {
  readonly name: string;
  /** The workload that it belongs to. */
  readonly workload: string;
  readonly image: string;
  readonly inputs: Tree;
}

export function dockerContainers(render: Render): readonly DockerContainer[] {
  return resourcesOf(render, "Container").map(({ inputs }) => {
    const labels = listOf(inputs["labels"]);
    const workload = labels.find(({ label }) => label === "app.kubernetes.io/name")?.value;
    return {
      name: String(inputs["name"]),
      workload: String(workload ?? inputs["name"]),
      image: String(inputs["image"]),
      inputs,
    };
  });
}
