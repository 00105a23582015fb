import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/problem.ts";
import { SECRETS } from "../model/secrets.ts";
import type { Workload } from "../model/workload.ts";
import { ruleFiles } from "../rules/index.ts";
import { workloads } from "../systems/index.ts";
import { type Access, accessTo } from "./access.ts";
import { Credentials } from "./credentials.ts";
import { deployToKubernetes } from "./runtime/kubernetes.ts";

interface LookoutArgs {
  readonly config: Config;
  /** Key → value of the secrets that the stack's config holds. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/** A team's whole observability. */
export class Lookout extends pulumi.ComponentResource {
  /** How people get to each system. */
  declare readonly access: Access;
  /** The administrator of Grafana. */
  declare readonly adminUser: string;
  declare readonly adminPassword: pulumi.Output<string>;
  /** Name of the workload → version deployed. */
  declare readonly versions: Readonly<Record<string, string>>;

  constructor(name: string, { config, secrets }: LookoutArgs, opts?: pulumi.ComponentResourceOptions) {
    const stack = plan(config);
    super("lookout:components:Lookout", name, {}, opts);
    const { adminPasswordRotation, adminUser } = config.grafana;
    const credentials = new Credentials(
      `${name}-credentials`,
      { secrets, adminPasswordRotation },
      { parent: this },
    );
    deploy(name, config, stack, credentials, this);
    this.access = accessTo(config, stack);
    this.adminUser = adminUser;
    this.adminPassword = credentials.secret(SECRETS.grafanaAdminPassword);
    this.versions = versionsOf(stack);
    this.registerOutputs({
      access: this.access,
      adminUser: this.adminUser,
      adminPassword: this.adminPassword,
      versions: this.versions,
    });
  }
}

/** @throws RunError when there are more rules than a stack holds; nothing is registered then. */
function plan(config: Config): readonly Workload[] {
  try {
    return workloads(config, ruleFiles(config));
  } catch (error) {
    throw error instanceof ConfigError ? new pulumi.RunError(error.message) : error;
  }
}

function deploy(
  name: string,
  config: Config,
  stack: readonly Workload[],
  credentials: Credentials,
  parent: pulumi.Resource,
): void {
  const { target } = config;
  switch (target.kind) {
    case "kubernetes":
      deployToKubernetes(name, config, target, stack, credentials, parent);
      return;
    case "docker":
      throw new pulumi.RunError("lookout:target.kind: docker has no runtime yet: use kubernetes");
  }
}

function versionsOf(stack: readonly Workload[]): Readonly<Record<string, string>> {
  return Object.fromEntries(stack.map(({ image, name }) => [name, image.version]));
}
