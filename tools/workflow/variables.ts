import { ToolError } from "../call/tool-error.ts";
import { type Environment, variables } from "../grafana/access.ts";

/**
 * A variable that GitHub Actions or the workflow sets. Source:
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 *
 * @throws ToolError when it is missing or empty.
 */
export function required(environment: Environment, name: string): string {
  const value = variables(environment, undefined)(name);
  if (value === undefined) throw new ToolError(`${name} is not set: this runs in a step of GitHub Actions`);
  return value;
}

/** Where the run that this is a step of can be read. */
export function runLink(environment: Environment): string {
  const [server, repository, run] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"].map((name) =>
    required(environment, name),
  );
  return `${server}/${repository}/actions/runs/${run}`;
}
