import { FOLDERS, type FolderUid } from "./folders.ts";

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

/** Those that make sense to people who cannot log in: the others ask for one service, or are lists of links. */
export const FOR_EVERYBODY = [
  DASHBOARDS.weeklySloReport,
  DASHBOARDS.sloOverview,
  DASHBOARDS.applicationPerformance,
  DASHBOARDS.infrastructureHealth,
  DASHBOARDS.observabilityStack,
  DASHBOARDS.hubUsage,
] as const;

/** Where each is; the folder is the pack that a stack has or has not. */
export const FOLDER_OF = {
  [DASHBOARDS.weeklySloReport]: FOLDERS.executive.uid,
  [DASHBOARDS.sloOverview]: FOLDERS.mlPlatform.uid,
  [DASHBOARDS.applicationPerformance]: FOLDERS.mlPlatform.uid,
  [DASHBOARDS.serviceMap]: FOLDERS.mlPlatform.uid,
  [DASHBOARDS.logs]: FOLDERS.mlPlatform.uid,
  [DASHBOARDS.infrastructureHealth]: FOLDERS.infrastructure.uid,
  [DASHBOARDS.observabilityStack]: FOLDERS.infrastructure.uid,
  [DASHBOARDS.hubUsage]: FOLDERS.jupyterhub.uid,
  [DASHBOARDS.home]: FOLDERS.default.uid,
  [DASHBOARDS.incidentTimeline]: FOLDERS.default.uid,
} as const satisfies Readonly<Record<DashboardUid, FolderUid>>;

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
