import assert from "node:assert/strict";
import { beside, line, place } from "../../dashboards/layout.ts";
import { words } from "../../dashboards/panels/mappings.ts";
import { stateTimeline } from "../../dashboards/panels/others.ts";
import type { Panel } from "../../dashboards/panels/panel.ts";
import { timeSeries } from "../../dashboards/panels/time-series.ts";
import { promql } from "../../dashboards/queries/query.ts";
import { tidy } from "../../dashboards/tidy.ts";
import { DATASOURCE_NAMES, variableBuilder } from "../../dashboards/variables.ts";

const about = (id: number, more = {}) => ({
  id,
  title: `panel ${id}`,
  description: "what it shows",
  queries: [promql("up", { legend: "{{job}}" })],
  unit: "short" as const,
  ...more,
});
const graph = (id: number, more = {}) => timeSeries(about(id, more));
const built = (panel: Panel, w = 24) =>
  tidy(panel.build({ x: 0, y: 0, w, h: 8 }, DATASOURCE_NAMES).build()) as {
    readonly options: Readonly<Record<string, unknown>>;
    readonly fieldConfig: { readonly defaults: Readonly<Record<string, unknown>> };
  };

describe("dashboards: layout", () => {
  it("places lines to the right of a high panel, as high as they are together", () => {
    const lines = [
      beside([10, graph(1)], line(7, [14, graph(2)]), line(5, [7, graph(3)], [7, graph(4)])),
      line(3, [24, graph(5)]),
    ];
    assert.deepEqual(
      place(lines, 2).map(({ at, panel }) => [panel.id, at.x, at.y, at.w, at.h]),
      [
        [1, 0, 2, 10, 12],
        [2, 10, 2, 14, 7],
        [3, 10, 9, 7, 5],
        [4, 17, 9, 7, 5],
        [5, 0, 14, 24, 3],
      ],
    );
  });

  it("refuses lines that are wider than what the high panel leaves", () => {
    assert.throws(() => beside([10, graph(1)], line(7, [15, graph(2)])), /25 columns, of 24/);
  });
});

describe("dashboards: variables that ask nobody", () => {
  const build = (more: object) =>
    variableBuilder(
      { name: "level", label: "Level", values: "error,warn", ...more },
      DATASOURCE_NAMES,
    ).build();

  it("offer a list, of which all are chosen at first", () => {
    const { allValue, current, multi, query, type } = build({ kind: "list" });
    assert.deepEqual([type, query, multi, allValue], ["custom", "error,warn", true, ".*"]);
    assert.deepEqual(current?.value, ["$__all"]);
  });

  it("offer a list for one value, the first at first", () => {
    const { current, includeAll, multi } = build({ kind: "list", single: true });
    assert.deepEqual([multi, includeAll ?? false, current?.value], [false, false, "error"]);
  });

  it("take a text", () => {
    const { query, type } = build({ kind: "text", values: "timeout" });
    assert.deepEqual([type, query], ["textbox", "timeout"]);
  });
});

describe("dashboards: panels", () => {
  const legend = (more: object, w = 24) =>
    built(graph(1, more), w).options["legend"] as Readonly<Record<string, unknown>>;
  const shown = (more: object, w: number) => {
    const { calcs, displayMode, placement } = legend(more, w);
    return [placement, displayMode, calcs];
  };

  it("have the numbers of their legend beside them, as many as there is room for", () => {
    assert.deepEqual(shown({}, 24), ["right", "table", ["mean", "max", "lastNotNull"]]);
    assert.deepEqual(shown({ calcs: ["mean", "max"] }, 12), ["right", "table", ["max"]]);
  });

  it("have names alone below them where they are narrow, with a number each where they are few", () => {
    assert.deepEqual(shown({}, 8), ["bottom", "list", []]);
    assert.deepEqual(shown({ legend: "few", calcs: ["mean", "max"] }, 8), ["bottom", "list", ["max"]]);
    assert.equal(legend({ legend: "none" }, 8)["showLegend"], false);
  });

  it("draw a share that stays at 0 below an axis that ends near it", () => {
    const top = (more: object) =>
      (built(graph(1, more)).fieldConfig.defaults["custom"] as { axisSoftMax?: number }).axisSoftMax;
    assert.equal(top({ unit: "percentunit" }), 0.01);
    assert.equal(top({ unit: "percentunit", softMax: 0.5 }), 0.5);
    assert.equal(top({ unit: "percentunit", max: 1 }), undefined);
  });

  it("name the largest series first, by the last number of the legend", () => {
    const { sortBy, sortDesc } = legend({ calcs: ["mean", "max"] });
    assert.deepEqual([sortBy, sortDesc], ["Max", true]);
    assert.equal(legend({ calcs: ["count"] })["sortBy"], undefined);
  });

  it("show states in the words of their mappings, whose colours thresholds would hide", () => {
    const mapped = built(stateTimeline(about(1, { mappings: [words({ 1: ["Up", "good"] })] })));
    assert.notEqual(
      (mapped.fieldConfig.defaults["color"] as { mode: string } | undefined)?.mode,
      "thresholds",
    );
    const plain = built(stateTimeline(about(1)));
    assert.equal((plain.fieldConfig.defaults["color"] as { mode: string }).mode, "thresholds");
  });

  it("show states without a bar to turn pages", () => {
    assert.equal(built(stateTimeline(about(1))).options["perPage"], 0);
  });
});
