import assert from "node:assert/strict";
import { join } from "node:path";
import { runJudge } from "../judges/judge.ts";
import { inTemporaryFolder, writeFiles } from "../judges/temporary.ts";

/** An alert as a template gets it. */
export interface Alert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt?: string;
}

export const LABELS = {
  alertname: "PodSlow",
  severity: "page",
  team: "ml",
  environment: "prod",
  cluster: "eu-1",
};

export function slow(pod: string, status: Alert["status"] = "firing"): Alert {
  return {
    status,
    labels: { ...LABELS, pod },
    annotations: {
      summary: `${pod} is slow`,
      description: `${pod} takes 2s & more, where <1s is allowed.`,
      dashboard_url: `https://grafana.corp.io/d/a?viewPanel=1&var-pod=${pod}`,
      runbook_url: "https://git.corp.io/runbooks.md#podslow",
    },
  };
}

const GROUP_BY = ["alertname", "cluster", "namespace", "service", "slo"];

/** What all alerts have in common of their labels or annotations. */
function common(alerts: readonly Alert[], what: "labels" | "annotations") {
  const [first, ...more] = alerts;
  const same = Object.entries(first?.[what] ?? {}).filter(([key, value]) =>
    more.every((each) => each[what][key] === value),
  );
  return Object.fromEntries(same);
}

/**
 * A template filled in by amtool for a group of alerts, as Alertmanager would.
 *
 * @param definitions templates that it may call.
 */
export async function filled(
  template: string,
  alerts: readonly Alert[],
  type = "text",
  definitions = "",
): Promise<string> {
  const same = common(alerts, "labels");
  const data = {
    status: alerts.some(({ status }) => status === "firing") ? "firing" : "resolved",
    alerts,
    groupLabels: Object.fromEntries(Object.entries(same).filter(([label]) => GROUP_BY.includes(label))),
    commonLabels: same,
    commonAnnotations: common(alerts, "annotations"),
  };
  return inTemporaryFolder(async (folder) => {
    writeFiles(folder, { "data.json": JSON.stringify(data), "definitions.tmpl": definitions });
    const { status, stderr, stdout } = await runJudge("amtool", [
      ...["template", "render", `--template.glob=${folder}/*.tmpl`, `--template.type=${type}`],
      ...[`--template.text=${template}`, `--template.data=${join(folder, "data.json")}`],
    ]);
    assert.equal(status, 0, stderr);
    return stdout;
  });
}
