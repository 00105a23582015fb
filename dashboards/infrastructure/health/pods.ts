import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { plain } from "../../palette.ts";
import { blank } from "../../panels/mappings.ts";
import type { Panel } from "../../panels/panel.ts";
import { table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { missingPods, restarts, unwellAges } from "../../queries/pods.ts";
import { promql, rows } from "../../queries/query.ts";

const { infrastructureHealth: ids } = PANELS;

export function podsPanel(): Panel {
  return table({
    id: ids.pods,
    title: "Pods and workloads that are not well",
    description:
      "Pods that are pending, failed, not ready or held back, with the reason that Kubernetes gives; and workloads that have fewer pods than they should, or whose job failed. Placeholders of JupyterHub are left out. Source: kube-state-metrics.",
    queries: [rows(unwellAges(), "age"), rows(missingPods(), "missing")],
    columns: [
      { field: "namespace", title: "Namespace", width: 160 },
      {
        field: "object",
        title: "Pod or workload",
        link: linkTo(DASHBOARDS.infrastructureHealth, "This namespace alone", {
          set: { namespace: "${__data.fields.Namespace}" },
        }),
      },
      { field: "state", title: "State", width: 230 },
      { field: "Value #missing", title: "Missing", decimals: 0, width: 90, thresholds: plain("warning") },
      { field: "Value #age", title: "Age", unit: "s", decimals: 0, width: 100 },
    ],
    sort: { by: "Age", descending: false },
    noValue: "All pods and workloads are well",
    overrides: [blank("Missing"), blank("Age")],
  });
}

export function restartsPanel(): Panel {
  return timeSeries({
    id: ids.restarts,
    title: "Restarts by container",
    description:
      "How often each container ended and was started anew, by steps of five minutes or more, of the twenty with the most. A container that comes back again and again says why in its logs. Source: kube-state-metrics.",
    queries: [promql(`topk(20, ${restarts()} > 0)`, { legend: "{{pod}} {{container}}" })],
    unit: "none",
    decimals: 0,
    min: 0,
    draw: "bars",
    stack: true,
    calcs: ["sum"],
    interval: "5m",
    noValue: "No container was restarted",
    dataLinks: [
      linkTo(DASHBOARDS.infrastructureHealth, "This pod alone", {
        set: { namespace: "${__field.labels.namespace}", pod: "${__field.labels.pod}" },
      }),
    ],
  });
}
