import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a model takes: mostly about its median, now and then far longer, since it must be loaded first. */
export interface Latency {
  readonly medianMs: number;
  /** Of each text after the first. */
  readonly perTextMs: number;
  /** Share of the calls that find the model unloaded, and what that takes. */
  readonly coldShare: number;
  readonly coldMs: number;
}

/** One value between 0 and 1 after the other. */
export type Random = () => number;

/** Bounds of one call, whatever the dice say. */
const LONGEST_MS = 5000;

export interface Work {
  readonly ms: number;
  readonly cold: boolean;
}

/** What a call of so many texts, of so many characters, takes this time. Long texts take longer, to twice at most. */
export function workOf(latency: Latency, texts: readonly string[], random: Random): Work {
  const cold = random() < latency.coldShare;
  const length = Math.max(...texts.map((text) => text.length));
  const usual =
    (latency.medianMs + latency.perTextMs * (texts.length - 1)) * (1 + Math.min(1, length / 4096));
  const ms = usual * Math.exp(0.5 * normal(random)) + (cold ? latency.coldMs * (0.5 + random()) : 0);
  return { ms: Math.min(LONGEST_MS, ms), cold };
}

/** Waits as the work would take. */
export const work = ({ ms }: Work) => sleep(ms, undefined, { ref: false });

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 to 1 that follow from the text alone: the same text has the same answer. */
export function numbersOf(text: string, count: number): readonly number[] {
  const bytes = createHash("sha256").update(text).digest();
  return Array.from({ length: count }, (_, index) => bytes[index % bytes.length]! / 255);
}
