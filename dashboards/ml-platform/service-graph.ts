import { DASHBOARDS } from "../../model/dashboards.ts";
import { linkTo } from "../links.ts";
import { nodeGraph } from "../panels/others.ts";
import { graphEdges, graphNodes } from "../queries/spans.ts";

/** Fields by the names that the panel knows, and what its legend calls them. */
const TITLES = {
  mainstat: "Calls a second",
  secondarystat: "Mean duration",
  arc__failed: "Failed calls",
  arc__answered: "Answered calls",
};

/**
 * Who calls whom: from Prometheus and not from Jaeger, whose own graph reads every trace of the time range, has only
 * those that sampling kept, and with OpenSearch needs a Spark job.
 */
export function serviceGraph() {
  const service = "${__data.fields.id}";
  const links = [
    linkTo(DASHBOARDS.serviceMap, "Go to/Only this service", { set: { service } }),
    linkTo(DASHBOARDS.applicationPerformance, "Go to/Application Performance", { set: { service } }),
    linkTo(DASHBOARDS.logs, "Go to/Logs", { set: { service } }),
  ];
  return nodeGraph({
    id: 4,
    title: "Service graph",
    description:
      "Who calls whom, over about the chosen time: calls a second and milliseconds that one takes on average, of each service and, beneath the pointer, of each pair. The orange part of a ring is the share of failed calls. `user` stands for callers that send no spans. Source: pairs of spans, counted before traces are sampled.",
    queries: [...graphNodes(), ...graphEdges()],
    maxDataPoints: 1,
    units: ["req/s", "ms"],
    arcs: { arc__failed: "bad", arc__answered: "good" },
    transformations: [
      { id: "labelsToFields", options: { mode: "columns", valueLabel: "stat" } },
      merged("nodes"),
      merged("edges"),
      { id: "organize", options: { renameByName: TITLES } },
    ],
    overrides: [
      {
        field: "title",
        properties: { links: links.map(({ title, url }) => ({ title, url, targetBlank: false })) },
      },
    ],
  });
}

/** To the rows of nodes, or of edges: until then each number is a table of its own. */
const merged = (rows: "nodes" | "edges") => ({
  id: "merge",
  options: {},
  filter: { id: "byRefId", options: `/^${rows}_/` },
});
