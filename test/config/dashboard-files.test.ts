import assert from "node:assert/strict";
import { asAsked, checkAsked } from "../../config/dashboards/asked.ts";
import { checkLogql } from "../../config/logql.ts";
import { ConfigError } from "../../config/problem.ts";
import { checkPromql } from "../../config/promql.ts";
import { testConfig } from "../config-of.ts";

type Json = Readonly<Record<string, unknown>>;

const VARIABLES = [
  { name: "datasource", type: "datasource", query: "prometheus" },
  { name: "loki_datasource", type: "datasource", query: "loki" },
  { name: "DS_OLD", type: "datasource", query: "prometheus" },
  { name: "step", type: "interval", query: "1m,5m" },
  {
    name: "service",
    type: "query",
    datasource: { uid: "${datasource}" },
    query: { query: 'label_values(up{job=~"$job"}, service)', refId: "A" },
  },
  {
    name: "level",
    type: "query",
    datasource: { uid: "$loki_datasource" },
    query: { label: "level", stream: "" },
  },
];

const target = (uid: string | undefined, expr: string, more: object = {}) => ({
  refId: "A",
  ...(uid === undefined ? {} : { datasource: { uid } }),
  expr,
  ...more,
});

/** What is asked of whom in ways that Grafana allows. */
const TARGETS = [
  target("prometheus", "sum(rate(http_requests_total[$__rate_interval]))"),
  target(undefined, "up"),
  target("${datasource}", 'sum by ($by) (rate(up{service=~"$service"}[$step]))'),
  target("$datasource", "topk($limit, $metric{$filter} offset $step)"),
  target("${DS_OLD}", "increase(up[${days}d])"),
  target("[[datasource]]", "$aggregation by (job) (up) $compare 1"),
  target("${datasource}", "vector(1) * $__range_s"),
  target("${datasource}", "up[5m]", { instant: true }),
  target("sales", "SELECT 1 FROM"),
  target("${loki_datasource}", 'sum by (level) (count_over_time({app=~"$service"} |~ `$text` [$__auto]))'),
  target("-- Dashboard --", "{"),
];

const DASHBOARD = {
  id: 7,
  uid: "team-a",
  title: "Team A",
  version: 12,
  iteration: 1700,
  __requires: [{ type: "grafana" }],
  __inputs: [],
  editable: true,
  templating: { list: VARIABLES },
  annotations: { list: [{ name: "Alerts", datasource: { type: "grafana", uid: "-- Grafana --" } }] },
  panels: [
    ...TARGETS.map((each, index) => ({
      id: index + 1,
      type: "timeseries",
      title: `Panel ${index}`,
      gridPos: { x: (index % 2) * 12, y: 8 * Math.floor(index / 2), w: 12, h: 8 },
      targets: [each],
    })),
    { id: 100, type: "row", title: "More", panels: [{ id: 101, type: "text", title: "Text" }] },
  ],
};

const SETTINGS = {
  dashboards: { directory: "ours/", folders: [{ uid: "team", title: "Team" }] },
  grafana: { datasources: [{ uid: "sales", name: "Sales", type: "postgres" }] },
};

const read = (json: Json, folder = "team", settings: Json = SETTINGS) =>
  testConfig(settings, { [`ours/${folder}/a.json`]: JSON.stringify(json) }).dashboards.files;

describe("config: dashboards in files", () => {
  it("are read with their UID, title and folder", () => {
    const [file, ...more] = read(DASHBOARD);
    assert.deepEqual([file?.uid, file?.title, file?.folder], ["team-a", "Team A", "team"]);
    assert.deepEqual(more, []);
  });

  it("are as they were, but for what Grafana notes for itself", () => {
    const { id: _, version: __, iteration: ___, __requires: ____, __inputs: _____, ...rest } = DASHBOARD;
    const { revision, ...json } = read(DASHBOARD)[0]!.json;
    assert.deepEqual(json, rest);
    assert.ok(Number.isSafeInteger(revision));
  });

  it("have a revision that changes with their folder and the ids of their panels, and with nothing else", () => {
    const revision = (json: Json, folder?: string) => read(json, folder)[0]!.json["revision"];
    const usual = revision(DASHBOARD);
    assert.equal(revision({ ...DASHBOARD, title: "Another", version: 13 }), usual);
    assert.notEqual(revision(DASHBOARD, "default"), usual);
    const [first, ...others] = DASHBOARD.panels;
    assert.notEqual(revision({ ...DASHBOARD, panels: [{ ...first!, id: 999 }, ...others] }), usual);
  });

  it("may lie in a folder of Lookout's, and be alone", () => {
    assert.equal(read({ uid: "a", title: "A" }, "ml-platform")[0]?.folder, "ml-platform");
  });

  it("are only files of JSON", () => {
    const files = { "ours/team/a.json": JSON.stringify(DASHBOARD), "ours/README.md": "#" };
    assert.equal(testConfig(SETTINGS, files).dashboards.files.length, 1);
  });

  it("may name Alertmanager where it is", () => {
    const asking = {
      ...DASHBOARD,
      panels: [{ type: "table", title: "A", datasource: { uid: "alertmanager" } }],
    };
    assert.throws(() => read(asking), ConfigError);
    assert.equal(read(asking, "team", { ...SETTINGS, alerting: { engine: "prometheus" } }).length, 1);
  });

  it("are not blamed for datasources whose config cannot be read", () => {
    const broken = { ...SETTINGS, grafana: { datasources: [{ uid: "sales", name: "Sales" }] } };
    assert.throws(
      () => read(DASHBOARD, "team", broken),
      (error: ConfigError) =>
        error.problems.length === 1 && error.problems[0]!.path === "grafana.datasources[0].type",
    );
  });
});

describe("config: queries of dashboards", () => {
  it("are asked with something for all that Grafana puts in, in every notation", () => {
    const values = new Map([["b", "y"]]);
    const asked = "rate(a[$__rate_interval]) ${a:regex} $b [[b]] ${a.text} $__range_s ${__interval} $1";
    assert.equal(asAsked(asked, values), "rate(a[5m]) x y y x 21600 5m $1");
  });

  it("are wrong when no value of their variables makes them right", () => {
    for (const query of ["sum($metric", "rate($metric)", '$a{b="$c}', "up{job=$job}"])
      assert.ok(checkAsked(query, checkPromql) !== undefined, query);
  });

  it("are right when some values do", () => {
    for (const query of ["$metric", "rate($metric[$step])", "$a / $b", "up{$filter}", "$f(up)", "up $op 1"])
      assert.equal(checkAsked(query, checkPromql), undefined, query);
  });

  it("are LogQL, or what is wrong is said", () => {
    assert.equal(checkLogql('{a="b"} | json | line_format "{{.x}}" # note'), undefined);
    assert.equal(checkLogql('sum(rate({a="b"}[5m])) or vector(0)'), undefined);
    assert.equal(checkLogql("{}"), "is not LogQL: it cannot be read from } on");
    assert.equal(checkLogql('sum(rate({a="b"}[5m])'), "is not LogQL: something is missing at its end");
    assert.equal(checkLogql("up"), "is not LogQL: it cannot be read from up on");
    assert.equal(checkLogql(" \n"), "is empty: write LogQL");
    assert.equal(checkLogql(`{a="${"b".repeat(10_000)}"}`), "is longer than 10000 characters");
  });
});
