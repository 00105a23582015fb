import { createHash } from "node:crypto";
import * as grafana from "@pulumiverse/grafana";
import { DEPLOYMENT_TAG } from "../../model/annotations.ts";
import type { ContentContext } from "./context.ts";

/**
 * A mark on every dashboard's time axis for each deployment that changed something. It is called by a hash of what was
 * rendered, so that the next `up` without a change makes none. History stays: it is kept when the next one takes its
 * place, and its texts, which tell of the deployment that made it, are never written again.
 *
 * @param rendered all that makes a difference; no secrets.
 */
export function markDeployment({ config, name, options }: ContentContext, rendered: unknown): void {
  const hash = createHash("sha256").update(JSON.stringify(rendered)).digest("hex").slice(0, 12);
  const { commit, link } = originOf(process.env);
  const version = commit === undefined ? `configuration ${hash}` : commit.slice(0, 12);
  const text = `Lookout deployed ${version} to ${config.stack}`;
  new grafana.oss.Annotation(
    `${name}-deployment-${hash}`,
    {
      text: link === undefined ? text : `${text}: <a href="${link}">run</a>`,
      tags: [DEPLOYMENT_TAG, `stack:${config.stack}`],
    },
    { ...options, retainOnDelete: true, ignoreChanges: ["text", "tags"] },
  );
}

interface Origin {
  readonly commit: string | undefined;
  readonly link: string | undefined;
}

/**
 * Which commit is deployed, and by which run of a pipeline: `LOOKOUT_COMMIT` and `LOOKOUT_RUN_URL`, or what GitHub Actions
 * says of itself.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function originOf(environment: Readonly<Record<string, string | undefined>>): Origin {
  // Pipelines hand over what they do not know as an empty text.
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_SERVER_URL, GITHUB_SHA } = said;
  const run = [GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID].every((each) => each !== undefined)
    ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
    : undefined;
  const link = said["LOOKOUT_RUN_URL"] ?? run;
  return {
    commit: said["LOOKOUT_COMMIT"] ?? GITHUB_SHA,
    link: link !== undefined && /^https?:\/\/[^\s"<>]+$/.test(link) ? link : undefined,
  };
}
