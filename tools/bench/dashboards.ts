import { dashboards, type RenderedDashboard } from "../../dashboards/index.ts";
import { panelsOf } from "../preview/grafana.ts";
import { previewStack, stackFiles } from "../preview/stacks.ts";
import { table } from "../preview/table.ts";

/** Prints what each dashboard of prod asks, and how long its JSON is as it is sent and kept. */
export async function benchDashboards(): Promise<void> {
  const { config } = await previewStack(stackFiles().get("prod")!);
  const all = dashboards(config).map(sizeOf);
  const total = {
    title: "all",
    panels: all.reduce((sum, { panels }) => sum + panels, 0),
    queries: all.reduce((sum, { queries }) => sum + queries, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  console.log("\nDashboards of prod, JSON without blanks:");
  console.log(
    table([
      ["dashboard", "panels", "queries", "size", "bytes a panel"],
      ...[...all, total].map(({ bytes, panels, queries, title }) => [
        title,
        String(panels),
        String(queries),
        `${(bytes / 1000).toFixed(1)} kB`,
        (bytes / panels).toFixed(0),
      ]),
    ]).join("\n"),
  );
}

function sizeOf({ json, title }: RenderedDashboard) {
  const panels = panelsOf(json);
  return {
    title,
    panels: panels.length,
    queries: panels.flatMap(({ targets = [] }) => targets).length,
    bytes: Buffer.byteLength(JSON.stringify(json)),
  };
}
