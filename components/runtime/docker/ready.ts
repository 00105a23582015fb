import * as pulumi from "@pulumi/pulumi";
import type { DockerTarget } from "../../../config/config.ts";
import { localPortOf } from "../../../model/local-ports.ts";
import type { Workload } from "../../../model/workload.ts";
import { LOOPBACK } from "./check.ts";
import { readyProvider } from "./ready-provider.ts";

/** A first start has no log to replay; one that takes longer will not come. */
const LONGEST_SECONDS = 300;

/** One for all, so that Pulumi takes its text once. */
const provider = readyProvider();

/** Is made when a container answers at its readiness probe, and made anew with each new container. */
class Ready extends pulumi.dynamic.Resource {
  constructor(name: string, args: ReadyArgs, opts: pulumi.CustomResourceOptions) {
    super(provider, name, { ...args }, opts, "docker", "Ready");
  }
}

interface ReadyArgs {
  readonly url: string;
  readonly seconds: number;
  readonly containerName: pulumi.Input<string>;
  readonly containerId: pulumi.Input<string>;
}

/**
 * Waits for a workload, from outside: most images hold no shell that could ask from within.
 *
 * @throws when the port that the probe asks is not bound.
 */
export function makeReady(
  name: string,
  { name: workload, probes }: Workload,
  { ports }: DockerTarget,
  container: { readonly id: pulumi.Output<string>; readonly name: pulumi.Output<string> } & pulumi.Resource,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { path, port } = probes.readiness;
  const local = localPortOf(workload, port);
  if (local === undefined)
    throw new Error(`${workload}: its port ${port} is not bound, so nobody can wait for it`);
  const { failures, periodSeconds } = probes.startup;
  const args = {
    url: `http://${LOOPBACK}:${ports[local]}${path}`,
    seconds: Math.min(failures * periodSeconds, LONGEST_SECONDS),
    containerName: container.name,
    containerId: container.id,
  };
  return new Ready(`${name}-ready`, args, { ...options, deletedWith: container });
}
