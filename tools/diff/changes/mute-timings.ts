import type { Render } from "../../render/render.ts";
import { alertsOf, isPage } from "../facts/alerts.ts";
import { type MuteTiming, muteTimingsOf, routingOf } from "../facts/routes.ts";
import { paired } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { counted, joined, listed, prose, say, type Text } from "../text.ts";

/** Mute timings that kept their name and have other times, of those in which an alert is silent. */
export function muteTimingChanges(from: Render, to: Render) {
  const route = routingOf(to);
  const alerts = [...alertsOf(to).values()];
  const told = paired(muteTimingsOf(from), muteTimingsOf(to)).both.flatMap(([was, is]) => {
    const times = otherTimes(was, is);
    const silent = alerts.filter(({ labels }) => route(labels).some(({ mute }) => mute.includes(is.name)));
    if (times.length === 0 || silent.length === 0) return [];
    const pages = silent.filter(isPage);
    const some = pages.length > 0 ? pages : silent;
    const what = counted(some.length, pages.length > 0 ? "page" : "alert");
    const titles = listed(
      some.map(({ title }) => title),
      4,
    );
    const text = say`mute timing ${is.name}, in which ${what} ${prose(some.length === 1 ? "is" : "are")} silent, has other times: ${joined(times, ", ")} (${titles})`;
    return [{ isPage: pages.length > 0, text }];
  });
  return {
    pages: told.filter(({ isPage }) => isPage).map(({ text }) => text),
    others: told.filter(({ isPage }) => !isPage).map(({ text }) => text),
  };
}

/** None where the engine is another: each writes times in its own way. */
function otherTimes(was: MuteTiming, is: MuteTiming): readonly Text[] {
  if (was.engine !== is.engine) return [];
  return leafChanges(was.intervals, is.intervals).map(
    ({ from, path, to }) => say`${prose(withoutPlaces(path))} ${from ?? "any"} → ${to ?? "any"}`,
  );
}

/** `[0].times[0].start` as `times.start`. */
const withoutPlaces = (path: string) => path.replaceAll(/\[\d+\]/g, "").replace(/^\./, "");
