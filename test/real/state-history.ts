/** A change of an alert's state, as Grafana 12 and 13 write it to Loki. */
const CHANGE = {
  schemaVersion: 1,
  previous: "Pending",
  current: "Alerting",
  values: { B: 0.2 },
  condition: "C",
  dashboardUID: "application-performance",
  panelID: 2,
  fingerprint: "5c0c1e9e2d1c7c32",
  ruleTitle: "HighErrorRatio",
  ruleID: 12,
  ruleUID: "higherrorratio",
  labels: { alertname: "HighErrorRatio", service: "inference-gateway", severity: "page", team: "platform" },
};

/** Tells Loki what Grafana would: dashboards of Grafana's engine read there when alerts fired. */
export async function tellStateHistory(loki: string): Promise<void> {
  const stream = { from: "state-history", orgID: "1", group: "applications", folderUID: "ml-platform" };
  const values = [[`${Date.now()}000000`, JSON.stringify(CHANGE)]];
  const response = await fetch(`${loki}/loki/api/v1/push`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ streams: [{ stream, values }] }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}
