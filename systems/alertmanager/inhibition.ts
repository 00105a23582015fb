import type { AlertName } from "../../config/schema/alerts.ts";

const NODE_GONE = "NodeNotReady" satisfies AlertName;
const HUB_GONE = "HubDown" satisfies AlertName;
const TARGET_GONE = "TargetDown" satisfies AlertName;
/** What says why a pod's processes start again and again. */
const ENDS = ["ContainerCrashLooping", "ContainerOutOfMemory"] as const satisfies readonly AlertName[];
const RESTARTS = "ServiceRestarting" satisfies AlertName;
/** What users of a hub notice of it. */
const HUB_SYMPTOMS = [
  "SpawnFailures",
  "SpawnsSlow",
  "ActiveUsersUnusual",
] as const satisfies readonly AlertName[];
const NO_PAGE = 'severity=~"ticket|info"';

/**
 * What goes untold while something else says as much: it is still seen in Grafana. Labels that both alerts lack count as
 * equal, so what must be there is matched as well. `cluster` and `environment` are on every alert: Prometheus' external
 * labels.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#inhibition-related-settings
 */
export const INHIBITIONS = [
  {
    name: "a page of an SLO, over its tickets",
    source_matchers: ['severity="page"', 'slo!=""'],
    target_matchers: [NO_PAGE, 'slo!=""'],
    equal: ["cluster", "environment", "slo"],
  },
  {
    name: "a node that is not ready, over what runs on it",
    source_matchers: [`alertname="${NODE_GONE}"`, 'node!=""'],
    // A ticket itself, it must not keep a page from waking anybody.
    target_matchers: [`alertname!="${NODE_GONE}"`, NO_PAGE, 'node!=""'],
    equal: ["cluster", "environment", "node"],
  },
  {
    name: "a hub that is down, over what its users notice",
    source_matchers: [`alertname="${HUB_GONE}"`],
    target_matchers: [`alertname=~"${HUB_SYMPTOMS.join("|")}"`],
    equal: ["cluster", "environment", "namespace"],
  },
  {
    name: "a hub that is down, over its target",
    source_matchers: [`alertname="${HUB_GONE}"`],
    target_matchers: [`alertname="${TARGET_GONE}"`, 'job="hub"'],
    equal: ["cluster", "environment", "namespace"],
  },
  {
    name: "a pod whose containers crash or lack memory, over its restarts",
    source_matchers: [`alertname=~"${ENDS.join("|")}"`, 'pod!=""'],
    // Tickets themselves, too.
    target_matchers: [`alertname="${RESTARTS}"`, NO_PAGE, 'pod!=""'],
    equal: ["cluster", "environment", "namespace", "pod"],
  },
] as const;
