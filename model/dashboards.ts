/** Fixed identities of dashboards: links, bookmarks and alerts keep working when a title changes. */
export const DASHBOARDS = {
  weeklySloReport: "weekly-slo-report",
  sloOverview: "slo-overview",
  applicationPerformance: "application-performance",
  serviceMap: "service-map",
  logs: "logs",
  infrastructureHealth: "infrastructure-health",
  observabilityStack: "observability-stack",
  hubUsage: "hub-usage",
  home: "home",
  incidentTimeline: "incident-timeline",
} as const;

export type DashboardUid = (typeof DASHBOARDS)[keyof typeof DASHBOARDS];

/** Fixed ids of the panels that alerts link to, by dashboard. A number is never used again for another panel. */
export const PANELS = {
  sloOverview: { burnRate: 4, errorBudget: 3, requestRate: 10 },
  applicationPerformance: { requestRate: 1, errorRate: 2, inFlight: 4, latency: 8, restarts: 12 },
  infrastructureHealth: {
    cpu: 1,
    memory: 2,
    throttling: 3,
    restarts: 4,
    pods: 5,
    nodes: 6,
    nodeCpu: 7,
    nodeMemory: 8,
    disk: 9,
    volumes: 10,
    certificates: 11,
  },
  observabilityStack: {
    targets: 1,
    ingestion: 2,
    ruleEvaluation: 3,
    remoteWrite: 4,
    writeAheadLog: 5,
    lokiLines: 6,
    lokiErrors: 7,
    collectorRefused: 8,
    collectorFailed: 9,
    collectorQueue: 10,
    jaegerStorage: 11,
    grafanaAlerting: 12,
    notifications: 13,
    alertmanagerCluster: 14,
  },
  hubUsage: { activeUsers: 1, runningServers: 2, spawnDuration: 3, spawnFailures: 4, hubUp: 5 },
} as const satisfies Partial<Record<keyof typeof DASHBOARDS, Readonly<Record<string, number>>>>;
