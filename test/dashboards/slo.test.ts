import assert from "node:assert/strict";
import { metricsIn } from "../../config/promql.ts";
import type { DashboardOf } from "../../dashboards/dashboard.ts";
import { home } from "../../dashboards/default/home.ts";
import { weeklySloReport } from "../../dashboards/executive/weekly-slo-report.ts";
import { sloOverview } from "../../dashboards/ml-platform/slo-overview.ts";
import { allLines, render } from "../../dashboards/render.ts";
import { DASHBOARDS, PANELS } from "../../model/dashboards.ts";
import { sloRules } from "../../slo/index.ts";
import { testConfig } from "../config-of.ts";
import { recordings, type Settings, stackOf } from "../slo/slo-config.ts";

const ALL: readonly DashboardOf[] = [sloOverview, weeklySloReport, home];
const HTTP: Settings = { name: "gateway", objective: 99.9 };
const LATENCY: Settings = {
  name: "speed",
  objective: 99,
  indicator: { kind: "latency", threshold: "500ms" },
};
const SHORT = { prometheus: { retention: "15d" } };

interface PanelJson {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string; readonly datasource: { readonly type: string } }[];
  readonly panels?: readonly PanelJson[];
  readonly gridPos: { readonly h: number };
  readonly timeFrom?: string;
  readonly links?: readonly { readonly url: string }[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: {
    readonly defaults: Readonly<Record<string, unknown>>;
    readonly overrides: readonly {
      readonly matcher: { readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value: unknown }[];
    }[];
  };
}

function panelsOf(of: DashboardOf, config = stackOf([HTTP, LATENCY])): readonly PanelJson[] {
  const { panels } = render(of(config), config) as unknown as { readonly panels: readonly PanelJson[] };
  return panels.flatMap((panel) => (panel.type === "row" ? (panel.panels ?? []) : [panel]));
}

function panel(of: DashboardOf, id: number, config = stackOf([HTTP, LATENCY])): PanelJson {
  const found = panelsOf(of, config).find((each) => each.id === id);
  assert.ok(found !== undefined, `no panel ${id}`);
  return found;
}

const exprs = (panels: readonly PanelJson[]) =>
  panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** As Grafana asks them. */
const asked = (expr: string) => expr.replaceAll("$slo", ".+").replaceAll("$__interval", "1h");

describe("dashboards: SLOs", () => {
  for (const [name, config] of [
    ["a month", stackOf([HTTP, LATENCY])],
    [
      "less",
      stackOf(
        [
          { ...HTTP, window: "14d" },
          { ...LATENCY, window: "7d" },
        ],
        SHORT,
      ),
    ],
    ["errors alone", stackOf([HTTP])],
    ["other scrapes", stackOf([HTTP, LATENCY], { prometheus: { scrapeInterval: "50s" } })],
  ] as const)
    it(`read what the stack's rules record, and no counters, with ${name}`, () => {
      const recorded = new Set(
        sloRules(config).flatMap((rules) => recordings(rules).map(({ record }) => record)),
      );
      const read = ALL.flatMap((of) => exprs(panelsOf(of, config)))
        .filter((expr) => !expr.startsWith("{") && !expr.includes("from="))
        .flatMap((expr) => metricsIn(asked(expr)));
      assert.ok(read.length > 40);
      for (const { name: metric } of read) assert.ok(recorded.has(metric!), metric);
    });

  it("say so where there is no SLO, and how to have one", () => {
    const none = stackOf([]);
    for (const of of ALL)
      for (const { fieldConfig, options, targets = [], title, type } of panelsOf(of, none)) {
        if (type === "alertlist" || targets.some(({ datasource }) => datasource.type === "loki")) continue;
        if (type === "text") continue;
        assert.equal(fieldConfig.defaults["noValue"], "There is no SLO yet", title);
        assert.ok(options);
      }
    const [table] = panelsOf(home, none).filter(({ title }) => title === "Service level objectives");
    assert.equal(table?.type, "text");
    assert.match(table.options["content"] as string, /lookout:slos:/);
  });
});

describe("dashboards: SLO Overview", () => {
  it("has at least twelve panels", () => assert.ok(panelsOf(sloOverview).length >= 12));

  it("shows what alerts are about where they link to", () => {
    const { burnRate, errorBudget, requestRate } = PANELS.sloOverview;
    assert.match(
      exprs([panel(sloOverview, burnRate)])[0]!,
      /^topk\(10, slo:burn_rate:ratio_rate1h\{slo=~"\$slo"\}\)$/,
    );
    assert.match(
      exprs([panel(sloOverview, errorBudget)])[0]!,
      /slo:error_budget_remaining:ratio\{slo=~"\$slo"\}/,
    );
    assert.match(
      exprs([panel(sloOverview, requestRate)])[0]!,
      /^topk\(10, slo:total:rate5m\{slo=~"\$slo"\}\)$/,
    );
  });

  it("falls back to the SLOs' own windows where 30 days are not kept", () => {
    const one = panel(sloOverview, 1, stackOf([{ ...HTTP, window: "14d" }], SHORT));
    assert.equal(one.title, "Availability 14d");
    assert.match(exprs([one])[0]!, /slo:availability:ratio_rate14d/);
    const two = panel(
      sloOverview,
      1,
      stackOf(
        [
          { ...HTTP, window: "14d" },
          { ...LATENCY, window: "7d" },
        ],
        SHORT,
      ),
    );
    assert.equal(two.title, "Availability of its window");
    for (const window of ["7d", "14d"])
      assert.match(exprs([two])[0]!, new RegExp(`availability:ratio_rate${window}`));
    assert.doesNotMatch(exprs([one, two]).join(" "), /30d/);
    assert.equal(panel(sloOverview, 8, stackOf([{ ...HTTP, window: "14d" }], SHORT)).timeFrom, "14d");
  });

  it("leads from the burn-down to its own time, which Grafana does not pass on", () => {
    const { links, timeFrom } = panel(sloOverview, 8);
    assert.ok(links![0]!.url.includes(`?from=now-${timeFrom}&to=now&`), links![0]!.url);
  });

  it("judges availability by the objective of the SLO that it shows", () => {
    const { defaults, overrides } = panel(sloOverview, 1).fieldConfig;
    assert.equal(greenFrom(defaults["thresholds"]), 0.99625, "the usual 99.5%, with a quarter of its budget");
    const own = (text: string) => overrides.find(({ matcher }) => matcher.options === text)?.properties;
    assert.equal(greenFrom(own("/target 99\\.9%$/")?.find(({ id }) => id === "thresholds")?.value), 0.99925);
    assert.ok(own("/target 99%$/") !== undefined);
  });

  it("judges latency by the SLO's own threshold, or by 300 ms", () => {
    const { defaults, overrides } = panel(sloOverview, 2).fieldConfig;
    assert.equal(redFrom(defaults["thresholds"]), 0.3);
    const own = overrides.find(({ matcher }) => matcher.options === "/target 500 ms$/")?.properties;
    assert.equal(redFrom(own?.find(({ id }) => id === "thresholds")?.value), 0.5);
  });

  it("draws the lines at which this stack pages", () => {
    const lines = (window: string) =>
      stepsOf(
        panel(sloOverview, PANELS.sloOverview.burnRate, stackOf([{ ...HTTP, window }])).fieldConfig.defaults[
          "thresholds"
        ],
      ).map(({ value }) => value);
    assert.deepEqual(lines("30d"), [null, 6, 14.4]);
    assert.deepEqual(lines("7d"), [null, 1.4, 3.36]);
  });

  it("lists alerts of the chosen SLOs alone", () =>
    assert.equal(panel(sloOverview, 11).options["alertInstanceLabelFilter"], '{slo=~"${slo:regex}"}'));
});

describe("dashboards: Weekly SLO Report", () => {
  const withEngine = (engine: string) => stackOf([HTTP], { alerting: { engine } });

  it("counts alerts where the stack's engine writes them down", () => {
    const of = (engine: string) => panel(weeklySloReport, 5, withEngine(engine)).targets![0]!;
    assert.equal(of("grafana").datasource.type, "loki");
    assert.match(
      of("grafana").expr,
      /^sum by \(labels_severity\) \(count_over_time\(\{from="state-history"\}.*\[\$__auto\]\)\)$/,
    );
    assert.equal(of("prometheus").datasource.type, "prometheus");
    assert.match(of("prometheus").expr, /ALERTS\{alertstate="firing"/);
  });

  it("stands still and hides nothing, so that it can be printed", () => {
    const json = render(weeklySloReport(withEngine("grafana")), withEngine("grafana"));
    assert.ok(!("refresh" in json) || json["refresh"] === "");
    assert.ok(!(json["panels"] as readonly PanelJson[]).some(({ type }) => type === "row"));
  });

  it("has room for every SLO", () => {
    const height = (count: number) => {
      const slos = Array.from({ length: count }, (_, index) => ({
        ...HTTP,
        name: `slo-${index}`,
        service: `service-${index}`,
      }));
      return panel(weeklySloReport, 6, stackOf(slos)).gridPos.h;
    };
    assert.deepEqual([1, 20, 500].map(height), [8, 23, 60]);
  });
});

describe("dashboards: Home", () => {
  const textOf = (values: Settings) =>
    panelsOf(home, testConfig(values))
      .filter(({ type }) => type === "text")
      .map(({ options }) => options["content"])
      .join("\n");

  it("leads to every other dashboard", () => {
    const text = textOf({});
    for (const uid of Object.values(DASHBOARDS))
      if (uid !== "home") assert.ok(text.includes(`](./d/${uid})`), uid);
  });

  it("leads only to dashboards that the stack has", () => {
    const text = textOf({ dashboards: { packs: ["default", "ml-platform"] } });
    assert.ok(text.includes("](./d/logs)") && text.includes("](./d/incident-timeline)"));
    assert.doesNotMatch(text, /d\/(?:hub-usage|weekly-slo-report|infrastructure-health)/);
  });

  it("links the runbooks where it is known where they are", () => {
    const url = "https://example.com/runbooks.md";
    assert.ok(textOf({ alerting: { runbookBaseUrl: url } }).includes(`[runbooks](${url})`));
    assert.doesNotMatch(textOf({}), /runbook/i);
  });

  it("greets nobody", () => assert.doesNotMatch(textOf({}), /welcome|hello/i));

  it("asks nothing of its reader", () => {
    assert.deepEqual(home(testConfig()).variables, []);
    assert.ok(allLines(home(testConfig())).length > 0);
  });
});

interface Step {
  readonly value: number | null;
  readonly color: string;
}

const stepsOf = (thresholds: unknown) => (thresholds as { readonly steps: readonly Step[] }).steps;
const greenFrom = (thresholds: unknown) =>
  stepsOf(thresholds).find(({ color }) => color === "#009E73")?.value;
const redFrom = (thresholds: unknown) => stepsOf(thresholds).find(({ color }) => color === "#D55E00")?.value;
