import assert from "node:assert/strict";
import { leafChanges } from "../../../tools/diff/leaves.ts";
import { changedValue, listed, say } from "../../../tools/diff/text.ts";
import { plainText } from "./renders.ts";

const told = (from: unknown, to: unknown) =>
  leafChanges(from, to).map((each) => `${each.path}: ${each.from ?? "–"} → ${each.to ?? "–"}`);

describe("changes of data", () => {
  it("are none where it is equal, whatever the order of keys", () => {
    assert.deepEqual(told({ a: 1, b: [2] }, { b: [2], a: 1 }), []);
  });

  it("are told by path", () => {
    assert.deepEqual(told({ a: { b: 1 } }, { a: { b: 2 } }), ["a.b: 1 → 2"]);
  });

  it("are told at the highest place that is new or gone", () => {
    assert.deepEqual(told({}, { a: { b: 1, c: { d: [2] } } }), ["a: – → {b: 1, c: {d: [2]}}"]);
    assert.deepEqual(told({ a: { b: 1 } }, {}), ["a: {b: 1} → –"]);
  });

  it("show durations and quantities as they were written", () => {
    const retention = (text: string, seconds: number) => ({ retention: { text, seconds } });
    assert.deepEqual(told(retention("15d", 1), retention("1y", 2)), ["retention: 15d → 1y"]);
  });

  it("find entries of lists by their names", () => {
    const [a, b] = [
      { name: "a", x: 1 },
      { name: "b", x: 1 },
    ];
    assert.deepEqual(told({ list: [a, b] }, { list: [{ ...b, x: 2 }] }), [
      "list.a: {name: a, x: 1} → –",
      "list.b.x: 1 → 2",
    ]);
  });

  it("tell of an entry without a name alone, and not of those after it", () => {
    assert.deepEqual(told([{ x: 1 }, { x: 2 }], [{ x: 3 }, { x: 1 }, { x: 2 }]), ["[0]: – → {x: 3}"]);
  });
});

describe("what is said", () => {
  const value = (from: string | undefined, to: string | undefined) => {
    const { below, text } = changedValue(say`it`, from, to);
    return [plainText(text), ...below.map((each) => plainText(each.text))];
  };

  it("of a short value is both of it", () => {
    assert.deepEqual(value("a", "b"), ["it: a → b"]);
    assert.deepEqual(value(undefined, "b"), ["it: b (new)"]);
    assert.deepEqual(value("a", undefined), ["it: was a (gone)"]);
    assert.deepEqual(value("a", ""), ["it: a → nothing"]);
  });

  it("of a long value is where it differs, by whole words", () => {
    const query = (status: string) =>
      `sum by (service_name) (rate(requests_total{namespace=~"$namespace",service_name=~"$service",status=~"${status}"}[5m])) / sum(rate(requests_total[5m]))`;
    assert.deepEqual(value(query("5.."), query("4..")), [
      'it: …service_name=~"$service",status=~"5.."}[5m])) / sum(rate(requests_total… → …service_name=~"$service",status=~"4.."}[5m])) / sum(rate(requests_total…',
    ]);
  });

  it("of what differs in more than a line's part stands on lines of its own", () => {
    const [a, b] = ["a".repeat(90), "b".repeat(90)];
    assert.deepEqual(value(a, b), ["it:", `was ${a}`, `is ${b}`]);
  });

  it("of line breaks is nothing", () => assert.deepEqual(value("a\n b", "a b"), ["it changed"]));

  it("of many names is how many more", () => {
    const names = ["a", "b", "c", "d", "e"];
    assert.equal(plainText(listed(names)), "a, b, c, d and e");
    assert.equal(plainText(listed(names, 2)), "a, b and 3 more");
    assert.equal(plainText(listed(names, 4)), "a, b, c, d and e");
    assert.equal(plainText(listed(["a"])), "a");
  });
});
