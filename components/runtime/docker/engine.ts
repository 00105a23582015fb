import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../../../config/config.ts";
import { IMAGES, type Image, imageReference } from "../../../model/images.ts";
import type { Workload } from "../../../model/workload.ts";
import { daemonAddress } from "./daemon.ts";
import { labelList, prefix, stackLabels } from "./names.ts";

interface EngineArgs {
  readonly config: Config;
  readonly workloads: readonly Workload[];
}

/** The provider, the network that all containers share, and the images. */
export class Engine extends pulumi.ComponentResource {
  declare readonly provider: docker.Provider;
  declare readonly network: docker.Network;
  /** Reference → the image on the engine. */
  declare readonly images: ReadonlyMap<string, docker.RemoteImage>;

  constructor(name: string, args: EngineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:docker:Engine", name, {}, opts);
    this.provider = makeProvider(`${name}-provider`, this);
    const options = { parent: this, provider: this.provider };
    this.network = makeNetwork(`${name}-network`, args.config, options);
    this.images = new Map(
      references(args).map((reference) => [reference, makeImage(name, reference, options)] as const),
    );
    this.registerOutputs({ images: references(args) });
  }

  /** @throws for an image that no workload has. */
  image(reference: string): docker.RemoteImage {
    const image = this.images.get(reference);
    if (image === undefined) throw new Error(`nobody asked for the image ${reference}`);
    return image;
  }
}

/** `DOCKER_HOST` the provider reads by itself; it knows one socket more, and no other of those that are usual. */
function makeProvider(name: string, parent: pulumi.Resource): docker.Provider {
  const host = pulumi.runtime.getEngine() === undefined ? undefined : daemonAddress(process.env).socket;
  return new docker.Provider(name, host === undefined ? {} : { host: `unix://${host}` }, { parent });
}

/** A network of its own has names: each container is found by its workload's. */
function makeNetwork(name: string, config: Config, options: pulumi.CustomResourceOptions): docker.Network {
  return new docker.Network(
    name,
    { name: prefix(config), driver: "bridge", labels: labelList(stackLabels(config)) },
    { ...options, deleteBeforeReplace: true },
  );
}

/** What is pulled stays: the next `up` is quick, and other stacks may use the same. */
function makeImage(
  name: string,
  reference: string,
  options: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  const role = reference.split("/").at(-1)!.replaceAll(":", "-");
  return new docker.RemoteImage(`${name}-image-${role}`, { name: reference, keepLocally: true }, options);
}

/** Every image once. */
function references({ config, workloads }: EngineArgs): readonly string[] {
  const images: readonly Image[] = [...workloads.map(({ image }) => image), IMAGES.busybox];
  return [...new Set(images.map((image) => imageReference(image, config.target.imageMirror)))];
}
