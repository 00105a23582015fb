import type { Render } from "../../render/render.ts";
import { leafChanges } from "../leaves.ts";
import { changedValue, type Line, say } from "../text.ts";

/** Told in sections of their own, or no setting at all. */
const ELSEWHERE = /^(?:stack$|slos\b)/;

/** Settings after defaults: path, old, new. */
export function settingsChanges(from: Render, to: Render): readonly Line[] {
  return leafChanges(from.settings, to.settings)
    .filter(({ path }) => !ELSEWHERE.test(path))
    .map(({ from: was, path, to: is }) => changedValue(say`${path}`, was, is));
}
