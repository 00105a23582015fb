import * as pulumi from "@pulumi/pulumi";
import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/problem.ts";
import { SECRETS } from "../model/secrets.ts";
import type { Workload } from "../model/workload.ts";
import { ruleFiles } from "../rules/index.ts";
import { workloads } from "../systems/index.ts";
import { type Access, accessTo } from "./access.ts";
import { Credentials } from "./credentials.ts";
import { Content } from "./grafana/content.ts";
import type { Deployed } from "./runtime/deployed.ts";
import { deployToDocker } from "./runtime/docker.ts";
import { deployToKubernetes } from "./runtime/kubernetes.ts";

interface LookoutArgs {
  readonly config: Config;
  /** Key → value of the secrets that the stack's config holds. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
  /** Where this program reaches Grafana's API. */
  readonly grafanaUrl: string;
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
  /** Service account of Grafana → its token. */
  declare readonly tokens: Readonly<Record<string, pulumi.Output<string>>>;
  /** UID of a dashboard → where everybody can see it. */
  declare readonly publicDashboards: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: LookoutArgs, opts?: pulumi.ComponentResourceOptions) {
    const { config, grafanaUrl, secrets } = args;
    const stack = plan(config);
    super("lookout:components:Lookout", name, {}, opts);
    const { adminPasswordRotation, adminUser } = config.grafana;
    const credentials = new Credentials(
      `${name}-credentials`,
      { secrets, adminPasswordRotation },
      { parent: this },
    );
    const deployed = deploy(name, config, stack, credentials, this);
    const grafana = deployed.get("grafana");
    if (grafana === undefined) throw new Error("there is no Grafana");
    const content = new Content(
      `${name}-grafana-content`,
      {
        config,
        credentials,
        url: grafanaUrl,
        after: [grafana.controller],
        deployed: [...deployed.values()].map(({ controller }) => controller),
        rendered: stack,
        ...(grafana.claims[0] !== undefined && { deletedWith: grafana.claims[0] }),
      },
      { parent: this },
    );
    this.access = accessTo(config, stack);
    this.adminUser = adminUser;
    this.adminPassword = credentials.secret(SECRETS.grafanaAdminPassword);
    this.versions = versionsOf(stack);
    this.tokens = content.tokens;
    this.publicDashboards = content.publicDashboards;
    this.registerOutputs({
      access: this.access,
      adminUser: this.adminUser,
      adminPassword: this.adminPassword,
      versions: this.versions,
      tokens: this.tokens,
      publicDashboards: this.publicDashboards,
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
): Deployed {
  const { target } = config;
  switch (target.kind) {
    case "kubernetes":
      return deployToKubernetes(name, config, target, stack, credentials, parent);
    case "docker":
      return deployToDocker(name, config, target, stack, credentials, parent);
  }
}

function versionsOf(stack: readonly Workload[]): Readonly<Record<string, string>> {
  return Object.fromEntries(stack.map(({ image, name }) => [name, image.version]));
}
