import * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import type { Config } from "../../config/config.ts";
import { SECRETS } from "../../model/secrets.ts";
import { type GrafanaContent, grafanaContent } from "../../provisioning/index.ts";
import type { Credentials } from "../credentials.ts";
import { makePreferences, makeServiceAccounts } from "./access.ts";
import { makeAlerting } from "./alerting.ts";
import { after, type ContentContext } from "./context.ts";
import { Correlation } from "./correlation.ts";
import { makeDashboards, makePublicDashboards } from "./dashboards.ts";
import { makeDatasources } from "./datasources.ts";
import { markDeployment } from "./deployment.ts";
import { makeFolders, makeTeams } from "./folders.ts";
import { leftovers } from "./leftovers.ts";
import { panelIds } from "./panel-ids.ts";

interface ContentArgs {
  readonly config: Config;
  readonly credentials: Credentials;
  /** Where this program reaches Grafana's API. */
  readonly url: string;
  /** What must be there and ready before. */
  readonly after: readonly pulumi.Resource[];
  /** Everything else of the stack: the mark of a deployment comes when it is there. */
  readonly deployed: readonly pulumi.Resource[];
  /** All that was rendered for it. */
  readonly rendered: unknown;
  /** What holds Grafana's database. Absent: it outlives the stack, so that content is deleted for real. */
  readonly deletedWith?: pulumi.Resource;
}

/** Everything inside Grafana. */
export class Content extends pulumi.ComponentResource {
  /** Service account → token. */
  declare readonly tokens: Readonly<Record<string, pulumi.Output<string>>>;
  /** UID of a dashboard → where everybody can see it. */
  declare readonly publicDashboards: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ContentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:grafana:Content", name, {}, opts);
    const content = grafanaContent(args.config);
    const context = makeContext(name, args, this);
    const datasources = makeDatasources(context);
    makeCorrelations(context, content, args, datasources);
    const folders = makeFolders(context, content.folders, makeTeams(context, content.teams));
    const dashboards = makeDashboards(context, content.dashboards, folders);
    makePreferences(contextAfter(context, dashboards.values()), content.preferences);
    makeAlerting(context, folders);
    this.tokens = makeServiceAccounts(context, content.serviceAccounts);
    this.publicDashboards = publicLinks(context, content, dashboards);
    markDeployment(contextAfter(context, [...dashboards.values(), ...args.deployed]), [
      content,
      args.rendered,
      args.config,
    ]);
    this.registerOutputs({ tokens: this.tokens, publicDashboards: this.publicDashboards });
  }
}

function makeContext(name: string, args: ContentArgs, parent: pulumi.Resource): ContentContext {
  const { config, credentials } = args;
  const auth = authOf(args);
  const provider = makeProvider(`${name}-provider`, args.url, auth, parent);
  const options: pulumi.CustomResourceOptions = {
    parent,
    provider,
    dependsOn: [...args.after],
    ...(args.deletedWith !== undefined && { deletedWith: args.deletedWith }),
    // Mocks, and so the offline preview, know no hooks.
    ...(pulumi.runtime.getEngine() !== undefined && {
      hooks: {
        beforeCreate: [leftovers(args.url, auth, { parent, provider })],
        afterUpdate: [panelIds(args.url, auth)],
      },
    }),
  };
  return { name, config, credentials, options };
}

function authOf({ config, credentials }: ContentArgs): pulumi.Output<string> {
  return pulumi.interpolate`${config.grafana.adminUser}:${credentials.secret(SECRETS.grafanaAdminPassword)}`;
}

/**
 * What is left out the provider reads from the environment of whoever deploys, and another machine would show a change. Of
 * use is only `GRAFANA_CA_CERT`, for a certificate that the machine does not know.
 */
function makeProvider(
  name: string,
  url: string,
  auth: pulumi.Output<string>,
  parent: pulumi.Resource,
): grafana.Provider {
  return new grafana.Provider(
    name,
    {
      url,
      auth,
      // Of the organisation that there is, as the environment of whoever deploys could say otherwise.
      orgId: 1,
      retries: 3,
      retryWait: 0,
      insecureSkipVerify: false,
      // With hashes for dashboards the provider replaces each that changes, and deletes the new one as the old one.
      storeDashboardSha256: false,
    },
    { parent },
  );
}

/** Not by the provider, which knows none, but by Grafana's API. */
function makeCorrelations(
  { name, options }: ContentContext,
  { correlations }: GrafanaContent,
  args: ContentArgs,
  datasources: ReadonlyMap<string, pulumi.Resource>,
): void {
  const { hooks, provider, ...others } = options;
  for (const { description, field, key, label, sourceUid, target, targetUid } of correlations) {
    const ends = [sourceUid, targetUid].flatMap((uid) => datasources.get(uid) ?? []);
    new Correlation(
      `${name}-correlation-${key.replaceAll("_", "-")}`,
      { url: args.url, auth: authOf(args), sourceUid, targetUid, label, description, field, target },
      after(others, ends),
    );
  }
}

function publicLinks(
  context: ContentContext,
  { dashboards }: GrafanaContent,
  made: ReadonlyMap<string, grafana.oss.Dashboard>,
): Readonly<Record<string, pulumi.Output<string>>> {
  const base = context.config.grafana.url.href.replace(/\/$/, "");
  const tokens = Object.entries(makePublicDashboards(context, dashboards, made));
  return Object.fromEntries(
    tokens.map(([uid, token]) => [uid, pulumi.interpolate`${base}/public-dashboards/${token}`]),
  );
}

function contextAfter(context: ContentContext, resources: Iterable<pulumi.Resource>): ContentContext {
  return { ...context, options: after(context.options, resources) };
}
