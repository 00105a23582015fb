import { ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";

/**
 * Colours that people with any kind of colour vision tell apart, on dark and on light.
 * Source: Okabe and Ito, https://jfly.uni-koeln.de/color/
 */
export const COLOURS = {
  good: "#009E73",
  warning: "#E69F00",
  bad: "#D55E00",
  blue: "#0072B2",
  sky: "#56B4E9",
  yellow: "#F0E442",
  purple: "#CC79A7",
  grey: "#8E8E8E",
} as const;

export type Colour = keyof typeof COLOURS;

/** Colours by value: the base below the first step, each step from its value on. */
export interface Thresholds {
  readonly base: Colour;
  readonly steps: readonly (readonly [from: number, colour: Colour])[];
}

/** The more the worse. */
export const worseAbove = (warning: number, bad: number): Thresholds => ({
  base: "good",
  steps: [
    [warning, "warning"],
    [bad, "bad"],
  ],
});

/** The less the worse. */
export const worseBelow = (warning: number, bad: number): Thresholds => ({
  base: "bad",
  steps: [
    [bad, "warning"],
    [warning, "good"],
  ],
});

/** A number that is neither good nor bad. */
export const plain = (colour: Colour = "sky"): Thresholds => ({ base: colour, steps: [] });

/** What a dashboard keeps of them: JSON knows no minus infinity, and Grafana writes null for it. */
export function thresholdSteps({ base, steps }: Thresholds) {
  return [
    { value: null, color: COLOURS[base] },
    ...steps.map(([value, colour]) => ({ value, color: COLOURS[colour] })),
  ];
}

export function thresholdsBuilder(thresholds: Thresholds): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(thresholdSteps(thresholds));
}
