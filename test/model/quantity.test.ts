import assert from "node:assert/strict";
import { bytes, cpu, parseBytes, parseCpu, share } from "../../model/quantity.ts";

describe("model/quantity", () => {
  describe("bytes", () => {
    const read: Readonly<Record<string, number>> = {
      "1k": 1000,
      "1Ki": 1024,
      "512Mi": 536_870_912,
      "50Gi": 53_687_091_200,
      "1.5G": 1.5e9,
      "2T": 2e12,
      "8191Ti": 8191 * 2 ** 40,
    };
    for (const [text, amount] of Object.entries(read)) {
      it(`reads ${text}`, () => assert.deepEqual(parseBytes(text), { text, bytes: amount }));
    }

    const refused = [
      "",
      "1",
      "1024",
      "0Gi",
      "0.0001k",
      "-1Gi",
      "1 Gi",
      "1GB",
      "1gi",
      "1K",
      "8192Ti",
      "1e3Mi",
    ];
    for (const text of refused) {
      it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseBytes(text), undefined));
    }

    it("throws for a wrong amount in the code itself", () =>
      assert.throws(() => bytes("1"), { message: '"1" is not an amount of bytes' }));
  });

  describe("processor time", () => {
    const read: Readonly<Record<string, number>> = { "250m": 0.25, "2": 2, "1.5": 1.5, "0.125": 0.125 };
    for (const [text, cores] of Object.entries(read)) {
      it(`reads ${text}`, () => assert.deepEqual(parseCpu(text), { text, cores }));
    }

    const refused = ["", "0", "0m", "1.5m", "-1", "1.2345", "two", "9".repeat(400)];
    for (const text of refused) {
      it(`refuses ${JSON.stringify(text.slice(0, 10))}`, () => assert.equal(parseCpu(text), undefined));
    }

    it("throws for a wrong amount in the code itself", () =>
      assert.throws(() => cpu("two"), { message: '"two" is not an amount of processor time' }));
  });

  describe("a share", () => {
    const shares: readonly (readonly [string, number, string])[] = [
      ["1Gi", 0.9, "921Mi"],
      ["20Gi", 0.8, "16384Mi"],
      ["1G", 1, "953Mi"],
      ["1Ki", 0.5, "1Mi"],
    ];
    for (const [whole, part, text] of shares) {
      it(`of ${part} of ${whole} is ${text}`, () => {
        const actual = share(bytes(whole), part);
        assert.equal(actual.text, text);
        assert.deepEqual(parseBytes(text), actual);
      });
    }
  });
});
