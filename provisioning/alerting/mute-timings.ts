import type { Config } from "../../config/config.ts";
import { END_OF_DAY, type MuteTiming, START_OF_DAY } from "../../config/schema/mute-timing.ts";

/** Arguments of a `MuteTiming`. */
export interface MuteTimingData {
  readonly name: string;
  readonly intervals: readonly MuteInterval[];
}

/** All that it says must hold at once; what it leaves out holds always. */
interface MuteInterval {
  readonly times?: readonly { readonly start: string; readonly end: string }[];
  readonly weekdays?: readonly string[];
  readonly daysOfMonths?: readonly string[];
  readonly location: string;
}

/** The stack's mute timings, as Grafana writes them. None where Prometheus is the engine. */
export function muteTimings({ alerting }: Config): readonly MuteTimingData[] {
  if (alerting.engine !== "grafana") return [];
  return alerting.muteTimings.map((timing) => ({ name: timing.name, intervals: [interval(timing)] }));
}

function interval({ daysOfMonth, from, timezone, to, weekdays }: MuteTiming): MuteInterval {
  const isWholeDay = from === START_OF_DAY && to === END_OF_DAY;
  return {
    ...(!isWholeDay && { times: [{ start: from, end: to }] }),
    ...(weekdays !== undefined && { weekdays }),
    ...(daysOfMonth !== undefined && { daysOfMonths: daysOfMonth.map(String) }),
    location: timezone,
  };
}
