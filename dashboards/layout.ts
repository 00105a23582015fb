import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Panel } from "./panels/panel.ts";

/** Columns of Grafana's grid. */
const COLUMNS = 24;

/** Panels side by side, all of one height. */
export interface Line {
  /** In units of Grafana's grid, of which 20 are a screen of 1600 by 900. */
  readonly height: number;
  readonly panels: readonly (readonly [width: number, panel: Panel])[];
  /** Lines below each other to the right of the panels, together of the same height. */
  readonly right?: readonly Line[];
}

/** Lines under a title, closed until somebody opens them: nothing is asked before. */
export interface Row {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** A panel at its place. */
export interface Placed {
  readonly panel: Panel;
  readonly at: GridPos;
}

/** @throws for a line that is wider than the grid. */
export function line(height: number, ...panels: Line["panels"]): Line {
  const width = panels.reduce((sum, [each]) => sum + each, 0);
  if (width > COLUMNS) {
    const names = panels.map(([, { title }]) => title).join(", ");
    throw new RangeError(`${names}: ${width} columns, of ${COLUMNS}`);
  }
  return { height, panels };
}

/** Panels in their order on as many lines as they need, for those that not every stack has. */
export function flow(height: number, ...panels: Line["panels"]): readonly Line[] {
  const lines: Line["panels"][number][][] = [];
  let left = 0;
  for (const each of panels) {
    if (lines.length === 0 || each[0] > left) {
      lines.push([]);
      left = COLUMNS;
    }
    lines.at(-1)!.push(each);
    left -= each[0];
  }
  return lines.map((each) => line(height, ...each));
}

/**
 * A high panel, and lines to its right.
 *
 * @throws for lines that are wider than what is left.
 */
export function beside([width, panel]: Line["panels"][number], ...right: readonly Line[]): Line {
  for (const { panels } of right) line(0, [width, panel], ...panels);
  return { height: heightOf(right), panels: [[width, panel]], right };
}

/** Panels over the whole width, as wide as each other: what stands under a shorter line would move up beside it. */
export function spread(height: number, ...panels: readonly Panel[]): readonly Line[] {
  const width = Math.floor(COLUMNS / panels.length);
  const wider = COLUMNS - width * panels.length;
  return panels.length === 0
    ? []
    : [line(height, ...panels.map((panel, index) => [index < wider ? width + 1 : width, panel] as const))];
}

export const row = (title: string, ...lines: readonly Line[]): Row => ({ title, lines });

/** Lines below each other, from a place on. */
export function place(lines: readonly Line[], top: number): readonly Placed[] {
  return lines.flatMap(({ height, panels, right = [] }, index) => {
    const y = top + heightOf(lines.slice(0, index));
    const leftOf = (position: number) => panels.slice(0, position).reduce((sum, [each]) => sum + each, 0);
    const own = panels.map(([w, panel], position) => ({
      panel,
      at: { x: leftOf(position), y, w, h: height },
    }));
    const others = place(right, y).map(({ at, panel }) => ({
      panel,
      at: { ...at, x: at.x + leftOf(panels.length) },
    }));
    return [...own, ...others];
  });
}

export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0);
}
