import { queryServer } from "../judges/prometheus-query.ts";
import { WALK_SLO } from "./settings.ts";
import type { Stack } from "./stack.ts";
import { until } from "./until.ts";

/** An alert as Prometheus and Alertmanager tell it, and as the demo lists what it was told. */
export interface ToldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly status?: unknown;
}

/** An incident of the demo on its way to people and back. Each step is there as soon as it has happened. */
export interface Walk {
  /** The page of the short pair of windows, in Prometheus, and how long it took. */
  readonly fires: Promise<{ readonly alert: ToldAlert; readonly seconds: number }>;
  /** As Alertmanager has it. */
  readonly routed: Promise<ToldAlert>;
  /** As its receiver was told. */
  readonly told: Promise<ToldAlert>;
  /** As its receiver was told that it is over, and how long that took from when the demo was well again. */
  readonly over: Promise<{ readonly alert: ToldAlert; readonly seconds: number }>;
}

/** Breaks the demo as soon as its requests are counted, and mends it when somebody was told. */
export function startWalk(stack: Stack): Walk {
  const api = stack.url("prometheus:9090");
  const chaos = `${stack.url("demo:8800")}/chaos`;
  const inDemo = async () => (await (await fetch(`${stack.url("demo:8803")}/alerts`)).json()) as ToldAlert[];

  const broken = (async () => {
    const counted = `slo:total:rate5m{slo="${WALK_SLO}"} > 0`;
    await until("the demo's requests are counted", async () => (await queryServer(api, counted)).vector[0], {
      seconds: 60,
    });
    await post(chaos, { errorRate: 0.9, seconds: 300 });
    return Date.now();
  })();
  const fires = broken.then((began) =>
    until(
      "the page of the fast pair fires",
      async () => {
        const found = (await alertsOf(`${api}/api/v1/alerts`)).find(
          (alert) => isPage(alert) && alert.state === "firing",
        );
        return found && { alert: found, seconds: (Date.now() - began) / 1000 };
      },
      { seconds: 90 },
    ),
  );
  const routed = fires.then(() =>
    until(
      "Alertmanager has the page",
      async () => {
        const response = await fetch(`${stack.url("alertmanager:9093")}/api/v2/alerts?active=true`);
        return ((await response.json()) as ToldAlert[]).find(isPage);
      },
      { seconds: 30 },
    ),
  );
  const told = routed.then(() =>
    until(
      "the receiver is told",
      async () => (await inDemo()).find((alert) => isPage(alert) && alert.status === "firing"),
      { seconds: 120 },
    ),
  );
  const over = told.then(async () => {
    await fetch(chaos, { method: "DELETE" });
    const mended = Date.now();
    return until(
      "the receiver is told that it is over",
      async () => {
        const found = (await inDemo()).find((alert) => isPage(alert) && alert.status === "resolved");
        return found && { alert: found, seconds: (Date.now() - mended) / 1000 };
      },
      { seconds: 240 },
    );
  });
  // Each is awaited by a test of its own, which may come later than a failure.
  for (const step of [fires, routed, told, over]) step.catch(() => undefined);
  return { fires, routed, told, over };
}

const isPage = ({ labels }: ToldAlert) =>
  labels["alertname"] === "ErrorBudgetBurn" &&
  labels["slo"] === WALK_SLO &&
  labels["severity"] === "page" &&
  labels["window"] === "1h";

async function alertsOf(url: string): Promise<readonly (ToldAlert & { readonly state: string })[]> {
  const response = await fetch(url);
  const { data } = (await response.json()) as {
    readonly data: { readonly alerts: readonly (ToldAlert & { readonly state: string })[] };
  };
  return data.alerts;
}

async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${url}: ${await response.text()}`);
}
