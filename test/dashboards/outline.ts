import { type Dashboard, type PanelJson, topLevel } from "./rendered.ts";

/** A dashboard that a person can review: its variables, and each panel with its place, unit and queries. */
export function outline(dashboard: Dashboard): string {
  const { folder, json, title, uid } = dashboard;
  const { list } = json["templating"] as { readonly list: readonly Variable[] };
  const { from } = json["time"] as { readonly from: string };
  return [
    `${title} (${uid}) in ${folder}, from ${from}${"refresh" in json ? `, every ${json["refresh"]}` : ""}`,
    ...list.map(({ definition, name, type }) => `  $${name}: ${definition ?? type}`),
    ...topLevel(dashboard).flatMap((panel) => panelLines(panel, "  ")),
    "",
  ].join("\n");
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly definition?: string;
}

function panelLines(panel: PanelJson, indent: string): readonly string[] {
  const { fieldConfig, gridPos, id, panels = [], targets = [], title, type } = panel;
  if (type === "row")
    return [`${indent}${title}`, ...panels.flatMap((each) => panelLines(each, `${indent}  `))];
  const { h, w, x, y } = gridPos;
  const unit = fieldConfig?.defaults["unit"];
  return [
    `${indent}${id} ${title}: ${type} at ${x},${y}, ${w}×${h}${unit === undefined ? "" : `, ${unit}`}`,
    ...targets.map((target) => `${indent}  ${target.refId}: ${target.expr ?? asked(target)}`),
  ];
}

/** What Jaeger is asked. */
function asked({
  datasource: _datasource,
  refId: _refId,
  ...query
}: object & { datasource?: unknown; refId?: unknown }) {
  return JSON.stringify(query);
}
