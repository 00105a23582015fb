import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Config, DockerTarget } from "../../../config/config.ts";
import { IMAGES } from "../../../model/images.ts";
import { standardLabels } from "../../../model/labels.ts";
import { peersService } from "../../../model/names.ts";
import { bytes } from "../../../model/quantity.ts";
import type { Workload } from "../../../model/workload.ts";
import type { Credentials } from "../../credentials.ts";
import { envs, LOCKED_DOWN, mainArgs, memory, sharedArgs } from "./container.ts";
import type { Engine } from "./engine.ts";
import { dataVolumes, fileDirectories, uploads } from "./files.ts";
import { labelList, objectName, stackLabels } from "./names.ts";
import { makeReady } from "./ready.ts";

interface DockerWorkloadArgs {
  readonly workload: Workload;
  readonly config: Config;
  readonly target: DockerTarget;
  readonly engine: Engine;
  readonly credentials: Credentials;
}

/** What the functions that make one workload's resources share. */
interface Context extends DockerWorkloadArgs {
  readonly name: string;
  readonly options: pulumi.CustomResourceOptions;
}

/** A container that ends well before another starts, and whose volumes the other has. */
type Before = docker.Container | undefined;

/** One workload as a container, its volumes, and what prepares them. */
export class DockerWorkload extends pulumi.ComponentResource {
  /** Is there when the workload answers. */
  declare readonly controller: pulumi.Resource;
  /** Data volumes that are deleted with the stack. */
  declare readonly claims: readonly pulumi.Resource[];

  constructor(name: string, args: DockerWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:docker:Workload", name, {}, opts);
    refuseOthers(args.workload);
    const { engine } = args;
    // Names are fixed: two containers cannot have the same at a time.
    const options = { parent: this, provider: engine.provider, deleteBeforeReplace: true };
    const context = { ...args, name, options };
    const volumes = makeVolumes(context);
    this.claims = volumes.filter(({ keep }) => !keep).map(({ volume }) => volume);
    const holder = makeHolder(
      context,
      volumes.map(({ volume }) => volume),
    );
    const container = makeContainer(context, makePreparations(context, holder));
    this.controller = makeReady(name, args.workload, args.target, container, { parent: this });
    this.registerOutputs({ container: container.name });
  }
}

/** Config lets none of these through. */
function refuseOthers({ jobs, name, placement, replicas }: Workload): void {
  if (placement === "host" || replicas !== 1 || (jobs ?? []).length > 0) {
    throw new Error(`${name}: Docker runs one replica, off the host, without jobs by the clock`);
  }
}

function makeVolumes({ config, name, options, workload }: Context) {
  return dataVolumes(workload).map(({ keep, name: role }) => {
    const args = {
      name: objectName(config, workload.name, role),
      labels: labelList(stackLabels(config)),
    };
    const volume = new docker.Volume(`${name}-${role}`, args, { ...options, retainOnDelete: keep });
    return { volume, keep };
  });
}

/**
 * A container that ends at once. It holds the workload's files in volumes of its own, which are mounted read-only: Docker
 * uploads nothing into a container whose root is read-only. And it hands the data volumes, which Docker gives to root,
 * to the workload's user.
 * Source: https://github.com/moby/moby/blob/v28.0.0/daemon/archive_unix.go (containerExtractToDir)
 */
function makeHolder(context: Context, volumes: readonly docker.Volume[]): Before {
  const { config, credentials, engine, name, options, workload } = context;
  const directories = fileDirectories(workload);
  const data = dataVolumes(workload);
  if (directories.length + data.length === 0) return undefined;
  const { gid, uid } = workload.image;
  const owned = data.map(({ directory }) => directory);
  const image = engine.image(IMAGES.busybox, config);
  return new docker.Container(
    `${name}-files`,
    {
      ...LOCKED_DOWN,
      ...memory(bytes("32Mi")),
      name: objectName(config, workload.name, "files"),
      image: image.name,
      labels: labels(context),
      networkMode: "none",
      // It writes nothing but the owner of the volumes' directories, and that takes one capability.
      readOnly: false,
      user: owned.length > 0 ? "0:0" : `${uid}:${gid}`,
      capabilities: { drops: ["ALL"], ...(owned.length > 0 && { adds: ["CAP_CHOWN"] }) },
      command: owned.length > 0 ? ["chown", `${uid}:${gid}`, ...owned] : ["true"],
      volumes: [...directories.map((containerPath) => ({ containerPath })), ...mounts(data, volumes)],
      uploads: uploads(workload, (key) => credentials.secret(key)),
      ...ONCE,
    },
    { ...options, dependsOn: [image.resource] },
  );
}

/** Runs to its end while Pulumi waits. */
const ONCE = { attach: true, mustRun: false, restart: "no" } as const;

function mounts(data: ReturnType<typeof dataVolumes>, volumes: readonly docker.Volume[]) {
  return data.map(({ directory }, index) => ({
    containerPath: directory,
    volumeName: volumes[index]!.name,
  }));
}

/**
 * Commands that must end before the container starts, one after the other.
 *
 * @returns the last that ends before it.
 */
function makePreparations(context: Context, holder: Before): Before {
  const { config, name, options, workload } = context;
  return workload.prepare.reduce<Before>((before, { command, name: step }) => {
    const args = {
      ...common(context, before),
      name: objectName(config, workload.name, step),
      entrypoints: [...command],
      networksAdvanced: [{ name: context.engine.network.name }],
      ...ONCE,
    };
    return new docker.Container(`${name}-${step}`, args, containerOptions(context, options));
  }, holder);
}

function makeContainer(context: Context, before: Before): docker.Container {
  const { config, engine, name, options, target, workload } = context;
  const aliases = [workload.name, ...(workload.peers ? [peersService(workload.name)] : [])];
  return new docker.Container(
    `${name}-container`,
    {
      ...common(context, before),
      ...mainArgs(workload, target),
      name: objectName(config, workload.name),
      networksAdvanced: [{ name: engine.network.name, aliases }],
    },
    containerOptions(context, options),
  );
}

function containerOptions({ config, engine, workload }: Context, options: pulumi.CustomResourceOptions) {
  const { resource } = engine.image(workload.image, config);
  // The provider would take these for updated in place, and do nothing.
  return { ...options, dependsOn: [resource], replaceOnChanges: ["tmpfs", "healthcheck"] };
}

/** Of the container that stays and of those that prepare for it. */
function common(context: Context, before: Before): docker.ContainerArgs {
  const { config, credentials, engine, workload } = context;
  const data = dataVolumes(workload).map(({ directory, name: role }) => ({
    containerPath: directory,
    volumeName: objectName(config, workload.name, role),
  }));
  // By its volumes Pulumi knows that it goes before the one that it came after is made anew: no two at a time.
  const read = before === undefined ? [] : [{ fromContainer: pulumi.interpolate`${succeeded(before)}:ro` }];
  return {
    ...sharedArgs(workload),
    image: engine.image(workload.image, config).name,
    labels: labels(context),
    envs: envs(workload, (key) => credentials.secret(key)),
    // Read-only all that the one before it has; then once more the data volumes, which are to be written to.
    volumes: [...read, ...data],
  };
}

function labels({ config, workload }: Context) {
  return labelList({ ...standardLabels(workload), ...stackLabels(config) });
}

/** The id of a container that has ended well. */
function succeeded(container: docker.Container): pulumi.Output<string> {
  return pulumi.all([container.id, container.exitCode, container.name]).apply(([id, code, name]) => {
    // Absent without an engine.
    if ((code as number | undefined) === undefined || code === 0) return id;
    throw new pulumi.RunError(`the container ${name} failed with status ${code}: docker logs ${name}`);
  });
}
