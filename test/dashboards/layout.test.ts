import assert from "node:assert/strict";
import { DASHBOARDS, FOLDER_OF, PANELS } from "../../model/dashboards.ts";
import {
  configs,
  type Dashboard,
  dashboardsOf,
  FOLDER_TITLES,
  type PanelJson,
  panelsOf,
  topLevel,
} from "./rendered.ts";

/** Units of Grafana's grid that a screen of 1600 by 900 shows below the title and the variables. */
const SCREEN = 20;
/** Read as a page, not as a screen. */
const REPORTS: readonly string[] = [DASHBOARDS.weeklySloReport];
/** Panels that are numbers or text, which need no unit. */
const WITHOUT_UNIT = ["text", "alertlist", "dashlist", "logs", "traces", "nodeGraph"];

describe("dashboards", () => {
  let all: readonly { readonly stack: string; readonly dashboard: Dashboard }[];
  before(async () => {
    all = [...(await configs())].flatMap(([stack, config]) =>
      dashboardsOf(config).map((dashboard) => ({ stack, dashboard })),
    );
  });

  const problems = (check: (dashboard: Dashboard) => readonly string[]) =>
    all.flatMap(({ dashboard, stack }) =>
      check(dashboard).map((problem) => `${stack}: ${dashboard.uid}: ${problem}`),
    );

  it("are ten or more, in five folders, by default", () => {
    const usual = all
      .filter(({ stack }) => stack === "nothing but defaults")
      .map(({ dashboard }) => dashboard);
    assert.deepEqual(
      usual.map(({ uid }) => uid),
      Object.values(DASHBOARDS),
    );
    assert.equal(new Set(usual.map(({ folder }) => folder)).size, FOLDER_TITLES.length);
    for (const { folder, uid } of usual) assert.equal(folder, FOLDER_OF[uid as keyof typeof FOLDER_OF], uid);
  });

  it("have panels of unique ids and titles, each with a description", () => {
    const wrong = problems((dashboard) => {
      const panels = panelsOf(dashboard);
      const ids = [...topLevel(dashboard), ...panels].map(({ id }) => id);
      return [
        ...repeated(
          topLevel(dashboard)
            .flatMap((each) => [each, ...(each.panels ?? [])])
            .map(({ id }) => id),
        ),
        ...repeated(panels.map(({ title }) => title)),
        ...ids.filter((id) => !Number.isInteger(id)).map((id) => `id ${id}`),
        ...panels
          .filter(({ description = "" }) => description.length < 20)
          .map(({ title }) => `${title} has no description`),
      ];
    });
    assert.deepEqual(wrong, []);
  });

  it("have panels with a unit, but for text", () => {
    const wrong = problems((dashboard) =>
      panelsOf(dashboard)
        .filter(
          ({ fieldConfig, type }) =>
            !WITHOUT_UNIT.includes(type) && !("unit" in (fieldConfig?.defaults ?? {})),
        )
        .map(({ title }) => title),
    );
    assert.deepEqual(wrong, []);
  });

  it("have panels side by side, within 24 columns", () => {
    const wrong = problems((dashboard) => {
      const groups = [
        topLevel(dashboard),
        ...topLevel(dashboard).flatMap(({ panels }) => (panels === undefined ? [] : [panels])),
      ];
      return groups.flatMap((panels) => [
        ...panels
          .filter(({ gridPos: { w, x } }) => x < 0 || x + w > 24)
          .map(({ title }) => `${title} is too wide`),
        ...panels.flatMap((panel, index) =>
          panels
            .slice(0, index)
            .filter((other) => overlap(panel, other))
            .map((other) => `${panel.title} lies on ${other.title}`),
        ),
      ]);
    });
    assert.deepEqual(wrong, []);
  });

  it("answer their question on one screen", () => {
    const wrong = problems((dashboard) => {
      const open = topLevel(dashboard).filter(({ type }) => type !== "row");
      const bottom = Math.max(...open.map(({ gridPos: { h, y } }) => y + h));
      return REPORTS.includes(dashboard.uid.replace(/-public$/, "")) || bottom <= SCREEN
        ? []
        : [`${bottom} units high`];
    });
    assert.deepEqual(wrong, []);
  });

  it("have what is below in closed rows", () => {
    const wrong = problems((dashboard) =>
      topLevel(dashboard)
        .filter(
          ({ collapsed, panels = [], type }) => type === "row" && (collapsed !== true || panels.length === 0),
        )
        .map(({ title }) => title),
    );
    assert.deepEqual(wrong, []);
  });

  it("name series shortly: no panel leaves it to Grafana", () => {
    const wrong = problems((dashboard) =>
      panelsOf(dashboard)
        .filter(({ type }) => ["timeseries", "barchart", "bargauge"].includes(type))
        .flatMap(({ targets = [], title }) =>
          (targets as readonly { datasource: { type: string }; legendFormat?: string; format?: string }[])
            // Jaeger names its columns itself.
            .filter(({ datasource }) => datasource.type !== "jaeger")
            .filter(
              ({ format, legendFormat }) => format !== "table" && (legendFormat ?? "__auto") === "__auto",
            )
            .map(() => title),
        ),
    );
    assert.deepEqual(wrong, []);
  });

  it("hide neither links nor annotations in a menu", () => {
    for (const { dashboard } of all)
      assert.ok(!JSON.stringify(dashboard.json).includes('"inControlsMenu"'), dashboard.uid);
  });

  it("cannot be edited in the browser", () => {
    for (const { dashboard } of all) assert.equal(dashboard.json["editable"], false, dashboard.uid);
  });

  it("have the panels that alerts link to, by ids that never change, with one engine or the other", () => {
    for (const [key, panels] of Object.entries(PANELS)) {
      const uid = DASHBOARDS[key as keyof typeof PANELS];
      const variants = all.filter(({ dashboard }) => dashboard.uid === uid);
      const ids = new Set(variants.flatMap(({ dashboard }) => panelsOf(dashboard).map(({ id }) => id)));
      for (const [name, id] of Object.entries(panels)) assert.ok(ids.has(id), `${uid} has no ${name}`);
    }
  });
});

function repeated(values: readonly (string | number)[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) < index).map((value) => `${value} twice`);
}

function overlap({ gridPos: a }: PanelJson, { gridPos: b }: PanelJson): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
