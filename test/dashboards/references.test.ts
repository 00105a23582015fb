import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import { hasDashboard } from "../../config/packs.ts";
import { grafanaContent } from "../../provisioning/index.ts";
import { stackAlerts } from "../../rules/index.ts";
import { configs, dashboardsOf, panelsOf } from "./rendered.ts";

/** Grafana's own, which no stack makes. */
const BUILT_IN = ["-- Grafana --", "grafana", "__expr__"];

describe("references in Grafana", () => {
  let all: ReadonlyMap<string, Config>;
  before(async () => {
    all = await configs();
  });

  const problems = (check: (config: Config) => readonly string[]) =>
    [...all].flatMap(([stack, config]) =>
      [...new Set(check(config))].map((problem) => `${stack}: ${problem}`),
    );

  it("lead to datasources that are there", () => {
    const wrong = problems((config) => {
      const { alerting, correlations, dashboards, datasources } = grafanaContent(config);
      const known = [...datasources.map(({ uid }) => uid), ...BUILT_IN];
      const variables = ["datasource", "prometheus_datasource", "loki_datasource", "jaeger_datasource"];
      const inDashboards = dashboards.flatMap(({ json, uid }) =>
        found(json, "uid", (owner) => "type" in owner && !("panels" in owner)).map(
          (each) => [uid, each] as const,
        ),
      );
      const inLinks = datasources.flatMap(({ jsonData, uid }) =>
        found(jsonData, "datasourceUid").map((each) => [uid, each] as const),
      );
      const inRules = alerting.ruleGroups.flatMap(({ name, rules }) =>
        rules.flatMap(({ datas }) => datas.map(({ datasourceUid }) => [name, datasourceUid] as const)),
      );
      const inCorrelations = correlations.flatMap(({ key, sourceUid, targetUid }) =>
        [sourceUid, targetUid].map((each) => [key, each] as const),
      );
      return [...inDashboards, ...inLinks, ...inRules, ...inCorrelations]
        .filter(([, uid]) => !known.includes(uid) && !variables.some((name) => uid === `\${${name}}`))
        .map(([where, uid]) => `${where} names the datasource ${uid}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("of a datasource's variable are to one that the dashboard has", () => {
    const wrong = problems((config) =>
      dashboardsOf(config).flatMap(({ json, uid }) => {
        const text = JSON.stringify(json);
        const list = (json["templating"] as { list: readonly { name: string }[] }).list.map(
          ({ name }) => name,
        );
        const named = [...text.matchAll(/"uid":"\$\{(\w+)\}"/g)].map(([, name]) => name!);
        return named.filter((name) => !list.includes(name)).map((name) => `${uid} has no variable ${name}`);
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it("of queries are to variables that the dashboard has", () => {
    const wrong = problems((config) =>
      dashboardsOf(config).flatMap(({ json, uid }) => {
        const list = (json["templating"] as { list: readonly { name: string }[] }).list.map(
          ({ name }) => name,
        );
        const texts = found(json, "expr");
        const named = texts.flatMap((text) =>
          [...text.matchAll(/\$\{?([a-z]\w*)/gi)]
            .map(([, name]) => name!)
            .filter((name) => !name.startsWith("__")),
        );
        return named.filter((name) => !list.includes(name)).map((name) => `${uid} has no variable ${name}`);
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it("lead to dashboards and panels that are there", () => {
    const wrong = problems((config) => {
      const dashboards = dashboardsOf(config);
      const ids = new Map(dashboards.map((each) => [each.uid, panelsOf(each).map(({ id }) => id)]));
      return dashboards.flatMap(({ json, uid }) =>
        [...JSON.stringify(json).matchAll(/\/d\/([\w-]+)(?:\?[^"]*viewPanel=(\d+))?/g)].flatMap(
          ([, to, panel]) => {
            const panels = ids.get(to!);
            if (panels === undefined) return [`${uid} leads to the dashboard ${to}`];
            return panel === undefined || panels.includes(Number(panel))
              ? []
              : [`${uid} leads to ${to}, panel ${panel}`];
          },
        ),
      );
    });
    assert.deepEqual(wrong, []);
  });

  it("lead from alerts to panels, with variables that the dashboard has", () => {
    const wrong = problems((config) => {
      const dashboards = new Map(dashboardsOf(config).map((each) => [each.uid, each]));
      return stackAlerts(config)
        .filter(({ panel }) => hasDashboard(panel.dashboard, config))
        .flatMap(({ name, panel }) => {
          const dashboard = dashboards.get(panel.dashboard);
          if (dashboard === undefined) return [`${name} leads to the dashboard ${panel.dashboard}`];
          const variables = (dashboard.json["templating"] as { list: readonly { name: string }[] }).list;
          const there = panelsOf(dashboard).some(({ id }) => id === panel.panel);
          // Docker has no namespaces and pods to choose from.
          const wanted = config.target.kind === "docker" ? [] : Object.keys(panel.variables ?? {});
          const missing = wanted.filter((each) => variables.every((own) => own.name !== each));
          return [
            ...(there ? [] : [`${name} leads to ${panel.dashboard}, panel ${panel.panel}`]),
            ...missing.map((each) => `${name} sets ${each} of ${panel.dashboard}`),
          ];
        });
    });
    assert.deepEqual(wrong, []);
  });

  it("keep the chosen datasources in every link from a dashboard to another, and no unknown variable", () => {
    let links = 0;
    const wrong = problems((config) =>
      // Copies for everybody have neither.
      dashboardsOf(config)
        .filter(({ uid }) => !uid.endsWith("-public"))
        .flatMap(({ json, uid }) => {
          const { list } = json["templating"] as { list: readonly { name: string; type: string }[] };
          const chosen = list.filter(({ type }) => type === "datasource").map(({ name }) => name);
          const urls = found(json, "url").filter((url) => /^\/d\/[^?]+\?/.test(url));
          links += urls.length;
          return urls.flatMap((url) => {
            const kept = [...url.matchAll(/\$\{(\w+):queryparam\}/g)].map(([, name]) => name!);
            const all = url.includes("${__all_variables}");
            const lost = all ? [] : chosen.filter((name) => !kept.includes(name));
            const unknown = kept.filter((name) => !list.some((each) => each.name === name));
            return [...lost, ...unknown].map((name) => `${uid}: ${url}: ${name}`);
          });
        }),
    );
    assert.deepEqual(wrong, []);
    assert.ok(links > 100);
  });

  it("lead to folders that are there", () => {
    const wrong = problems((config) => {
      const { alerting, dashboards, folders } = grafanaContent(config);
      const used = [
        ...dashboards.map(({ folder }) => folder),
        ...alerting.ruleGroups.map(({ folderUid }) => folderUid),
      ];
      return used.filter((uid) => folders.every((folder) => folder.uid !== uid));
    });
    assert.deepEqual(wrong, []);
  });
});

/** Texts under a key, at any depth. */
function found(
  value: unknown,
  key: string,
  where: (owner: object) => boolean = () => true,
): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  return entries.flatMap(([name, inner]) => [
    ...(name === key && typeof inner === "string" && where(value) ? [inner] : []),
    ...found(inner, key, where),
  ]);
}
