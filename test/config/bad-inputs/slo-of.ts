type Settings = Readonly<Record<string, unknown>>;

const SLO = { name: "checkout", service: "checkout", objective: 99.9, indicator: { kind: "http" } };

/** So long that no window of an SLO is longer. */
export const RETENTION = "90d";

/** A stack of SLOs, each in order but for these settings; undefined leaves one out. */
export function slosOf(...settings: readonly Settings[]): Settings {
  return { prometheus: { retention: RETENTION }, slos: settings.map((each) => ({ ...SLO, ...each })) };
}

/** A stack of one SLO with this indicator. */
export function of(indicator: Settings): Settings {
  return slosOf({ indicator });
}

/** A stack of one SLO with queries of its own. */
export function query(queries: Settings): Settings {
  return of({ kind: "query", ...queries });
}
