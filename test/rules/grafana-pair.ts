import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { RuleGroup } from "../../model/rules.ts";
import { groupsText, ruleFile } from "../../rules/rule-file.ts";
import { type PrometheusServer, startPrometheus } from "../judges/prometheus-server.ts";
import { inTemporaryFolder } from "../judges/temporary.ts";
import { type AlertState, type GrafanaAddress, openGrafana, type TestGrafana } from "./grafana-server.ts";

/** A real Prometheus that evaluates rules every second, and a real Grafana that reads it. */
export interface Pair {
  readonly prometheus: PrometheusServer;
  readonly grafana: TestGrafana;
}

/** An alert of either engine that is pending or fires. */
export interface Verdict {
  readonly alert: string;
  readonly state: "pending" | "firing";
  /** Without those that every alert of the stack has, or that one engine adds. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** As the engine knows it; Grafana by an annotation of the tests. */
  readonly value: number;
}

/** Text of the annotation by which Grafana's tests read the number itself. */
export const EXACT = { exact: "{{ $values.value.Value }}" } as const;

/** Nobody listens there. */
export const NOWHERE = "http://127.0.0.1:1";

/**
 * Calls `use` with both servers, and removes all that was made when what it returned has settled.
 *
 * @param groups Prometheus' rules, which may depend on how often Grafana evaluates its own, in seconds.
 */
export async function withPair(
  address: GrafanaAddress,
  groups: (interval: number) => readonly RuleGroup[],
  use: (pair: Pair) => Promise<void>,
): Promise<void> {
  const grafana = await openGrafana(address, NOWHERE);
  try {
    await inTemporaryFolder(async (data) => {
      const prometheus = await startPrometheus({
        data,
        config: "global: {evaluation_interval: 1s}",
        rules: { "rules.yml": ruleFile([groupsText(groups(grafana.interval))]) },
      });
      try {
        await grafana.readFrom(prometheus.url);
        await use({ prometheus, grafana });
      } finally {
        await prometheus.stop();
      }
    });
  } finally {
    await grafana.close();
  }
}

/** Asks until the answer is as wanted; rejects with the last one when it takes too long. */
export async function until<T>(
  ask: () => Promise<T>,
  wanted: (answer: T) => boolean,
  what: string,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}\n${JSON.stringify(answer)}`);
    await sleep(200);
  }
}

/** Resolves when Prometheus has evaluated every rule. */
export async function evaluated({ url }: PrometheusServer): Promise<void> {
  const rules = async () => {
    const { data } = (await (await fetch(`${url}/api/v1/rules`)).json()) as PrometheusRules;
    return data.groups.flatMap((group) => group.rules);
  };
  const known = await until(rules, (all) => all.every(({ health }) => health !== "unknown"), "evaluated");
  const failed = known.filter(({ health }) => health !== "ok");
  if (failed.length > 0) throw new Error(`Prometheus cannot evaluate ${JSON.stringify(failed)}`);
}

interface PrometheusRules {
  readonly data: { readonly groups: readonly { readonly rules: readonly { readonly health: string }[] }[] };
}

/** Every rule was evaluated, and without an error. */
export async function healthy(grafana: TestGrafana): Promise<void> {
  const all = await until(grafana.states, (rules) => rules.every((rule) => rule.evaluated), "evaluated");
  assert.deepEqual(
    all.filter(({ health, lastError }) => health === "error" || lastError !== ""),
    [],
  );
}

/** What Prometheus says. */
export async function prometheusVerdicts({ url }: PrometheusServer): Promise<readonly Verdict[]> {
  const { data } = (await (await fetch(`${url}/api/v1/alerts`)).json()) as PrometheusAlerts;
  return data.alerts.map(({ annotations, labels, state, value }) => ({
    ...{ alert: labels["alertname"]!, state, labels: ownLabels(labels), annotations },
    value: numberOf(value),
  }));
}

interface PrometheusAlerts {
  readonly data: {
    readonly alerts: readonly {
      readonly labels: Verdict["labels"];
      readonly annotations: Verdict["annotations"];
      readonly state: Verdict["state"];
      readonly value: string;
    }[];
  };
}

/** What Grafana says of every rule in the folder, by the rules' titles. */
export async function grafanaVerdicts(grafana: TestGrafana): Promise<readonly Verdict[]> {
  return (await grafana.states()).flatMap(({ alerts, title }) =>
    alerts.flatMap(({ annotations, labels, state }) => {
      const [word] = state.split(" ");
      const said = word === undefined ? undefined : STATES[word];
      if (said === undefined) return [];
      const value = numberOf(annotations["exact"] ?? "");
      return [{ alert: title, state: said, labels: ownLabels(labels), annotations, value }];
    }),
  );
}

const STATES: Readonly<Record<string, Verdict["state"]>> = {
  Pending: "pending",
  Alerting: "firing",
  Recovering: "firing",
};

/** Cases ask for series by their names, as no alert of the catalogue does: Grafana takes the name for a label. */
const NOT_OWN = ["__name__", "alertname", "cluster", "environment", "grafana_folder", "severity", "team"];

function ownLabels(labels: AlertState["labels"]): Verdict["labels"] {
  const own = Object.entries(labels).filter(([name]) => !NOT_OWN.includes(name));
  return Object.fromEntries(own.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Go writes infinities as +Inf and -Inf. */
const numberOf = (text: string) => Number(text.replace("Inf", "Infinity"));
