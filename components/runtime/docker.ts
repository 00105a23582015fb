import type * as pulumi from "@pulumi/pulumi";
import type { Config, DockerTarget } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import type { Credentials } from "../credentials.ts";
import type { Deployed } from "./deployed.ts";
import { Engine } from "./docker/engine.ts";
import { DockerWorkload } from "./docker/workload.ts";

/**
 * Realises a stack's workloads as containers of one Docker engine, which find each other by their names.
 *
 * @returns what was made of each.
 */
export function deployToDocker(
  name: string,
  config: Config,
  target: DockerTarget,
  workloads: readonly Workload[],
  credentials: Credentials,
  parent: pulumi.Resource,
): Deployed {
  const engine = new Engine(`${name}-engine`, { config, workloads }, { parent });
  const made = workloads.map((workload) => {
    const args = { workload, config, target, engine, credentials };
    const { claims, controller } = new DockerWorkload(`${name}-${workload.name}`, args, { parent });
    return [workload.name, { claims, controller }] as const;
  });
  return new Map(made);
}
