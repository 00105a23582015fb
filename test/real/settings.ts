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

/**
 * `dev` with Prometheus' engine, and all that can be quick as quick as config allows. An error budget of 10% over the
 * shortest window makes the page pair's factor 3.36 of a share of 0.1: it fires when a third of the requests fail and is
 * over when less do.
 */
export function realSettings(): Settings {
  const dev = settingsOf("dev");
  const prometheus = dev["prometheus"] as Section;
  return {
    ...dev,
    prometheus: { ...prometheus, scrapeInterval: "5s", scrapeConfigs: demoJobs() },
    alerting: {
      engine: "prometheus",
      groupWait: "1s",
      groupInterval: "30s",
      contactPoints: [{ kind: "webhook", name: "local", url: "http://demo:8803/alerts" }],
      routes: { page: "local", ticket: "local" },
      runbookBaseUrl: "https://git.example.org/lookout/docs/runbooks.md",
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
      {
        name: "walk-latency",
        service: "inference-gateway",
        objective: 95,
        window: "7d",
        indicator: { kind: "latency", threshold: "300ms" },
      },
    ],
  };
}

/** The demo's services and hubs, at the ports that it has by default. */
function demoJobs(): readonly object[] {
  const hub = (namespace: string) => ({
    job_name: `hub-${namespace}`,
    metrics_path: `/${namespace}/hub/metrics`,
    static_configs: [{ targets: ["demo:8800"], labels: { job: "hub", namespace } }],
  });
  return [
    { job_name: "demo", static_configs: [{ targets: ["demo:8800", "demo:8801", "demo:8802"] }] },
    hub("research"),
    hub("teaching"),
  ];
}
