import assert from "node:assert/strict";
import { latest, MOST_ALERTS, type ReceivedAlert } from "../../demo/alerts/latest.ts";
import { jsonOf, type Running, runDemo } from "./running.ts";

/** As Alertmanager 0.34 posts it. */
const FROM_ALERTMANAGER = {
  version: "4",
  groupKey: '{}:{alertname="GatewayErrors"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "demo",
  groupLabels: { alertname: "GatewayErrors" },
  commonLabels: { alertname: "GatewayErrors", severity: "page" },
  commonAnnotations: {},
  externalURL: "http://127.0.0.1:9093",
  alerts: [
    {
      status: "firing",
      labels: { alertname: "GatewayErrors", severity: "page" },
      annotations: { summary: "Requests fail" },
      startsAt: "2026-01-02T03:04:05.006Z",
      endsAt: "0001-01-01T00:00:00Z",
      generatorURL: "http://127.0.0.1:9090/graph?g0.expr=vector%281%29",
      fingerprint: "c1f8ec1cbd6fe2a5",
    },
    {
      status: "resolved",
      labels: { alertname: "WorkerErrors", severity: "ticket" },
      annotations: { summary: "Inference fails" },
      startsAt: "2026-01-02T03:04:05.006Z",
      endsAt: "2026-01-02T03:14:05.006Z",
      generatorURL: "http://127.0.0.1:9090/graph?g0.expr=vector%282%29",
      fingerprint: "d1f8ec1cbd6fe2a5",
    },
  ],
};

/** As Grafana 13 posts it: Alertmanager's body and more. */
const FROM_GRAFANA = {
  ...FROM_ALERTMANAGER,
  version: "1",
  orgId: 1,
  title: "[FIRING:1] GatewayErrors",
  state: "alerting",
  message: "**Firing**",
  alerts: [
    {
      ...FROM_ALERTMANAGER.alerts[0],
      silenceURL: "http://127.0.0.1:3000/alerting/silence/new",
      dashboardURL: "http://127.0.0.1:3000/d/services",
      panelURL: "http://127.0.0.1:3000/d/services?viewPanel=1",
      values: { A: 0.5 },
      valueString: "[ var='A' labels={} value=0.5 ]",
    },
  ],
};

describe("demo: alerts", () => {
  let demo: Running;
  before(async () => {
    demo = await runDemo();
  });
  after(() => demo.stop());
  afterEach(() => fetch(demo.alerts, { method: "DELETE" }));

  const tell = (body: unknown, type = "application/json") =>
    fetch(demo.alerts, {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify(body),
    });
  const told = async () => jsonOf<readonly ReceivedAlert[]>(await fetch(demo.alerts));

  it("are none until somebody tells one", async () => assert.deepEqual(await told(), []));

  it("are listed as Alertmanager tells them, with who was to be told and when it came", async () => {
    assert.equal((await tell(FROM_ALERTMANAGER)).status, 200);
    const [last, first] = await told();
    const { receivedAt, receiver, ...alert } = first!;
    assert.deepEqual(alert, FROM_ALERTMANAGER.alerts[0]);
    assert.equal(receiver, "demo");
    assert.ok(Math.abs(Date.parse(receivedAt) - Date.now()) < 60_000, receivedAt);
    assert.equal(last!.status, "resolved");
  });

  it("are listed as Grafana tells them, with its links", async () => {
    assert.equal((await tell(FROM_GRAFANA)).status, 200);
    const [alert] = await told();
    assert.equal(alert!.panelURL, FROM_GRAFANA.alerts[0]!.panelURL);
  });

  it("write a line each, under a name of their own, by which one sees what fires and what is over", async () => {
    await tell(FROM_ALERTMANAGER);
    const lines = demo.lines.filter(({ service_name }) => service_name === "alert-sink");
    assert.deepEqual(
      lines.slice(-2).map(({ level, msg }) => [level, msg]),
      [
        ["warn", "firing: GatewayErrors: Requests fail"],
        ["info", "resolved: WorkerErrors: Inference fails"],
      ],
    );
  });

  it("are gone when they are deleted", async () => {
    await tell(FROM_ALERTMANAGER);
    assert.equal((await fetch(demo.alerts, { method: "DELETE" })).status, 200);
    assert.deepEqual(await told(), []);
  });

  it("are forgotten, the oldest first, above a hundred", async () => {
    const alert = (number: number) => ({ status: "firing", labels: { alertname: `A${number}` } });
    await tell({ alerts: Array.from({ length: MOST_ALERTS + 5 }, (_, number) => alert(number)) });
    const names = (await told()).map(({ labels }) => labels.alertname);
    assert.equal(names.length, MOST_ALERTS);
    assert.deepEqual([names[0], names.at(-1)], [`A${MOST_ALERTS + 4}`, "A5"]);
  });

  it("are forgotten sooner where they are large: memory is bounded", () => {
    const kept = latest();
    const alert: ReceivedAlert = {
      status: "firing",
      labels: {},
      annotations: { description: "x".repeat(900_000) },
      receiver: "demo",
      receivedAt: "",
    };
    for (let count = 0; count < 10; count++) kept.add(alert);
    assert.equal(kept.list().length, 4);
  });

  it("may come in a group of up to a mebibyte", async () => {
    const large = (characters: number) => ({
      alerts: [{ status: "firing", labels: {}, annotations: { description: "x".repeat(characters) } }],
    });
    assert.equal((await tell(large(1_000_000))).status, 200);
    assert.equal((await tell(large(1024 * 1024))).status, 413);
  });

  const WRONG: readonly (readonly [string, unknown, RegExp])[] = [
    ["nothing", {}, /must have required property 'alerts'/],
    ["alerts that are no list", { alerts: "all" }, /body\/alerts must be array/],
    ["an alert without labels", { alerts: [{ status: "firing" }] }, /must have required property 'labels'/],
    ["an alert in a state that is none", { alerts: [{ status: "on", labels: {} }] }, /allowed values/],
  ];
  for (const [what, body, message] of WRONG) {
    it(`refuse ${what}`, async () => {
      const response = await tell(body);
      assert.equal(response.status, 400);
      assert.match((await jsonOf<{ error: string }>(response)).error, message);
      assert.deepEqual(await told(), []);
    });
  }

  it("cannot come from a page in a browser, which may post text alone", async () => {
    assert.equal((await tell(FROM_ALERTMANAGER, "text/plain")).status, 400);
    assert.deepEqual(await told(), []);
  });

  it("come through while all services are broken, and are measured nowhere", async () => {
    await demo.post("/chaos", { errorRate: 1 });
    assert.equal((await tell(FROM_ALERTMANAGER)).status, 200);
    await fetch(`${demo.gateway}/chaos`, { method: "DELETE" });
    for (const url of Object.values(demo.urls)) {
      assert.ok(!(await (await fetch(`${url}/metrics`)).text()).includes("/alerts"), url);
    }
  });
});
