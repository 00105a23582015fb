import { catalogue, catalogueByCategory } from "../alerts/index.ts";
import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/problem.ts";
import type { Alert } from "../model/alert.ts";
import { RULE_FILE_PREFIX, type RuleGroup } from "../model/rules.ts";
import type { Slots } from "../model/workload.ts";
import { type SloRules, sloRules } from "../slo/index.ts";
import { prometheusAlert } from "./prometheus-alert.ts";
import { bytesOf, groupsText, ruleFile } from "./rule-file.ts";
import { SLOT_NAMES, shards } from "./shards.ts";

/** Slot of the catalogue's alerts, beside those of SLOs. */
const ALERTS = "alerts";

/** Every slot that may hold rule files. Fixed: what is mounted must not change with what there is. */
const SLOTS: readonly string[] = [ALERTS, ...SLOT_NAMES];

/** Every alert of a stack, whichever engine evaluates it. */
export function stackAlerts(config: Config): readonly Alert[] {
  return [...sloRules(config).flatMap(({ alerts }) => alerts), ...catalogue(config)];
}

/**
 * Lookout's own rule files for Prometheus, by slot: the SLOs' recording rules and, where Prometheus is the engine, all
 * alerts.
 *
 * @throws ConfigError when they are more than a stack holds.
 */
export function ruleFiles(config: Config): Slots {
  const slos = sloRules(config).map((rules) => ({
    name: rules.slo.name,
    text: groupsText(groupsOf(rules, config)),
  }));
  const placed = Object.entries(divided(slos, config)).map(([slot, some]) =>
    placedFile(
      slot,
      some.map(({ text }) => text),
    ),
  );
  const alerts = catalogueGroups(config);
  const files = alerts.length === 0 ? placed : [...placed, placedFile(ALERTS, [groupsText(alerts)])];
  return { names: SLOTS, files: Object.fromEntries(files) };
}

interface SloText {
  readonly name: string;
  readonly text: string;
}

function divided(slos: readonly SloText[], { stack }: Config): Readonly<Record<string, readonly SloText[]>> {
  try {
    return shards(slos, ({ text }) => bytesOf(text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError(stack, [{ path: "slos", message: `are too many or too long: ${error.message}` }]);
  }
}

function placedFile(slot: string, texts: readonly string[]) {
  return [slot, { [`${RULE_FILE_PREFIX}${slot}.yml`]: ruleFile(texts) }] as const;
}

/** Each alert beside the rules that it reads, so that it sees them as of the same moment. */
function groupsOf({ alerts, groups: [hours, days] }: SloRules, config: Config): readonly RuleGroup[] {
  if (config.alerting.engine !== "prometheus") return [hours, days];
  const tickets = alerts.filter(({ condition, severity }) => severity === "ticket" && "all" in condition);
  const others = alerts.filter((alert) => !tickets.includes(alert));
  const withAlerts = (group: RuleGroup, some: readonly Alert[]): RuleGroup => ({
    ...group,
    rules: [...group.rules, ...some.map((alert) => prometheusAlert(alert, config))],
  });
  return [withAlerts(hours, others), withAlerts(days, tickets)];
}

/** One group a category. */
function catalogueGroups(config: Config): readonly RuleGroup[] {
  if (config.alerting.engine !== "prometheus") return [];
  return catalogueByCategory(config).map(({ alerts, category }) => ({
    name: category,
    rules: alerts.map((alert) => prometheusAlert(alert, config)),
  }));
}
