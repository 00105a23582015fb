import { readFileSync } from "node:fs";
import { parse } from "yaml";

type Settings = Readonly<Record<string, unknown>>;
type Section = Readonly<Record<string, unknown>>;

/** Settings of a checked-in stack file, by their names without `lookout:`. */
export function settingsOf(stack: string): Settings {
  const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { readonly config: Settings };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.replace(/^lookout:/, ""), value]),
  );
}

/** The SLO of the walk: a bad minute is a third of its budget, so that its page is a matter of minutes. */
export const WALK_SLO = "walk";

export const RUNBOOKS = "https://git.example.org/lookout/docs/runbooks.md";

/**
 * `dev` with Prometheus' engine, all that can be quick as quick as config allows, and limits that a test can reach.
 *
 * An error budget of 10% over the shortest window makes the page pair's factor 3.36 of a share of 0.1: it fires when a third
 * of the requests fail and is over when less do. A day of a minute makes the load even.
 */
export function realSettings(): Settings {
  const dev = settingsOf("dev");
  const section = (name: string) => dev[name] as Section;
  return {
    ...dev,
    demo: { ...section("demo"), rate: 20, day: "1m" },
    prometheus: { ...section("prometheus"), scrapeInterval: "5s" },
    collector: { resources: { memory: "128Mi", memoryLimit: "200Mi" } },
    loki: { ...section("loki"), limits: { ingestionRateMb: 2, ingestionBurstMb: 4 } },
    alerting: {
      ...section("alerting"),
      engine: "prometheus",
      groupWait: "1s",
      groupInterval: "30s",
      runbookBaseUrl: RUNBOOKS,
    },
    slos: [
      ...(dev["slos"] as readonly unknown[]),
      {
        name: WALK_SLO,
        service: "inference-gateway",
        objective: 90,
        window: "7d",
        indicator: { kind: "http" },
      },
    ],
  };
}

/** `staging`, scraped as often as config allows. */
export function clusterSettings(): Settings {
  const staging = settingsOf("staging");
  return { ...staging, prometheus: { ...(staging["prometheus"] as Section), scrapeInterval: "5s" } };
}
