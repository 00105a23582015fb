import type { Config } from "../../config/config.ts";
import { END_OF_DAY, type MuteTiming, START_OF_DAY } from "../../config/schema/mute-timing.ts";

/**
 * Mute timings as Alertmanager writes them. All that one says must hold at once; what it leaves out holds always.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#time_interval
 */
export function timeIntervals({ alerting }: Config) {
  return alerting.muteTimings.map((timing) => ({
    name: timing.name,
    time_intervals: [timeInterval(timing)],
  }));
}

function timeInterval({ daysOfMonth, from, timezone, to, weekdays }: MuteTiming) {
  const isWholeDay = from === START_OF_DAY && to === END_OF_DAY;
  return {
    ...(!isWholeDay && { times: [{ start_time: from, end_time: to }] }),
    ...(weekdays !== undefined && { weekdays }),
    ...(daysOfMonth !== undefined && { days_of_month: daysOfMonth.map(String) }),
    location: timezone,
  };
}
