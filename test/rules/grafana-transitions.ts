import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Alert } from "../../model/alert.ts";
import { duration } from "../../model/duration.ts";
import { prometheusAlert } from "../../rules/prometheus-alert.ts";
import { testConfig } from "../config-of.ts";
import { above } from "./condition-case.ts";
import { exactRule, recorded, testAlert } from "./grafana-alerts.ts";
import {
  evaluated,
  grafanaVerdicts,
  healthy,
  type Pair,
  prometheusVerdicts,
  type Verdict,
  withPair,
} from "./grafana-pair.ts";
import type { GrafanaAddress } from "./grafana-server.ts";

type State = Verdict["state"] | "none";

/** An alert, and what it says of its pods from which step on. Before the first it says nothing. */
interface Transition {
  readonly condition: Alert["condition"];
  /** Steps. */
  readonly held?: number;
  readonly says: Readonly<Record<string, readonly Change[]>>;
}

type Change = readonly [step: number, state: State];

/** When it is all over. */
const LAST = 6;

/** Series that come and go: their values, from one step to another. */
const SERIES: Readonly<Record<string, readonly (readonly [value: number, from: number, to: number])[]>> = {
  'case_all{pod="a"}': [[5, 0, 2]],
  'case_some{pod="a"}': [[5, 0, 2]],
  'case_some{pod="b"}': [[5, 0, 9]],
  'case_falls{pod="a"}': [
    [5, 0, 2],
    [1, 2, 9],
  ],
  'case_first{pod="a"}': [[5, 0, 9]],
  'case_second{pod="a"}': [[5, 0, 2]],
  'case_back{pod="a"}': [
    [5, -9, 0],
    [5, 2, 9],
  ],
  'case_long{pod="a"}': [[5, 0, 4]],
  'case_short{pod="a"}': [[5, 0, 1]],
  'case_gap{pod="a"}': [
    [5, 0, 2],
    [5, 3, 5],
  ],
};

const several = (...metrics: readonly [string, ...string[]]): Alert["condition"] => {
  const [first, ...others] = metrics;
  return { all: [above(first, 4), ...others.map((each) => above(each, 4))] };
};
const FIRES_UNTIL_2: readonly Change[] = [
  [0, "firing"],
  [2, "none"],
];

const TRANSITIONS: Readonly<Record<string, Transition>> = {
  AllGo: { condition: several("case_all"), says: { a: FIRES_UNTIL_2 } },
  OneGoes: { condition: several("case_some"), says: { a: FIRES_UNTIL_2, b: [[0, "firing"]] } },
  ValueFalls: { condition: several("case_falls"), says: { a: FIRES_UNTIL_2 } },
  SecondGoes: { condition: several("case_first", "case_second"), says: { a: FIRES_UNTIL_2 } },
  IsBack: { condition: { absent: 'case_back{pod="a"}' }, says: { a: FIRES_UNTIL_2 } },
  HeldLong: {
    condition: several("case_long"),
    held: 2,
    says: {
      a: [
        [0, "pending"],
        [2, "firing"],
        [4, "none"],
      ],
    },
  },
  HeldShort: {
    condition: several("case_short"),
    held: 2,
    says: {
      a: [
        [0, "pending"],
        [1, "none"],
      ],
    },
  },
  HeldTwice: {
    condition: several("case_gap"),
    held: 3,
    says: {
      a: [
        [0, "pending"],
        [2, "none"],
        [3, "pending"],
        [5, "none"],
      ],
    },
  },
};

const config = testConfig();

/** What begins, must hold for a time, and ends, does so in Grafana as in Prometheus. */
export async function changeAlike(server: GrafanaAddress): Promise<void> {
  let step = 0;
  let beginning = 0;
  const alerts = () =>
    Object.entries(TRANSITIONS).map(([name, { condition, held }]) =>
      testAlert(name, {
        condition,
        ...(held === undefined ? {} : { for: duration(`${held * step}s`) }),
      }),
    );
  const groups = (interval: number) => {
    // A change is seen at the next evaluation, which takes up to three intervals to be seen.
    step = 4 * interval;
    beginning = Math.ceil(Date.now() / 1000) + 4 + 2 * interval;
    const series = Object.entries(SERIES).map(([name, parts]) =>
      recorded(
        name,
        parts
          .map(([value, from, to]) => {
            const [start, end] = [beginning + from * step, beginning + to * step];
            return `(vector(${value}) and vector(time()) >= ${start} < ${end})`;
          })
          .join(" or "),
      ),
    );
    return [
      { name: "series", rules: [...series, ...alerts().map((alert) => prometheusAlert(alert, config))] },
    ];
  };
  await withPair(server, groups, async (pair) => {
    await evaluated(pair.prometheus);
    await pair.grafana.load(
      "transitions",
      alerts().map((alert) => exactRule(alert, config)),
    );
    await healthy(pair.grafana);
    assert.ok(Date.now() / 1000 < beginning, "the servers were too slow: nothing was seen of the beginning");
    const seen = await observe(pair, beginning + LAST * step);
    for (const [engine, changes] of Object.entries(seen)) {
      for (const [alert, { says }] of Object.entries(TRANSITIONS)) {
        for (const [pod, expected] of Object.entries(says)) {
          const found = changes.get(`${alert} ${pod}`) ?? [];
          const steps = found.map(({ at, state }) => [Math.floor((at - beginning + 0.5) / step), state]);
          assert.deepEqual(steps, expected, `${engine}: ${alert} ${pod}`);
        }
      }
    }
  });
}

interface Seen {
  /** Seconds since 1970. */
  readonly at: number;
  readonly state: State;
}
type Changes = ReadonlyMap<string, readonly Seen[]>;

/** Every change until a moment, by alert and pod. */
async function observe(
  { grafana, prometheus }: Pair,
  end: number,
): Promise<Readonly<Record<"Grafana" | "Prometheus", Changes>>> {
  const seen = { Grafana: new Map<string, Seen[]>(), Prometheus: new Map<string, Seen[]>() };
  while (Date.now() / 1000 < end) {
    note(seen.Grafana, await grafanaVerdicts(grafana));
    note(seen.Prometheus, await prometheusVerdicts(prometheus));
    await sleep(150);
  }
  return seen;
}

function note(seen: Map<string, Seen[]>, verdicts: readonly Verdict[]): void {
  const at = Date.now() / 1000;
  const now = new Map(verdicts.map(({ alert, labels, state }) => [`${alert} ${labels["pod"]}`, state]));
  for (const key of new Set([...now.keys(), ...seen.keys()])) {
    const state = now.get(key) ?? "none";
    const before = seen.get(key) ?? [];
    if ((before.at(-1)?.state ?? "none") !== state) seen.set(key, [...before, { at, state }]);
  }
}
