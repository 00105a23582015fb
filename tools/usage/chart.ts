import { type EChartsOption, init } from "echarts";
import { nameOf } from "./days.ts";
import { type Hub, isRunning, type Report } from "./report.ts";

/**
 * Nine colours that people with any kind of colour blindness can tell apart.
 * Source: "muted" of https://personal.sron.nl/~pault/
 */
const COLOURS = [
  "#332288",
  "#88CCEE",
  "#44AA99",
  "#117733",
  "#999933",
  "#DDCC77",
  "#CC6677",
  "#882255",
  "#AA4499",
];
const OTHERS_COLOUR = "#BBBBBB";
/** Each colour is there plain and striped. More could not be told apart. */
const MOST_SHOWN = COLOURS.length * 2;
const STRIPES = {
  symbol: "rect",
  color: "rgba(255, 255, 255, 0.6)",
  dashArrayX: [1, 0],
  dashArrayY: [2, 4],
  rotation: -Math.PI / 4,
};

export const WIDTH = 1200;
export const HEIGHT = 560;

interface Bars {
  readonly name: string;
  readonly users: readonly (number | undefined)[];
}

/** The chart as its library describes charts: plain data, the same for the picture and for the page. */
export function chartOf(report: Report): EChartsOption {
  const bars = barsOf(report);
  return {
    animation: false,
    color: [
      ...bars.map((_, index) => (index < MOST_SHOWN ? COLOURS[index % COLOURS.length]! : OTHERS_COLOUR)),
    ],
    title: { text: "Unique users a day", subtext: subtitle(report), left: 16, top: 8 },
    legend: {
      type: "scroll",
      orient: "vertical",
      right: 16,
      top: 72,
      bottom: 40,
      icon: "roundRect",
      textStyle: { width: 180, overflow: "truncate" },
    },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true, order: "seriesDesc" },
    grid: { left: 64, right: 250, top: 96, bottom: 56 },
    xAxis: {
      type: "category",
      data: report.days.map(nameOf),
      axisTick: { alignWithLabel: true },
      axisLabel: { hideOverlap: true },
    },
    yAxis: { type: "value", name: "users", minInterval: 1 },
    series: bars.map(({ name, users }, index) => ({
      type: "bar" as const,
      name,
      stack: "users",
      data: users.map((each) => each ?? null),
      barCategoryGap: report.days.length > 120 ? "5%" : "20%",
      ...(index >= COLOURS.length && index < MOST_SHOWN && { itemStyle: { decal: STRIPES } }),
    })),
  };
}

/** Draws it without a browser. Source: https://echarts.apache.org/handbook/en/how-to/cross-platform/server/ */
export function toSvg(chart: EChartsOption): string {
  const drawing = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
  try {
    drawing.setOption({ ...chart, backgroundColor: "#FFFFFF" });
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

/** What the numbers are, and what they are not. */
export function subtitle(report: Report): string {
  const { by, days, hubs, until } = report;
  const [first, last] = [nameOf(days[0]!), nameOf(days.at(-1)!)];
  const span = first === last ? first : `${first} to ${last}`;
  const running = isRunning(report)
    ? `; the last bar is the 24 hours until ${new Date(until).toISOString().slice(11, 16)}`
    : "";
  return `${hubs.length} ${hubs.length === 1 ? "hub" : "hubs"} (by ${by}), ${span}, days in UTC${running}`;
}

function barsOf({ days, hubs }: Report): readonly Bars[] {
  if (hubs.length <= MOST_SHOWN) return hubs;
  const others = hubs.slice(MOST_SHOWN);
  const users = days.map((_, index) => sumOf(others, index));
  return [...hubs.slice(0, MOST_SHOWN), { name: `${others.length} others`, users }];
}

function sumOf(hubs: readonly Hub[], day: number): number | undefined {
  const known = hubs.flatMap(({ users }) => users[day] ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
}
