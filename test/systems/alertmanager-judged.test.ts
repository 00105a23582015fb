import assert from "node:assert/strict";
import { join } from "node:path";
import { requireJudge, runJudge } from "../judges/judge.ts";
import { inTemporaryFolder, writeFiles } from "../judges/temporary.ts";
import { POINTS, ymlText } from "./alertmanager-of.ts";

const BEATS = [
  { kind: "heartbeat", name: "beat" },
  { kind: "heartbeat", name: "second-beat", interval: "90s" },
];
const ROUTES = {
  page: "oncall",
  ticket: "desk",
  mute: { page: ["month-end"], ticket: ["evenings", "mornings"] },
  specific: [
    { severity: "ticket", team: "science", to: "science", mute: ["evenings"] },
    { team: "web", to: "platform" },
    { severity: "ticket", environment: "staging", to: "oncall" },
    { severity: "info", environment: "prod", to: "science" },
  ],
};

/** Asks amtool about a configuration. */
async function amtool(yml: string, args: (file: string) => readonly string[]) {
  return inTemporaryFolder(async (folder) => {
    writeFiles(folder, { "alertmanager.yml": yml });
    return runJudge("amtool", args(join(folder, "alertmanager.yml")));
  });
}

describe("Alertmanager's configuration, before amtool", () => {
  before(function () {
    requireJudge.call(this, "amtool");
  });

  const variants: readonly (readonly [string, object])[] = [
    ["nobody to tell", { contactPoints: [], muteTimings: [] }],
    ["contact points without routes", {}],
    ["a heartbeat alone", { contactPoints: BEATS.slice(0, 1), muteTimings: [] }],
    ["all there is", { contactPoints: [...POINTS, ...BEATS], routes: ROUTES }],
    ["a route without any matcher", { routes: { specific: [{ environment: "prod", to: "desk" }] } }],
  ];
  for (const [what, alerting] of variants) {
    it(`is valid with ${what}`, async () => {
      const { status, stderr, stdout } = await amtool(ymlText(alerting, "prod"), (file) => [
        "check-config",
        file,
      ]);
      assert.equal(status, 0, `${stdout}${stderr}`);
    });
  }

  it("has time zones and times that Alertmanager reads", async () => {
    const muteTimings = ["UTC", "Asia/Kolkata", "America/Port-au-Prince", "Etc/GMT+5"].map(
      (timezone, index) => ({
        name: `m${index}`,
        from: "00:01",
        to: "23:59",
        weekdays: ["monday", "friday"],
        daysOfMonth: [-31, 31],
        timezone,
      }),
    );
    const { status, stderr, stdout } = await amtool(ymlText({ muteTimings }), (file) => [
      "check-config",
      file,
    ]);
    assert.equal(status, 0, `${stdout}${stderr}`);
  });

  type Expected = readonly (readonly [labels: string, receivers: string])[];

  const told: Expected = [
    ["alertname=Any severity=page", "oncall"],
    ["alertname=Any severity=page team=science", "oncall"],
    ["alertname=Any severity=ticket", "desk"],
    ["alertname=Any severity=ticket team=science", "science"],
    ["alertname=Any severity=info", "science"],
    ["alertname=Any severity=page team=web", "platform"],
    ["alertname=Any severity=ticket team=web", "platform"],
    ["alertname=Any severity=critical team=web", "platform"],
    ["alertname=Any severity=critical", "nobody"],
    ["alertname=Any", "nobody"],
    ["alertname=Watchdog severity=info team=web", "beat,second-beat"],
    ["alertname=WatchdogOfMine severity=page", "oncall"],
  ];
  receive("in prod", "prod", { contactPoints: [...POINTS, ...BEATS], routes: ROUTES }, told);

  receive("in staging", "staging", { routes: ROUTES }, [
    ["alertname=Any severity=ticket", "oncall"],
    ["alertname=Any severity=ticket team=science", "science"],
    ["alertname=Any severity=info", "nobody"],
    // As the external label says, whether or not it is there.
    ["alertname=Any severity=ticket environment=prod", "oncall"],
    ["alertname=Watchdog severity=info", "nobody"],
    ["alertname=Watchdog severity=info team=web", "nobody"],
  ]);

  receive(
    "where one route takes all",
    "prod",
    { routes: { specific: [{ environment: "prod", to: "desk" }] } },
    [
      ["alertname=Any severity=page", "desk"],
      ["alertname=Any", "desk"],
      ["alertname=Watchdog severity=info", "nobody"],
    ],
  );

  function receive(where: string, environment: string, alerting: object, expected: Expected): void {
    for (const [labels, receivers] of expected) {
      it(`leads {${labels}} to ${receivers} ${where}`, async () => {
        const { status, stderr, stdout } = await amtool(ymlText(alerting, environment), (file) => [
          ...["config", "routes", "test", `--config.file=${file}`, `--verify.receivers=${receivers}`],
          ...labels.split(" "),
        ]);
        assert.equal(status, 0, `${stdout}${stderr}`);
      });
    }
  }
});
