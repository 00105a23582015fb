import type { Config } from "../../config/config.ts";
import { hasDashboard } from "../../config/packs.ts";
import { DASHBOARDS, type DashboardUid } from "../../model/dashboards.ts";
import type { DashboardSpec } from "../dashboard.ts";
import { line } from "../layout.ts";
import { linkTo } from "../links.ts";
import { plain, worseAbove } from "../palette.ts";
import { alertList, text } from "../panels/others.ts";
import type { Panel } from "../panels/panel.ts";
import { stat } from "../panels/stat.ts";
import { promql } from "../queries/query.ts";
import { budgetLeft, burnRate, EVERY } from "../queries/slo.ts";
import { burning, left, notKnown, promise, sloTable } from "../slo-table.ts";

/** Where everybody begins. */
export function home(config: Config): DashboardSpec {
  return {
    uid: DASHBOARDS.home,
    title: "Home",
    description: "Is everything as it should be, and where do I find what I need? For everybody.",
    range: "6h",
    refresh: "1m",
    variables: [],
    screen: [
      line(3, [8, kept(config)], [8, overspent(config)], [8, burningFast(config)]),
      line(8, [16, slos(config)], [8, firing()]),
      line(8, [16, next(config)], [8, help(config)]),
    ],
    rows: [],
    next: [],
  };
}

const overview = () => [linkTo(DASHBOARDS.sloOverview, "SLO Overview")];

function kept(config: Config): Panel {
  return stat({
    id: 1,
    title: "SLOs within budget",
    description: "How many SLOs have error budget left: no more has failed than their objective allows.",
    queries: [promql(`sum(${budgetLeft(EVERY)} >= bool 0)`, { instant: true })],
    unit: "none",
    thresholds: plain("good"),
    ...notKnown(config),
    links: overview(),
  });
}

function overspent(config: Config): Panel {
  return stat({
    id: 2,
    title: "SLOs out of budget",
    description: "How many SLOs had more errors in their window than their objective allows.",
    queries: [promql(`sum(${budgetLeft(EVERY)} < bool 0)`, { instant: true })],
    unit: "none",
    thresholds: worseAbove(1, 1),
    ...notKnown(config),
    links: overview(),
  });
}

function burningFast(config: Config): Panel {
  return stat({
    id: 3,
    title: "SLOs losing budget now",
    description:
      "How many SLOs had more errors in the last hour than would last their window: a burn rate above 1. For a while that is no harm.",
    queries: [promql(`sum(${burnRate(EVERY)} > bool 1)`, { instant: true })],
    unit: "none",
    thresholds: { base: "good", steps: [[1, "warning"]] },
    ...notKnown(config),
    links: overview(),
  });
}

function slos(config: Config): Panel {
  return sloTable(
    config,
    {
      id: 4,
      title: "Service level objectives",
      description:
        "Every SLO, the one with the least error budget first. Its name leads to its overview, its service to the requests.",
      links: overview(),
    },
    [promise(), left(), burning()],
  );
}

function firing(): Panel {
  return alertList({
    id: 5,
    title: "Firing alerts",
    description:
      "What fires now, the most important first. Each leads to its dashboard and its runbook. Empty is good.",
    // Watchdog always fires, so that silence is a signal.
    matching: '{alertname!="Watchdog"}',
  });
}

/** Question → the dashboard that answers it. */
const QUESTIONS: readonly (readonly [question: string, dashboard: DashboardUid, title: string])[] = [
  ["Do we keep our promises?", DASHBOARDS.sloOverview, "SLO Overview"],
  ["How was the week?", DASHBOARDS.weeklySloReport, "Weekly SLO Report"],
  ["What happened, and when?", DASHBOARDS.incidentTimeline, "Incident Timeline"],
  ["Which requests are slow or fail?", DASHBOARDS.applicationPerformance, "Application Performance"],
  ["Who calls whom, and how fast?", DASHBOARDS.serviceMap, "Service Map and Traces"],
  ["What do the logs say?", DASHBOARDS.logs, "Logs"],
  ["Is there enough CPU and memory?", DASHBOARDS.infrastructureHealth, "Infrastructure Health"],
  ["Who uses JupyterHub?", DASHBOARDS.hubUsage, "Hub Usage"],
  ["Is the monitoring itself well?", DASHBOARDS.observabilityStack, "Observability Stack"],
];

function next(config: Config): Panel {
  const cells = QUESTIONS.filter(([, uid]) => hasDashboard(uid, config)).map(
    // Relative, since Grafana may be served under a path; without the dot it takes a link for unsafe and drops it.
    ([question, uid, title]) => `${question} | [${title}](./d/${uid})`,
  );
  const half = Math.ceil(cells.length / 2);
  const lines = cells.slice(0, half).map((cell, index) => `| ${cell} | ${cells[half + index] ?? "|"} |`);
  return text({
    id: 6,
    title: "Where to go next",
    description: "The dashboards that come with the stack, by the question that each answers.",
    content: ["| Question | Dashboard | Question | Dashboard |", "| --- | --- | --- | --- |", ...lines].join(
      "\n",
    ),
  });
}

function help({ alerting, environment }: Config): Panel {
  const runbooks =
    alerting.runbookBaseUrl === undefined
      ? "An alert says what it means, and links to the panel that shows it."
      : `An alert says what it means, and links to the panel that shows it. What to do then is in the [runbooks](${alerting.runbookBaseUrl.href}).`;
  return text({
    id: 7,
    title: "How to get help",
    description: "Whom to ask, and where it is written.",
    content: [
      `- Team **${alerting.team}** looks after what you see here: **${environment}**.`,
      `- ${runbooks}`,
      "- The small i beside a panel's title says what it shows and how to read it.",
      "- SLOs and alerts name their team: ask it about its services.",
    ].join("\n"),
  });
}
