import { MappingType, SpecialValueMatch, type ValueMapping } from "@grafana/grafana-foundation-sdk/dashboard";
import { COLOURS, type Colour } from "../palette.ts";
import type { DataOptions, Override } from "./panel.ts";

type Shown = readonly [text: string, colour: Colour];

/** Words instead of some numbers, each in its colour. */
export function words(numbers: Readonly<Record<number, Shown>>): ValueMapping {
  const options = Object.entries(numbers).map(([number, [text, colour]], index) => [
    number,
    { text, color: COLOURS[colour], index },
  ]);
  return { type: "value", options: Object.fromEntries(options) } as ValueMapping;
}

/** A word for all numbers from one on. */
export function wordsFrom(from: number, [text, colour]: Shown): ValueMapping {
  return {
    type: "range",
    options: { from, to: null, result: { text, color: COLOURS[colour], index: 0 } },
  } as ValueMapping;
}

/** A word for all texts that a regular expression, between slashes, matches. */
export function wordFor(pattern: string, [text, colour]: Shown): ValueMapping {
  return {
    type: "regex",
    options: { pattern, result: { text, color: COLOURS[colour], index: 0 } },
  } as ValueMapping;
}

/** What is not known is grey: neither good nor bad, as the thresholds would have it. */
export function greyUnknown<O extends DataOptions>(options: O): O {
  const result = { text: options.noValue ?? "No data", color: COLOURS.grey };
  const unknown: ValueMapping = {
    type: MappingType.SpecialValue,
    options: { match: SpecialValueMatch.NullAndNan, result },
  };
  return { ...options, mappings: [...(options.mappings ?? []), unknown] };
}

/** For one column of a table, or one series. */
export const mapped = (field: string, ...mappings: readonly ValueMapping[]): Override => ({
  field,
  properties: { mappings },
});

/** Cells without a number stay empty, where a panel without any row says something. */
export const blank = (field: string): Override => ({ field, properties: { noValue: "" } });
