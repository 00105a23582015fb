import assert from "node:assert/strict";
import { MUTE_TIMINGS, POINTS, yml } from "./alertmanager-of.ts";

const WATCHDOG = 'alertname="Watchdog"';

/** The routes after the Watchdog's. */
const routes = (given: object, environment?: string) =>
  yml({ routes: given }, environment).route.routes.slice(1);

describe("Alertmanager's routes", () => {
  it("lead each severity to its contact point, pages first", () => {
    assert.deepEqual(routes({ ticket: "platform", page: "oncall" }), [
      { receiver: "oncall", matchers: ['severity="page"'], repeat_interval: "4h" },
      { receiver: "platform", matchers: ['severity="ticket"'], repeat_interval: "1d" },
    ]);
  });

  it("may lead both to one", () => {
    const receivers = routes({ page: "oncall", ticket: "oncall" }).map(
      ({ receiver }: { receiver: string }) => receiver,
    );
    assert.deepEqual(receivers, ["oncall", "oncall"]);
  });

  it("leave out a severity that nobody gets", () => {
    assert.equal(routes({ page: "oncall" }).length, 1);
  });

  it("lead everything else to nobody", () => {
    assert.equal(yml({ routes: { page: "oncall", ticket: "platform" } }).route.receiver, "nobody");
  });

  it("tell of one alert of one thing at a time", () => {
    const { route } = yml();
    assert.deepEqual(route.group_by, ["alertname", "cluster", "namespace", "service", "slo"]);
    assert.deepEqual([route.group_wait, route.group_interval], ["30s", "5m"]);
  });

  it("tell it as soon, and again as soon, as config says", () => {
    const { route } = yml({ groupWait: "5s", groupInterval: "1m" });
    assert.deepEqual([route.group_wait, route.group_interval], ["5s", "1m"]);
  });

  it("that are specific come first, in the order in which they are written", () => {
    const specific = [
      { severity: "ticket", team: "ml", to: "science" },
      { severity: "info", to: "platform" },
    ];
    assert.deepEqual(routes({ page: "oncall", specific }), [
      { receiver: "science", matchers: ['severity="ticket"', 'team="ml"'], repeat_interval: "1d" },
      { receiver: "platform", matchers: ['severity="info"'], repeat_interval: "1d" },
      { receiver: "oncall", matchers: ['severity="page"'], repeat_interval: "4h" },
    ]);
  });

  it("of any severity repeat pages as often as pages", () => {
    assert.deepEqual(routes({ specific: [{ team: "ml", to: "science" }] }), [
      { receiver: "science", matchers: ['severity="page"', 'team="ml"'], repeat_interval: "4h" },
      { receiver: "science", matchers: ['team="ml"'], repeat_interval: "1d" },
    ]);
  });

  it("of another environment are left out", () => {
    const specific = [{ severity: "page", environment: "staging", to: "platform" }];
    assert.deepEqual(routes({ specific }, "prod"), []);
  });

  it("of this environment need not say so", () => {
    const specific = [
      { severity: "info", environment: "prod", to: "platform" },
      { environment: "prod", to: "science" },
    ];
    assert.deepEqual(routes({ specific }, "prod"), [
      { receiver: "platform", matchers: ['severity="info"'], repeat_interval: "1d" },
      { receiver: "science", matchers: ['severity="page"'], repeat_interval: "4h" },
      { receiver: "science", repeat_interval: "1d" },
    ]);
  });

  it("are silent in the mute timings that they name", () => {
    const given = {
      page: "oncall",
      ticket: "platform",
      mute: { page: ["month-end"], ticket: ["evenings", "mornings"] },
      specific: [{ team: "ml", to: "science", mute: ["mornings"] }],
    };
    const muted = routes(given).map((each: Readonly<Record<string, unknown>>) => each["mute_time_intervals"]);
    assert.deepEqual(muted, [["mornings"], ["mornings"], ["month-end"], ["evenings", "mornings"]]);
  });
});

describe("Alertmanager's Watchdog", () => {
  const heartbeats = (...intervals: readonly (string | undefined)[]) => {
    const points = intervals.map((interval, index) => ({
      kind: "heartbeat",
      name: `beat-${index}`,
      ...(interval === undefined ? {} : { interval }),
    }));
    const specific = [{ severity: "info", to: "platform" }];
    return yml({ contactPoints: [...POINTS, ...points], routes: { specific } }).route.routes[0];
  };

  it("goes to nobody without a heartbeat, before any other route", () => {
    assert.deepEqual(heartbeats(), { receiver: "nobody", matchers: [WATCHDOG] });
  });

  it("calls the heartbeat at once, and then at every interval", () => {
    assert.deepEqual(heartbeats(undefined), {
      receiver: "nobody",
      matchers: [WATCHDOG],
      routes: [
        {
          receiver: "beat-0",
          continue: true,
          group_wait: "0s",
          group_interval: "1m",
          repeat_interval: "30s",
        },
      ],
    });
  });

  it("calls each of several heartbeats at its own interval", () => {
    const timings = heartbeats("45s", "1h").routes.map((each: Readonly<Record<string, unknown>>) => [
      each["receiver"],
      each["group_interval"],
      each["repeat_interval"],
    ]);
    assert.deepEqual(timings, [
      ["beat-0", "45s", "22s500ms"],
      ["beat-1", "1h", "30m"],
    ]);
  });
});

describe("Alertmanager's mute timings", () => {
  it("are time intervals, with the time of day only where it is not the whole day", () => {
    assert.deepEqual(yml().time_intervals, [
      {
        name: "evenings",
        time_intervals: [{ times: [{ start_time: "18:30", end_time: "24:00" }], location: "Europe/Berlin" }],
      },
      {
        name: "mornings",
        time_intervals: [
          {
            times: [{ start_time: "00:00", end_time: "07:00" }],
            weekdays: ["saturday", "sunday"],
            location: "Europe/Berlin",
          },
        ],
      },
      { name: "month-end", time_intervals: [{ days_of_month: ["1", "-1", "-31"], location: "UTC" }] },
    ]);
  });

  it("are there whether or not a route names them", () => {
    assert.equal(yml({ routes: {} }).time_intervals.length, MUTE_TIMINGS.length);
  });
});

describe("Alertmanager's inhibition", () => {
  interface Inhibition {
    readonly source_matchers: readonly string[];
    readonly target_matchers: readonly string[];
    readonly equal: readonly string[];
  }
  const inhibitions: readonly Inhibition[] = yml().inhibit_rules;

  const rules: readonly (readonly [string, readonly string[], readonly string[], ...string[]])[] = [
    ["a page of an SLO", ['severity="page"', 'slo!=""'], ['severity=~"ticket|info"', 'slo!=""'], "slo"],
    [
      "a node that is not ready",
      ['alertname="NodeNotReady"', 'node!=""'],
      ['alertname!="NodeNotReady"', 'severity=~"ticket|info"', 'node!=""'],
      "node",
    ],
    [
      "a hub that is down",
      ['alertname="HubDown"'],
      ['alertname=~"SpawnFailures|SpawnsSlow|ActiveUsersUnusual"'],
      "namespace",
    ],
    ["the same", ['alertname="HubDown"'], ['alertname="TargetDown"', 'job="hub"'], "namespace"],
    [
      "a pod that crashes or lacks memory",
      ['alertname=~"ContainerCrashLooping|ContainerOutOfMemory"', 'pod!=""'],
      ['alertname="ServiceRestarting"', 'severity=~"ticket|info"', 'pod!=""'],
      "namespace",
      "pod",
    ],
  ];
  for (const [index, [what, source, target, ...labels]] of rules.entries()) {
    it(`silences what ${what} explains, of the same ${labels.join(" and ")} alone`, () => {
      const { name, ...rule } = inhibitions[index] as Inhibition & { readonly name: string };
      assert.notEqual(name, "");
      assert.deepEqual(rule, {
        source_matchers: source,
        target_matchers: target,
        equal: ["cluster", "environment", ...labels],
      });
    });
  }

  it("knows no other causes", () => assert.equal(inhibitions.length, rules.length));
});
