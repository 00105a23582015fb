import type { Config } from "../../config/config.ts";

/** What the alert of a test page is called. */
const PAGE_TEST = "PageTest";

/** What a test page tells, in the fields that messages are made of. */
export interface TestAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** @param more labels that it must have. */
export function testAlert(config: Config, more: TestAlert["labels"] = {}): TestAlert {
  const { alerting, cluster, environment, grafana, stack } = config;
  return {
    labels: { alertname: PAGE_TEST, severity: "page", team: alerting.team, cluster, environment, ...more },
    annotations: {
      summary: `Test page of the stack ${stack}: nothing is wrong`,
      description: "Somebody ran `npm run page-test` to see that pages arrive. There is nothing to do.",
      dashboard_url: grafana.url.href,
    },
  };
}
