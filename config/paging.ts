import type { Config } from "./config.ts";
import type { Need } from "./problem.ts";

/** Values of `environment` in which somebody must be woken. */
const PRODUCTION = /^prod(?:uction)?$/i;

/** A production stack that would page nobody. */
export function missingReceivers({ alerting, environment, stack }: Config): readonly Need[] {
  if (!PRODUCTION.test(environment) || alerting.routes.page !== undefined) return [];
  const path = "alerting.routes.page";
  const names = alerting.contactPoints.map(({ name }) => name);
  const choice = names.length === 0 ? "no contact point yet" : `contact points: ${names.join(", ")}`;
  return [
    {
      kind: "setting",
      path,
      reason: `nobody would be paged in environment "${environment}" (${choice})`,
      command: names.length === 0 ? firstReceiver(stack) : route(stack, path, names),
    },
  ];
}

/**
 * A contact point is a kind and a name, and half of one is refused: all at once, so that whoever runs this has a valid
 * config after it. PagerDuty stands for whatever pages here; its key is then the next thing to be missing.
 */
function firstReceiver(stack: string): string {
  const settings = ["contactPoints[0].kind=pagerduty", "contactPoints[0].name=oncall", "routes.page=oncall"];
  const flags = settings.map((each) => `--plaintext 'lookout:alerting.${each}'`).join(" ");
  return `pulumi config set-all --path ${flags} --stack ${stack}`;
}

function route(stack: string, path: string, names: readonly string[]): string {
  const [only, ...more] = names;
  const choice = more.length === 0 ? only : "<contact point>";
  return `pulumi config set --path 'lookout:${path}' '${choice}' --stack ${stack}`;
}
