import assert from "node:assert/strict";
import { parser as logqlParser } from "@grafana/lezer-logql";
import { parse } from "yaml";
import type { Config } from "../../config/config.ts";
import { checkLogql } from "../../config/logql.ts";
import { checkPromql } from "../../config/promql.ts";
import { RESERVED_LABELS } from "../../model/slo-series.ts";
import { ruleFiles } from "../../rules/index.ts";
import { OTLP_CONFIG } from "../../systems/loki/labels.ts";
import { type Recorded, unknownNames } from "../known-series.ts";
import { type Asked, asAsked, configs, dashboardsOf, queriesOf } from "./rendered.ts";

/** Labels of the streams in which Grafana keeps the history of alerts' states. */
const STATE_HISTORY = ["from", "orgID", "group", "folderUID"];

describe("queries of dashboards", () => {
  let all: ReadonlyMap<string, { readonly config: Config; readonly asked: readonly Asked[] }>;
  before(async () => {
    const each = [...(await configs())].map(([name, config]) => {
      const asked = dashboardsOf(config).flatMap(queriesOf);
      return [name, { config, asked }] as const;
    });
    all = new Map(each);
  });

  const problems = (type: string, check: (asked: Asked, config: Config) => readonly string[]) =>
    [...all].flatMap(([stack, { asked, config }]) =>
      asked
        .filter((each) => each.type === type)
        .flatMap((each) => check(each, config).map((problem) => `${stack}: ${each.where}: ${problem}`)),
    );

  it("are many", () => {
    for (const [name, { asked, config }] of all) {
      const least = config.dashboards.packs.length * 12;
      assert.ok(asked.length > least, `${name}: ${asked.length}`);
    }
  });

  it("are PromQL", () => {
    const wrong = problems("prometheus", ({ expr }) => {
      const problem = checkPromql(asAsked(expr), { scalars: true });
      return problem === undefined ? [] : [`${expr}: ${problem}`];
    });
    assert.deepEqual(wrong, []);
  });

  it("are LogQL", () => {
    const wrong = problems("loki", ({ expr }) => {
      const problem = checkLogql(asAsked(expr));
      return problem === undefined ? [] : [`${expr}: ${problem}`];
    });
    assert.deepEqual(wrong, []);
  });

  it("read metrics and labels that something is known to expose", () => {
    // A stack without SLOs has their dashboards all the same.
    const recorded = new Map([...all.values()].flatMap(({ config }) => [...recordedBy(config)]));
    for (const name of ["ALERTS", "ALERTS_FOR_STATE"])
      recorded.set(name, ["alertname", "alertstate", "category", ...RESERVED_LABELS]);
    const wrong = problems("prometheus", ({ expr }, config) => unknownNames(asAsked(expr), config, recorded));
    assert.deepEqual([...new Set(wrong)], []);
  });

  it("choose streams of logs by labels that Loki indexes", () => {
    const { attributes_config } = OTLP_CONFIG.resource_attributes;
    const indexed = attributes_config
      .filter(({ action }) => action === "index_label")
      .flatMap(({ attributes }) => attributes.map((name) => name.replaceAll(".", "_")));
    const wrong = problems("loki", ({ expr }) =>
      streamLabels(asAsked(expr)).filter(
        (label) => !indexed.includes(label) && !STATE_HISTORY.includes(label),
      ),
    );
    assert.deepEqual([...new Set(wrong)], []);
  });

  it("follow the time between points: rates by $__rate_interval, ranges of logs by $__auto", () => {
    const metrics = problems("prometheus", ({ expr, where }) =>
      / → (?:variable|annotation) /.test(where) || !/\b(?:i?rate|increase)\([^()]*\[(?!\$__r)/.test(expr)
        ? []
        : [expr],
    );
    const logs = problems("loki", ({ expr, where }) =>
      / → (?:variable|annotation) /.test(where) || !/\[(?!\$__auto\]|\$__range\]|1w\])/.test(expr)
        ? []
        : [expr],
    );
    assert.deepEqual([...metrics, ...logs], []);
  });

  it("take variables of several values by patterns alone", () => {
    const equal = problems("prometheus", ({ expr }) => (/[^=!~]="\$(?!\{?__)/.test(expr) ? [expr] : []));
    const logs = problems("loki", ({ expr }) => (/[^=!~]="\$(?!\{?__)/.test(expr) ? [expr] : []));
    assert.deepEqual([...equal, ...logs], []);
  });
});

describe("the check of dashboards' queries", () => {
  it("finds the labels of streams alone", () => {
    assert.deepEqual(streamLabels('{a="b", c=~"d"} | e="f" |= "{g=h}"'), ["a", "c"]);
  });
});

function streamLabels(text: string): readonly string[] {
  const labels: string[] = [];
  logqlParser.parse(text).iterate({
    enter: ({ from, name, node, to }) => {
      // Filters further on are made of matchers too.
      if (name === "Matcher" && ancestors(node).includes("Selector"))
        labels.push(/^\w+/.exec(text.slice(from, to))?.[0] ?? "");
    },
  });
  return labels;
}

interface Nested {
  readonly name: string;
  readonly parent: Nested | null;
}

function ancestors({ parent }: Nested): readonly string[] {
  return parent === null ? [] : [parent.name, ...ancestors(parent)];
}

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly record?: string;
      readonly labels?: Readonly<Record<string, string>>;
    }[];
  }[];
}

/** What the stack's rules record, each with the labels that rules set; those of its SLOs with all that they may have. */
function recordedBy(config: Config): Recorded {
  const files = Object.values(ruleFiles(config).files).flatMap((some) => Object.values(some));
  const rules = files.flatMap((text) => (parse(text) as RuleFile).groups.flatMap((group) => group.rules));
  return new Map(
    rules.flatMap(({ labels = {}, record }) =>
      record === undefined ? [] : [[record, [...RESERVED_LABELS, "le", ...Object.keys(labels)]] as const],
    ),
  );
}
