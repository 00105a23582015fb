import type { Config } from "../../config/config.ts";
import { barChart } from "../panels/bars.ts";
import { coloured, type Panel } from "../panels/panel.ts";
import { logql, promql, type Query } from "../queries/query.ts";

const SEVERITIES = ["page", "ticket"] as const;

/** How often people were disturbed. */
export function alertsByWeek(config: Config, id: number): Panel {
  return barChart({
    id,
    title: "Alerts fired by week",
    description:
      "How often alerts began to fire in each week of the calendar: pages, which woke somebody, and tickets. The last week is not over yet, the first may be cut off.",
    queries: [config.alerting.engine === "grafana" ? byGrafana() : byPrometheus()],
    unit: "none",
    decimals: 0,
    by: "Week",
    stack: true,
    interval: "1h",
    maxDataPoints: 2000,
    overrides: [coloured("Pages", "bad"), coloured("Tickets", "sky")],
    transformations: [
      { id: "joinByField", options: { byField: "Time", mode: "outer" } },
      {
        id: "formatTime",
        options: { timeField: "Time", outputFormat: "GGGG-[W]WW", useTimezone: true },
      },
      {
        id: "groupBy",
        options: {
          fields: {
            Time: { operation: "groupby", aggregations: [] },
            ...Object.fromEntries(
              SEVERITIES.map((each) => [each, { operation: "aggregate", aggregations: ["sum"] }]),
            ),
          },
        },
      },
      {
        id: "organize",
        options: { renameByName: { Time: "Week", "page (sum)": "Pages", "ticket (sum)": "Tickets" } },
      },
    ],
    noValue: "No alert fired",
  });
}

/** Grafana tells Loki of every change of an alert's state. */
function byGrafana(): Query {
  const began = `{from="state-history"} | json | current=~"Alerting.*" | previous!~"Alerting.*"`;
  const severe = `labels_severity=~"${SEVERITIES.join("|")}"`;
  return logql(`sum by (labels_severity) (count_over_time(${began} | ${severe} [$__auto]))`, {
    legend: "{{labels_severity}}",
  });
}

/** What fires now and did not five minutes ago, every five minutes; none where nothing fired. */
function byPrometheus(): Query {
  const firing = `ALERTS{alertstate="firing",severity=~"${SEVERITIES.join("|")}"}`;
  const began = `sum by (severity) (count_over_time((${firing} unless ${firing} offset 5m)[$__interval:5m]))`;
  const none = SEVERITIES.map((each) => `label_replace(vector(0), "severity", "${each}", "", "")`);
  return promql([began, ...none].join(" or "), { legend: "{{severity}}", interval: "1h" });
}
