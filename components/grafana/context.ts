import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../../config/config.ts";
import { isSecretRef } from "../../model/secrets.ts";
import type { Credentials } from "../credentials.ts";

/** What the functions that make Grafana's content share. */
export interface ContentContext {
  /** Prefix of the resources' names. */
  readonly name: string;
  readonly config: Config;
  readonly credentials: Credentials;
  readonly options: pulumi.CustomResourceOptions;
}

/** The same options, for a resource that is made after these too, and deleted before them. */
export function after(
  options: pulumi.CustomResourceOptions,
  resources: Iterable<pulumi.Resource>,
): pulumi.CustomResourceOptions {
  const before = [options.dependsOn ?? []].flat() as pulumi.Input<pulumi.Resource>[];
  return { ...options, dependsOn: [...before, ...resources] };
}

/** The same data with the values of secrets where references stood. */
export function withSecrets<T>(data: T, credentials: Credentials): pulumi.Input<T> {
  return reveal(data, credentials) as pulumi.Input<T>;
}

function reveal(value: unknown, credentials: Credentials): unknown {
  if (isSecretRef(value)) return credentials.secret(value.secret);
  if (Array.isArray(value)) return value.map((each) => reveal(each, credentials));
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner, credentials)]));
}
