import { parse } from "yaml";
import type { Render } from "../../render/render.ts";
import { systemFiles } from "./files.ts";
import { resourcesOf } from "./objects.ts";
import { listOf, type Tree } from "./tree.ts";

/** An alert as it is deployed, whichever engine evaluates it. */
export interface DeployedAlert {
  /** Unique in a stack. */
  readonly title: string;
  readonly engine: "Grafana" | "Prometheus";
  /** With `alertname`. Templates stand as they are written. */
  readonly labels: Readonly<Record<string, string>>;
  /** PromQL, without the last comparison. */
  readonly query: string;
  /** The last comparison: `> 14.4`. Empty where there is none. */
  readonly condition: string;
  /** Empty: fires at once. */
  readonly for: string;
  /** The SLO that it guards. */
  readonly slo: string | undefined;
  /** Somebody stopped its evaluation: it tells nobody. */
  readonly isPaused: boolean;
  /** What it says, where it links and what it is called inside. */
  readonly texts: unknown;
  /** All else that it does, as without data. */
  readonly rest: unknown;
}

export const isPage = ({ labels }: DeployedAlert) => labels["severity"] === "page";

/** Rule files of a thousand SLOs take seconds to read: once a render. */
const known = new WeakMap<Render, ReadonlyMap<string, DeployedAlert>>();

/** By title. */
export function alertsOf(render: Render): ReadonlyMap<string, DeployedAlert> {
  const alerts = known.get(render) ?? readAlerts(render);
  known.set(render, alerts);
  return alerts;
}

function readAlerts(render: Render): ReadonlyMap<string, DeployedAlert> {
  const all = [...grafanaAlerts(render), ...prometheusAlerts(render)];
  return new Map(all.toSorted((a, b) => (a.title < b.title ? -1 : 1)).map((each) => [each.title, each]));
}

function grafanaAlerts(render: Render): readonly DeployedAlert[] {
  return resourcesOf(render, "RuleGroup").flatMap(({ inputs }) =>
    listOf(inputs["rules"]).map((rule: Tree): DeployedAlert => {
      const { annotations, datas, for: holds, isPaused, labels, name, uid, ...rest } = rule;
      const models = listOf(datas).map(({ model }) => JSON.parse(model) as Tree);
      const query = models.flatMap(({ expr }) => (typeof expr === "string" ? [expr] : [])).join("; ");
      return {
        title: name,
        engine: "Grafana",
        labels: { ...labels, alertname: name },
        query,
        condition: models.flatMap(({ conditions }) => listOf(conditions).map(bound)).join(" and "),
        for: holds === "0s" ? "" : (holds ?? ""),
        slo: sloOf(query, name),
        isPaused: isPaused === true,
        texts: { annotations, uid },
        rest,
      };
    }),
  );
}

const OPERATORS: Readonly<Record<string, string>> = { gt: ">", lt: "<", gte: "≥", lte: "≤" };

function bound({ evaluator }: Tree): string {
  const { params = [], type } = evaluator ?? {};
  const operator = OPERATORS[type];
  if (operator !== undefined) return `${operator} ${params[0]}`;
  return `${String(type).replace("_range", "")} ${listOf(params).join(" and ")}`;
}

function prometheusAlerts(render: Render): readonly DeployedAlert[] {
  const files = [...systemFiles(render).values()].filter(
    ({ content, file, system }) =>
      system === "prometheus" && /\.ya?ml$/.test(file) && /^\s+(?:- )?alert: /m.test(content),
  );
  const titles = new Map<string, number>();
  return files.flatMap(({ content }) =>
    listOf((parse(withoutRecords(content)) as Tree)?.groups).flatMap((group: Tree) =>
      listOf(group.rules)
        .filter(({ alert }) => alert !== undefined)
        .map((rule: Tree): DeployedAlert => {
          const { alert, annotations, expr, for: holds = "", labels = {}, ...rest } = rule;
          const slo = sloOf(expr, alert);
          const parts = [
            alert,
            ...(slo === undefined ? [] : [slo]),
            ...(labels.window ? [labels.window] : []),
          ];
          const title = parts.join(" ");
          const count = titles.get(title) ?? 0;
          titles.set(title, count + 1);
          const last = /^(.*\S)\s+([<>]=? [-\d.e+]+)$/s.exec(String(expr).trim());
          return {
            title: count === 0 ? title : `${title} (${count + 1})`,
            engine: "Prometheus",
            labels: { ...group.labels, ...labels, alertname: alert },
            query: last?.[1] ?? String(expr),
            condition: last?.[2] ?? "",
            for: holds,
            slo,
            isPaused: false,
            texts: { annotations },
            rest,
          };
        }),
    ),
  );
}

/** A rule file without its recording rules, of which there are ten times as many. They begin on a line of their own. */
function withoutRecords(text: string): string {
  let depth: number | undefined;
  const kept = text.split("\n").filter((each) => {
    const indent = each.search(/\S/);
    if (depth !== undefined && indent >= 0 && indent <= depth) depth = undefined;
    if (/^\s*- record: /.test(each)) depth = indent;
    return depth === undefined;
  });
  return kept.join("\n");
}

/** Only the alerts of an SLO are told with it: others may well read its records. */
function sloOf(query: string, name: string): string | undefined {
  if (!/^(?:ErrorBudgetBurn|SLOWithoutData)\b/.test(name)) return undefined;
  return /\bslo="([^"]+)"/.exec(query)?.[1];
}
