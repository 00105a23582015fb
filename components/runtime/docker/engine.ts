import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../../../config/config.ts";
import { IMAGES, type Image, imageReference } from "../../../model/images.ts";
import type { Workload } from "../../../model/workload.ts";
import { daemonAddress } from "./daemon.ts";
import { type EngineImage, makeImage } from "./image.ts";
import { labelList, prefix, stackLabels } from "./names.ts";

interface EngineArgs {
  readonly config: Config;
  readonly workloads: readonly Workload[];
}

/** The provider, the network that all containers share, and the images. */
export class Engine extends pulumi.ComponentResource {
  declare readonly provider: docker.Provider;
  declare readonly network: docker.Network;
  /** Reference → the image on the engine, pulled or built. */
  declare readonly images: ReadonlyMap<string, EngineImage>;

  constructor(name: string, args: EngineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:docker:Engine", name, {}, opts);
    this.provider = makeProvider(`${name}-provider`, this);
    const options = { parent: this, provider: this.provider };
    this.network = makeNetwork(`${name}-network`, args.config, options);
    this.images = new Map(
      used(args).map(([reference, image]) => [
        reference,
        makeImage(name, reference, image, args.config, options),
      ]),
    );
    this.registerOutputs({ images: [...this.images.keys()] });
  }

  /** @throws for an image that no workload has. */
  image(image: Image, { target }: Config): EngineImage {
    const reference = imageReference(image, target.imageMirror);
    const found = this.images.get(reference);
    if (found === undefined) throw new Error(`nobody asked for the image ${reference}`);
    return found;
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

/** Every image once, by its reference. */
function used({ config, workloads }: EngineArgs): readonly (readonly [string, Image])[] {
  const images: readonly Image[] = [...workloads.map(({ image }) => image), IMAGES.busybox];
  return [...new Map(images.map((image) => [imageReference(image, config.target.imageMirror), image]))];
}
