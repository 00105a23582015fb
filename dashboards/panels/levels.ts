import type { Colour } from "../palette.ts";
import { coloured, type Override } from "./panel.ts";

/** What Loki says of a line by its severity, or by what it finds in its text; the gravest first. */
const COLOUR_OF = {
  critical: "purple",
  fatal: "purple",
  error: "bad",
  warn: "warning",
  info: "sky",
  debug: "blue",
  trace: "grey",
  unknown: "grey",
} as const satisfies Readonly<Record<string, Colour>>;

export const LEVELS = Object.keys(COLOUR_OF);

export const LEVEL_COLOURS: readonly Override[] = Object.entries(COLOUR_OF).map(([level, colour]) =>
  coloured(level, colour),
);
