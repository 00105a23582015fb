import type { Render } from "../../render/render.ts";
import { resourcesOf } from "./objects.ts";
import { listOf, type Tree } from "./tree.ts";

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly folder: string;
  readonly panels: readonly Panel[];
  /** The whole, without panels. */
  readonly json: Tree;
}

export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  /** Title of the row that it lies in; empty above the first. */
  readonly row: string;
  readonly json: Tree;
}

/** By UID. */
export function dashboardsOf(render: Render): ReadonlyMap<string, Dashboard> {
  const dashboards = resourcesOf(render, "Dashboard").map(({ inputs }): Dashboard => {
    const { panels, ...json } = JSON.parse(String(inputs["configJson"])) as Tree;
    return {
      uid: String(json.uid),
      title: String(json.title),
      folder: String(inputs["folder"] ?? ""),
      panels: panelsOf(listOf(panels)),
      json,
    };
  });
  return new Map(dashboards.map((each) => [each.uid, each]));
}

/** Those in rows too, without the rows. A closed row holds its panels, an open one stands before them. */
function panelsOf(panels: readonly Tree[]): readonly Panel[] {
  let row = "";
  return panels.flatMap((panel): readonly Panel[] => {
    if (panel.type !== "row") return [toPanel(panel, row)];
    row = String(panel.title ?? "");
    return listOf(panel.panels).map((each) => toPanel(each, row));
  });
}

function toPanel(json: Tree, row: string): Panel {
  const title = String(json.title ?? "");
  const type = String(json.type);
  return { id: Number(json.id), title: title === "" ? `${type} ${json.id}` : title, type, row, json };
}
