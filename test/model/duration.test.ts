import assert from "node:assert/strict";
import { duration, goDuration, parseDuration } from "../../model/duration.ts";

describe("model/duration", () => {
  const read: Readonly<Record<string, number>> = {
    "500ms": 0.5,
    "30s": 30,
    "5m": 300,
    "1h30m": 5400,
    "15d": 1_296_000,
    "2w": 1_209_600,
    "1y": 31_536_000,
    "1y2w3d4h5m6s7ms": 33_019_506.007,
    "90m": 5400,
    "292y": 9_208_512_000,
  };
  for (const [text, seconds] of Object.entries(read)) {
    it(`reads ${text}`, () => assert.deepEqual(parseDuration(text), { text, seconds }));
  }

  const refused = ["", "0", "0s", "0d0h", "15", "15 d", "-1d", "1.5h", "30m1h", "1h1h", "1D", "1d\n", "293y"];
  for (const text of refused) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseDuration(text), undefined));
  }

  it("throws for a wrong one in the code itself", () =>
    assert.throws(() => duration("1 day"), { message: '"1 day" is not a duration' }));

  const inGo: Readonly<Record<string, string>> = {
    "15d": "360h",
    "90m": "1h30m",
    "45s": "45s",
    "1s500ms": "1s500ms",
    "1ms": "1ms",
    "1d1s": "24h1s",
  };
  for (const [text, go] of Object.entries(inGo)) {
    it(`writes ${text} for Go as ${go}`, () => assert.equal(goDuration(duration(text)), go));
  }
});
