import { arch } from "node:process";
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { Config } from "../../../config/config.ts";
import { type Image, imageReference } from "../../../model/images.ts";

/** An image on the engine. */
export interface EngineImage {
  /** By which a container is made of it. */
  readonly name: pulumi.Input<string>;
  /** What makes sure that it is there. */
  readonly resource: pulumi.Resource;
}

/** @param name start of the resource's name. */
export function makeImage(
  name: string,
  reference: string,
  image: Image,
  { target }: Config,
  options: pulumi.CustomResourceOptions,
): EngineImage {
  const role = reference.split("/").at(-1)!.replaceAll(":", "-");
  const { build } = image;
  if (build !== undefined)
    return makeBuilt(`${name}-image-${role}`, reference, build, target.imageMirror, options);
  // What is pulled stays: the next `up` is quick, and other stacks may use the same.
  const args = { name: reference, keepLocally: true };
  return { name: reference, resource: new docker.RemoteImage(`${name}-image-${role}`, args, options) };
}

/**
 * Built anew when a file of its folder changes, and named by its content then: by a name that stays, the container that
 * runs would be kept.
 */
function makeBuilt(
  name: string,
  reference: string,
  { argument, base, context }: NonNullable<Image["build"]>,
  mirror: string | undefined,
  options: pulumi.CustomResourceOptions,
): EngineImage {
  const resource = new docker.Image(
    name,
    {
      imageName: reference,
      build: {
        context,
        dockerfile: `${context}/Dockerfile`,
        args: { [argument]: imageReference(base, mirror) },
        // This machine's own, as the provider takes it too; unless it is said, it says so at every `up`.
        platform: `linux/${arch === "x64" ? "amd64" : arch}`,
      },
      skipPush: true,
    },
    options,
  );
  // The image's id, where nothing is pushed.
  return { name: resource.repoDigest, resource };
}
