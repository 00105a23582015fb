import type { Config } from "./config.ts";
import { SAMPLE_RUNBOOKS } from "./placeholders.ts";
import type { Need } from "./problem.ts";

/** Values of `environment` in which somebody must be woken. */
const PRODUCTION = /^prod(?:uction)?$/i;

/** What a production stack lacks to page somebody who then knows what to do. */
export function missingForPages(config: Config): readonly Need[] {
  if (!PRODUCTION.test(config.environment)) return [];
  return [...missingReceiver(config), ...missingRunbooks(config)];
}

function missingReceiver({ alerting, environment, stack }: Config): readonly Need[] {
  const { page, specific } = alerting.routes;
  const takesPages = specific.some(
    (route) =>
      (route.severity ?? "page") === "page" &&
      route.team === undefined &&
      (route.environment ?? environment) === environment,
  );
  if (page !== undefined || takesPages) return [];
  const path = "alerting.routes.page";
  const receivers = alerting.contactPoints.filter(({ kind }) => kind !== "heartbeat");
  const names = receivers.map(({ name }) => name);
  const choice = names.length === 0 ? "no contact point yet" : `contact points: ${names.join(", ")}`;
  return [
    {
      kind: "setting",
      path,
      reason: `nobody would be paged in environment "${environment}" (${choice})`,
      command:
        names.length === 0
          ? firstReceiver(stack, alerting.contactPoints.length)
          : routeTo(stack, path, names),
    },
  ];
}

/** Links of pages are absolute: whoever is woken may have nothing but a telephone. */
function missingRunbooks({ alerting, environment, stack }: Config): readonly Need[] {
  if (alerting.runbookBaseUrl !== undefined) return [];
  const path = "alerting.runbookBaseUrl";
  return [
    {
      kind: "setting",
      path,
      reason: `pages could not link to their runbooks in environment "${environment}"`,
      command: `pulumi config set --path 'lookout:${path}' '${SAMPLE_RUNBOOKS}' --stack ${stack}`,
    },
  ];
}

/**
 * A contact point is a kind and a name, and half of one is refused: all at once, so that whoever runs this has a valid
 * config after it. PagerDuty stands for whatever pages here; its key is then the next thing to be missing.
 *
 * @param index after those that page nobody.
 */
function firstReceiver(stack: string, index: number): string {
  const point = `contactPoints[${index}]`;
  const settings = [`${point}.kind=pagerduty`, `${point}.name=oncall`, "routes.page=oncall"];
  const flags = settings.map((each) => `--plaintext 'lookout:alerting.${each}'`).join(" ");
  return `pulumi config set-all --path ${flags} --stack ${stack}`;
}

function routeTo(stack: string, path: string, names: readonly string[]): string {
  const [only, ...more] = names;
  const choice = more.length === 0 ? only : "<contact point>";
  return `pulumi config set --path 'lookout:${path}' '${choice}' --stack ${stack}`;
}
