import type { BadInput } from "./bad-input.ts";

const dashboards = (settings: object) => ({ dashboards: settings });
const DIRECTORY = dashboards({ directory: "dashboards-of-ours" });
const at = (path: string) => `dashboards-of-ours/${path}`;
const json = (value: object) => JSON.stringify(value);
const told = (line: string) => `lookout:dashboards.directory → dashboards-of-ours/${line}`;

const OURS = { uid: "ours", title: "Ours" };
const PROMETHEUS = { type: "prometheus", uid: "prometheus" };
const LOKI = { type: "loki", uid: "loki" };
const panel = (more: object, id: unknown = 1) => ({ id, type: "timeseries", title: "Requests", ...more });

/** Dashboards that are not readable, not to be told apart, or wrong in what they ask. */
export const dashboardFiles: readonly BadInput[] = [
  {
    name: "JSON dashboards that are broken, take used UIDs or lie in no folder",
    values: DIRECTORY,
    files: {
      [at("ml-platform/a.json")]: "{",
      [at("ml-platform/b.json")]: json({ uid: "slo-overview", title: "Ours" }),
      [at("ml-platform/c.json")]: json({ uid: "ours", title: "Ours", panels: [] }),
      [at("ml-platform/d.json")]: json({ uid: "ours", title: "Another", panels: [] }),
      [at("ml-platform/e.json")]: json({ title: "Nameless" }),
      [at("ml-platform/below/h.json")]: json({ uid: "h", title: "H" }),
      [at("ml-platform/lines.json")]: '{\n  "uid": "i",\n  "title": bad\n}\n',
      [at("ml-platform/deep.json")]:
        `{"uid":"j","title":"J","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      [at("nowhere/f.json")]: json({ uid: "f", title: "F" }),
      [at("g.json")]: json({ uid: "g", title: "G" }),
    },
    problems: [
      "lookout:dashboards.directory → dashboards-of-ours/g.json: is in no folder of Grafana: put it into dashboards-of-ours/<folder>/, where there are executive, ml-platform, infrastructure, jupyterhub, default",
      "lookout:dashboards.directory → dashboards-of-ours/ml-platform/a.json: is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2)",
      'lookout:dashboards.directory → dashboards-of-ours/ml-platform/b.json: takes the UID "slo-overview" of one of Lookout\'s own: give it another',
      "lookout:dashboards.directory → dashboards-of-ours/ml-platform/below/h.json: is in no folder of Grafana: put it into dashboards-of-ours/<folder>/, where there are executive, ml-platform, infrastructure, jupyterhub, default",
      'lookout:dashboards.directory → dashboards-of-ours/ml-platform/d.json: takes the UID "ours" of dashboards-of-ours/ml-platform/c.json: give it another',
      "lookout:dashboards.directory → dashboards-of-ours/ml-platform/deep.json: is not JSON: Maximum call stack size exceeded",
      "lookout:dashboards.directory → dashboards-of-ours/ml-platform/e.json: is no dashboard of Grafana: it has no uid or no title",
      'lookout:dashboards.directory → dashboards-of-ours/ml-platform/lines.json: is not JSON: Unexpected token \'b\', ..." "title": bad } " is not valid JSON',
      "lookout:dashboards.directory → dashboards-of-ours/nowhere/f.json: is in no folder of Grafana: put it into dashboards-of-ours/<folder>/, where there are executive, ml-platform, infrastructure, jupyterhub, default",
    ],
  },
  {
    name: "JSON that is no dashboard, or one in a form that is not provisioned",
    values: DIRECTORY,
    files: {
      [at("default/api.json")]: json({ dashboard: { uid: "a", title: "A" }, meta: {} }),
      [at("default/input.json")]: json({ ...OURS, __inputs: [{ name: "DS_PROMETHEUS" }] }),
      [at("default/list.json")]: "[]",
      [at("default/panels.json")]: json({ ...OURS, panels: {} }),
      [at("default/resource.json")]: json({
        kind: "Dashboard",
        metadata: { name: "a" },
        spec: { panels: [] },
      }),
      [at("default/rows.json")]: json({ uid: "a", title: "A", rows: [] }),
      [at("default/shared.json")]: json({
        ...OURS,
        panels: [panel({ datasource: { uid: "${DS_PROMETHEUS}" } })],
      }),
      [at("default/uid.json")]: json({ ...OURS, uid: "no spaces" }),
      [at("default/v2.json")]: json({ title: "A", elements: {}, layout: {} }),
      [at("default/v2-resource.json")]: json({ kind: "Dashboard", spec: { title: "A", elements: {} } }),
    },
    problems: [
      "default/api.json: is an answer of Grafana's API around a dashboard: save it by `npm run pull -- <uid>`",
      "default/input.json: is an export for sharing, which asks for its datasources when it is imported: import it, then save it by `npm run pull -- <uid>`",
      "default/list.json: is no dashboard of Grafana: it is no object",
      "default/panels.json: is no dashboard of Grafana: its panels cannot be read",
      "default/resource.json: is a resource of Kubernetes around a dashboard: save it by `npm run pull -- <uid>`",
      "default/rows.json: is of a schema from before Grafana 5, with rows around panels: import it, then save it by `npm run pull -- <uid>`",
      "default/shared.json: is an export for sharing, which asks for its datasources when it is imported: import it, then save it by `npm run pull -- <uid>`",
      'default/uid.json: has the UID "no spaces": at most 40 letters, digits, dashes, underscores are allowed',
      "default/v2-resource.json: is of Grafana's schema v2, which is not provisioned here: save it by `npm run pull -- <uid>`, for which Grafana converts it",
      "default/v2.json: is of Grafana's schema v2, which is not provisioned here: save it by `npm run pull -- <uid>`, for which Grafana converts it",
    ].map(told),
  },
  {
    name: "a dashboard with the UID of a copy for everybody, and two of one title in one folder",
    values: DIRECTORY,
    files: {
      [at("default/a.json")]: json({ uid: "slo-overview-public", title: "Ours" }),
      [at("default/b.json")]: json({ uid: "b", title: "Ours" }),
      [at("default/c.json")]: json({ uid: "c", title: "Ours" }),
      [at("executive/d.json")]: json({ uid: "d", title: "Ours" }),
    },
    problems: [
      'default/a.json: takes the UID "slo-overview-public" of a copy of Lookout\'s own for everybody: give it another',
      'default/c.json: has the title "Ours" of dashboards-of-ours/default/b.json in the same folder: give it another',
    ].map(told),
  },
  {
    name: "queries of a dashboard that are none, all of them at once",
    values: DIRECTORY,
    files: {
      [at("default/a.json")]: json({
        ...OURS,
        templating: {
          list: [
            { name: "ds", type: "datasource", query: "prometheus" },
            {
              name: "node",
              type: "query",
              datasource: { uid: "$ds" },
              query: "label_values(up{job=}, node)",
            },
            { name: "app", type: "query", datasource: LOKI, query: { label: "app", stream: "{a=}" } },
          ],
        },
        annotations: { list: [{ name: "Restarts", datasource: PROMETHEUS, expr: "changes(up)" }] },
        panels: [
          panel({
            targets: [{ refId: "A", datasource: { uid: "${ds}" }, expr: "rate(up[$__rate_interval])" }],
          }),
          panel(
            {
              targets: [
                { refId: "A", expr: "sum(rate(up[5m])" },
                { refId: "B", expr: "rate(up)" },
              ],
            },
            2,
          ),
          panel({ title: "Logs", targets: [{ refId: "A", datasource: LOKI, expr: '{app="a"} |= ' }] }, 3),
          panel({ title: "Range", targets: [{ refId: "C", datasource: PROMETHEUS, expr: "up[5m]" }] }, 4),
          panel({ title: "Nothing", targets: [{ refId: "A", datasource: { type: "loki" }, expr: " " }] }, 5),
        ],
      }),
    },
    problems: [
      'default/a.json: panel "Requests", query A is not PromQL: ends too early after sum(rate(up[5m])',
      'default/a.json: panel "Requests", query B is not PromQL: up: rate takes a range vector, such as up[5m], not an instant vector',
      'default/a.json: panel "Logs", query A is not LogQL: something is missing at its end',
      'default/a.json: panel "Range", query C is a range vector, not an instant vector: write a function around it, such as rate(errors_total[5m])',
      'default/a.json: panel "Nothing", query A is empty: write LogQL',
      'default/a.json: variable "node" is not PromQL: unexpected } after up{job=',
      'default/a.json: variable "app" is not LogQL: it cannot be read from } on',
      'default/a.json: annotation "Restarts" is not PromQL: up: changes takes a range vector, such as up[5m], not an instant vector',
    ].map(told),
  },
  {
    name: "panels that lie on each other or share an id",
    values: DIRECTORY,
    files: {
      [at("default/a.json")]: json({
        ...OURS,
        panels: [
          panel({ title: "A", gridPos: { x: 0, y: 0, w: 12, h: 8 } }),
          panel({ title: "B", gridPos: { x: 11, y: 7, w: 6, h: 8 } }, 2),
          panel({ title: "C", gridPos: { x: 18, y: 0, w: 7, h: 8 } }, 2),
          panel({ title: "D" }, "3"),
          {
            ...panel({ title: "Row", type: "row", gridPos: { x: 0, y: 20, w: 24, h: 1 } }, 4),
            panels: [
              panel({ title: "E", gridPos: { x: 0, y: 0, w: 24, h: 8 } }, 5),
              panel({ title: "F", gridPos: { x: 0, y: 4, w: 24, h: 8 } }, 1),
              panel({ title: "G", libraryPanel: { uid: "g", name: "G" } }, 6),
              { title: "H" },
            ],
          },
        ],
      }),
    },
    problems: [
      'default/a.json: panel "G" is a library panel, which this stack does not make: unlink it in Grafana',
      'default/a.json: panel "H" has no type',
      'default/a.json: panel "C" has the id 2 of panel "B"',
      'default/a.json: panel "D" has the id "3", not a whole number',
      'default/a.json: panel "F" has the id 1 of panel "A"',
      'default/a.json: panel "C" is not within the grid\'s 24 columns',
      'default/a.json: panel "B" lies on panel "A"',
      'default/a.json: panel "F" lies on panel "E"',
    ].map(told),
  },
  {
    name: "datasources that the stack does not make",
    values: { ...DIRECTORY, grafana: { datasources: [{ uid: "sales", name: "Sales", type: "postgres" }] } },
    files: {
      [at("default/a.json")]: json({
        ...OURS,
        panels: [
          panel({ datasource: { type: "prometheus", uid: "P1809F7CD0C75ACF3" } }),
          panel({ targets: [{ refId: "A", datasource: { uid: "P1809F7CD0C75ACF3" }, expr: "up" }] }, 2),
          panel({ title: "By name", datasource: "Prometheus" }, 3),
          panel({ title: "By variable", datasource: { uid: "${datasource}" } }, 4),
          panel({ title: "Alerts", datasource: { uid: "alertmanager" } }, 5),
          panel({ title: "Sales", datasource: { uid: "sales" } }, 6),
        ],
      }),
    },
    problems: [
      'default/a.json: panel "Requests" and 1 more ask the datasource "P1809F7CD0C75ACF3", which this stack does not make: use a variable, or one of prometheus, loki, jaeger, sales',
      'default/a.json: panel "By name" asks the datasource "Prometheus", which this stack does not make: use a variable, or one of prometheus, loki, jaeger, sales',
      'default/a.json: panel "By variable" asks the datasource of a variable datasource, which the dashboard does not have',
      'default/a.json: panel "Alerts" asks the datasource "alertmanager", which this stack does not make: use a variable, or one of prometheus, loki, jaeger, sales',
    ].map(told),
  },
];
