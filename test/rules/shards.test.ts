import assert from "node:assert/strict";
import { ruleFiles } from "../../rules/index.ts";
import { LARGEST_SHARD, SLOT_NAMES, shards } from "../../rules/shards.ts";
import { stackOf } from "../slo/slo-config.ts";

interface Item {
  readonly name: string;
  readonly bytes: number;
}

const item = (name: string, bytes = 9000): Item => ({ name, bytes });
const items = (count: number) => Array.from({ length: count }, (_, index) => item(`service-${index}`));
const placed = (all: readonly Item[]) => shards(all, ({ bytes }) => bytes);

/** Slots that are not as they were. */
function changed(before: readonly Item[], after: readonly Item[]): readonly string[] {
  const [old, now] = [placed(before), placed(after)];
  const text = (some: readonly Item[] | undefined) => JSON.stringify(some);
  return SLOT_NAMES.filter((slot) => text(old[slot]) !== text(now[slot]));
}

describe("rules/shards", () => {
  it("has 64 slots, whose names never change", () => {
    assert.equal(SLOT_NAMES.length, 64);
    assert.deepEqual([SLOT_NAMES[0], SLOT_NAMES[9], SLOT_NAMES[63]], ["slo-00", "slo-09", "slo-63"]);
  });

  it("has none where there is nothing", () => assert.deepEqual(placed([]), {}));

  it("has one until it is full", () => {
    const fits = Math.floor(LARGEST_SHARD / 9000);
    assert.deepEqual(Object.keys(placed(items(fits))), ["slo-00"]);
    assert.deepEqual(Object.keys(placed(items(fits + 1))), ["slo-00", "slo-32"]);
  });

  it("holds everything once", () => {
    const names = Object.values(placed(items(700))).flatMap((some) => some.map(({ name }) => name));
    assert.deepEqual(
      names.toSorted(),
      items(700)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it("does not depend on the order in which the config lists things", () =>
    assert.deepEqual(placed(items(200).reverse()), placed(items(200))));

  it("keeps below the largest size", () => {
    for (const count of [1, 29, 30, 200, 700, 1000, 1500])
      for (const [slot, some] of Object.entries(placed(items(count))))
        assert.ok(some.reduce((sum, { bytes }) => sum + bytes, 0) <= LARGEST_SHARD, `${slot} of ${count}`);
  });

  it("says what to do when nothing fits any more", () =>
    assert.throws(() => placed(items(3000)), /divide the SLOs among stacks/));
});

describe("rules/shards: adding one to 200", () => {
  const ADDED = Array.from({ length: 300 }, (_, index) => item(`added-${index}`));
  const counts = ADDED.map((added) => changed(items(200), [...items(200), added]).length);

  it("changes one slot, seldom two", () => {
    assert.ok(
      counts.every((count) => count === 1 || count === 2),
      counts.join(" "),
    );
    assert.ok(counts.filter((count) => count === 2).length <= 15, counts.join(" "));
  });

  it("changes one slot when it goes again", () =>
    assert.deepEqual(changed([...items(200), ADDED[0]!], items(200)).length, counts[0]));

  it("changes two slots at most when one is renamed", () => {
    const renamed = ADDED.map((added, index) => {
      const all = items(200);
      return changed(all, [...all.slice(0, index % 200), added, ...all.slice((index % 200) + 1)]).length;
    });
    assert.ok(
      renamed.every((count) => count === 1 || count === 2),
      renamed.join(" "),
    );
  });

  it("changes the one slot of what was changed", () => {
    const [first, ...others] = items(200);
    assert.equal(changed(items(200), [{ ...first!, bytes: first!.bytes + 100 }, ...others]).length, 1);
  });
});

describe("rules: files of SLOs", () => {
  const LONG = "a-service-whose-name-is-as-long-as-names-may-";
  const many = (count: number, length: number) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${LONG}${String(index).padStart(4, "0")}`.slice(-length),
      service: `checkout-service-${index}`,
    }));
  const files = (engine: string, count: number, length: number) => {
    const runbookBaseUrl = "https://github.com/organisation/repository/blob/main/docs/runbooks.md";
    return ruleFiles(stackOf(many(count, length), { alerting: { engine, runbookBaseUrl } })).files;
  };

  for (const [engine, count, length] of [
    ["grafana", 1000, 49],
    ["prometheus", 1000, 20],
    ["prometheus", 1000, 49],
  ] as const)
    it(`are at most 256 KiB each: ${count} SLOs, names of ${length} characters, engine ${engine}`, () => {
      for (const [slot, named] of Object.entries(files(engine, count, length)))
        for (const [name, text] of Object.entries(named))
          assert.ok(
            Buffer.byteLength(text) <= 256 * 1024,
            `${slot}/${name}: ${Buffer.byteLength(text)} bytes`,
          );
    });

  it("are called by their slot, which is fixed", () => {
    const { files: made, names } = ruleFiles(stackOf(many(36, 49)));
    assert.deepEqual(names, ["alerts", ...SLOT_NAMES]);
    assert.deepEqual(
      Object.entries(made).map(([slot, named]) => [slot, Object.keys(named)]),
      [["slo-00", ["lookout-slo-00.yml"]]],
    );
  });

  it("are none where there is no SLO and Grafana evaluates alerts", () =>
    assert.deepEqual(ruleFiles(stackOf([])).files, {}));

  it("hold pages beside the windows of hours, tickets beside those of days", () => {
    const text = files("prometheus", 1, 20)["slo-00"]!["lookout-slo-00.yml"]!;
    const [hours, days] = text.split(":days'") as [string, string];
    const severities = (part: string) =>
      [...part.matchAll(/severity: '(\w+)'/g)].map(([, severity]) => severity);
    assert.deepEqual(severities(hours), ["page", "page", "ticket"]);
    assert.deepEqual(severities(days), ["ticket", "ticket"]);
  });
});
