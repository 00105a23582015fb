import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { EChartsOption } from "echarts";
import { HEIGHT, subtitle, WIDTH } from "./chart.ts";
import { nameOf } from "./days.ts";
import { type Report, totals } from "./report.ts";

/** The library with what bar charts need, for browsers. */
const LIBRARY = "echarts/dist/echarts.common.min.js";

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; margin: 2rem auto; max-width: ${WIDTH}px; padding: 0 1rem }
#chart { width: 100%; height: ${HEIGHT}px; overflow-x: auto }
table { border-collapse: collapse; margin: 1.5rem 0 }
th, td { padding: 0.2rem 0.9rem; text-align: right; border-bottom: 1px solid #ddd }
th:first-child, td:first-child { text-align: left }
tr.all { font-weight: 600 }
@media print { body { margin: 0 } }`;

const SCRIPT = `
const place = document.getElementById("chart");
place.replaceChildren();
const chart = echarts.init(place, null, { renderer: "svg" });
chart.setOption(JSON.parse(document.getElementById("data").textContent));
addEventListener("resize", () => chart.resize());`;

/**
 * One page that needs nothing else, no network either. Without scripts, as in some mail programs, it shows the picture; with
 * them, a chart that tells numbers under the pointer and hides a hub by a click on its name.
 */
export function toPage(report: Report, chart: EChartsOption, svg: string): string {
  const title = `Unique users a day: ${subtitle(report)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<div id="chart">${svg}</div>
${table(report)}
<p>A day's number is the different users that a hub saw within the 24 hours of that day, as the hub itself counts them. Somebody who
used two hubs counts in both. Days cannot be added up to the users of a month: whoever comes each day would count each time.</p>
<script type="application/json" id="data">${JSON.stringify(chart).replaceAll("<", "\\u003c")}</script>
<script>${readFileSync(fileURLToPath(import.meta.resolve(LIBRARY)), "utf8").replaceAll("</script", "<\\/script")}</script>
<script>${SCRIPT}
</script>
</body>
</html>
`;
}

function table(report: Report): string {
  const sums = totals(report);
  const known = sums.filter((each) => each !== undefined);
  const all = {
    name: "all",
    mean: known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length),
    most: Math.max(0, ...known),
    known: known.length,
    users: sums,
  };
  const row = ({ known, mean, most, name, users }: typeof all, className = "") => {
    const busiest = report.days[users.indexOf(most)];
    const cells = [
      name,
      mean.toFixed(1),
      most,
      busiest === undefined ? "" : nameOf(busiest),
      `${known} of ${report.days.length}`,
    ];
    return `<tr${className}>${cells.map((each) => `<td>${escaped(String(each))}</td>`).join("")}</tr>`;
  };
  return `<table>
<thead><tr><th>${escaped(report.by)}</th><th>users a day, mean</th><th>most</th><th>on</th><th>days known</th></tr></thead>
<tbody>
${[...report.hubs.map((hub) => row(hub)), row(all, ' class="all"')].join("\n")}
</tbody>
</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (each) => ENTITIES[each]!);
