import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { DockerTarget } from "../../../config/config.ts";
import { localPortOf } from "../../../model/local-ports.ts";
import type { Bytes } from "../../../model/quantity.ts";
import type { EnvValue, RuntimeField, Workload } from "../../../model/workload.ts";
import { LOOPBACK } from "./check.ts";

type Container = Partial<docker.ContainerArgs>;

/** What every container is denied. Docker's own seccomp profile is in force as well. */
export const LOCKED_DOWN: Container = {
  readOnly: true,
  capabilities: { drops: ["ALL"] },
  securityOpts: ["no-new-privileges:true"],
  // Rotates by itself; Docker's default fills the disk.
  logDriver: "local",
};

/**
 * A limit of memory, and none of swap beyond it. Without the second, Docker takes twice the first, and the provider
 * shows that as a change of every `up`.
 */
export function memory(limit: Bytes): Pick<docker.ContainerArgs, "memory" | "memorySwap"> {
  const mebibytes = Math.ceil(limit.bytes / 2 ** 20);
  return { memory: mebibytes, memorySwap: mebibytes };
}

/** What a workload's container and those that prepare for it have in common. */
export function sharedArgs(workload: Workload): Container {
  const { image, resources, volumes } = workload;
  const scratch = volumes.flatMap((volume) => (volume.kind === "scratch" ? [volume] : []));
  return {
    ...LOCKED_DOWN,
    ...memory(resources.memoryLimit),
    user: `${image.uid}:${image.gid}`,
    ...(scratch.length > 0 && {
      tmpfs: Object.fromEntries(
        scratch.map(({ directory, size }) => [directory, `mode=1777,size=${size.bytes}`]),
      ),
    }),
  };
}

/** What only the container that stays has. */
export function mainArgs(workload: Workload, target: DockerTarget): Container {
  const { args, env, gracePeriodSeconds, name } = workload;
  return {
    hostname: name,
    ...(args.length > 0 && { command: args.map((arg) => expanded(arg, env, name)) }),
    ports: ports(workload, target),
    ...healthcheck(workload),
    restart: "unless-stopped",
    stopTimeout: gracePeriodSeconds,
    // Otherwise the provider kills what has not been flushed yet.
    destroyGraceSeconds: gracePeriodSeconds,
  };
}

/** @param secret value of a secret by its key. */
export function envs(
  { env, name }: Workload,
  secret: (key: string) => pulumi.Input<string>,
): pulumi.Input<string>[] {
  return Object.entries(env).map(([variable, value]) =>
    typeof value === "object" && "secret" in value
      ? pulumi.interpolate`${variable}=${secret(value.secret)}`
      : `${variable}=${plain(value, name)}`,
  );
}

function plain(value: Exclude<EnvValue, { readonly secret: string }>, name: string): string {
  return typeof value === "string" ? value : fieldValue(value.field, name);
}

/** A container's address is known when it runs; its name stands for it. */
function fieldValue(field: RuntimeField, name: string): string {
  switch (field) {
    case "pod-name":
    case "pod-ip":
      return name;
    case "node-name":
    case "node-ip":
    case "namespace":
      throw new Error(`${name}: Docker has no ${field}`);
  }
}

/** `$(NAME)`, as Kubernetes reads it. */
function expanded(arg: string, env: Workload["env"], name: string): string {
  return arg.replaceAll(/\$\((\w+)\)/g, (_, variable: string) => {
    const value = env[variable];
    if (value === undefined || (typeof value === "object" && "secret" in value)) {
      throw new Error(`${name}: an argument reads ${variable}, which is not in its open environment`);
    }
    return plain(value, name);
  });
}

/** In the order in which the provider reads them back: another would look like a change. */
function ports({ name, ports: open }: Workload, { ports: chosen }: DockerTarget) {
  const bound = open.flatMap(({ name: portName, port, protocol }) => {
    const local = localPortOf(name, portName);
    return local === undefined
      ? []
      : [{ internal: port, external: chosen[local], ip: LOOPBACK, protocol: protocol.toLowerCase() }];
  });
  return bound.sort((a, b) => a.internal - b.internal);
}

/** Asked from within, where the image can ask: `docker ps` tells. It restarts nothing. */
function healthcheck({ image, ports: open, probes }: Workload): Container {
  if (image.get === undefined) return {};
  const { failures, path, periodSeconds, port, timeoutSeconds } = probes.readiness;
  const number = open.find(({ name }) => name === port)?.port;
  const { startup } = probes;
  return {
    healthcheck: {
      tests: ["CMD", ...image.get, `http://${LOOPBACK}:${number}${path}`],
      interval: seconds(periodSeconds),
      timeout: seconds(timeoutSeconds),
      startPeriod: seconds(startup.periodSeconds * startup.failures),
      retries: failures,
    },
  };
}

/** As Go writes durations, since the provider compares texts: `5m0s`. */
function seconds(count: number): string {
  const [minutes, rest] = [Math.floor(count / 60), count % 60];
  return minutes === 0 ? `${rest}s` : `${minutes}m${rest}s`;
}
