import { createHash } from "node:crypto";
import type { Config } from "../../config/config.ts";
import { CATEGORIES, type Category } from "../../model/alert.ts";
import { FOLDERS, type FolderUid } from "../../model/folders.ts";
import { type GrafanaRuleGroup, grafanaRuleGroups } from "../../rules/grafana.ts";
import type { GrafanaNode, GrafanaRule } from "../../rules/grafana-alert.ts";
import { SLOT_NAMES } from "../../rules/shards.ts";

/** Arguments of a `RuleGroup`. */
export interface RuleGroupData {
  readonly name: string;
  readonly folderUid: FolderUid;
  readonly intervalSeconds: number;
  readonly rules: readonly RuleData[];
}

type RuleData = Omit<GrafanaRule, "title" | "data"> & {
  readonly name: string;
  readonly datas: readonly NodeData[];
  readonly isPaused: boolean;
};

type NodeData = Omit<GrafanaNode, "model"> & {
  /** JSON. */
  readonly model: string;
};

/** Characters, in Grafana. */
const LONGEST_UID = 40;

/** Where the rules of what an alert guards are: beside the dashboards that its people look at. */
const FOLDER: Readonly<Record<Category, FolderUid>> = {
  slo: FOLDERS.mlPlatform.uid,
  applications: FOLDERS.mlPlatform.uid,
  jupyterhub: FOLDERS.jupyterhub.uid,
  containers: FOLDERS.infrastructure.uid,
  nodes: FOLDERS.infrastructure.uid,
  storage: FOLDERS.infrastructure.uid,
  targets: FOLDERS.infrastructure.uid,
  prometheus: FOLDERS.infrastructure.uid,
  logs: FOLDERS.infrastructure.uid,
  traces: FOLDERS.infrastructure.uid,
  notifications: FOLDERS.infrastructure.uid,
};

/** The stack's rules, in their folders. None where Prometheus is the engine. */
export function ruleGroups(config: Config): readonly RuleGroupData[] {
  return grafanaRuleGroups(config).map(ruleGroup);
}

function ruleGroup({ interval, name, rules }: GrafanaRuleGroup): RuleGroupData {
  // The groups of SLOs are called after their slots.
  const category = CATEGORIES.find((each) => each === name) ?? "slo";
  const slot = SLOT_NAMES.indexOf(name);
  return {
    name,
    folderUid: FOLDER[category],
    intervalSeconds: interval,
    rules: rules.map((each) => rule(each, slot)),
  };
}

function rule({ data, title, uid, ...rest }: GrafanaRule, slot: number): RuleData {
  return { uid: uidIn(slot, uid), ...rest, name: title, datas: data.map(node), isPaused: false };
}

/**
 * With fewer SLOs there are fewer slots. Grafana would move a rule of the same id out of a slot that is to go; one that
 * it left empty is no more, and the provider fails to delete it.
 *
 * @param slot its place, or -1 for a group that is none.
 */
function uidIn(slot: number, uid: string): string {
  if (slot <= 0) return uid;
  const end = `-${String(slot).padStart(2, "0")}`;
  if (uid.length + end.length <= LONGEST_UID) return `${uid}${end}`;
  const hash = createHash("sha256").update(uid).digest("hex").slice(0, 10);
  return `${uid.slice(0, LONGEST_UID - end.length - hash.length - 1)}-${hash}${end}`;
}

function node({ model, ...rest }: GrafanaNode): NodeData {
  return { ...rest, model: JSON.stringify(model) };
}
