import assert from "node:assert/strict";
import { withoutSlo } from "../../alerts/slo-services.ts";
import { testConfig } from "../config-of.ts";

const config = (...slos: readonly (readonly [service: string, indicator: object])[]) =>
  testConfig({
    slos: slos.map(([service, indicator], index) => ({
      name: `slo-${index}`,
      service,
      objective: 99.9,
      window: "7d",
      indicator,
    })),
  });
const http = (...errors: readonly string[]) => ({ kind: "http", ...(errors.length > 0 ? { errors } : {}) });

/** The regular expression of a matcher, as Prometheus anchors it. */
function pattern(matcher: string): RegExp {
  const quoted = /!~(".*")$/.exec(matcher)?.[1];
  assert.ok(quoted, matcher);
  return new RegExp(`^(?:${JSON.parse(quoted)})$`);
}

describe("services that no SLO guards", () => {
  it("are all that have a name, without an SLO", () => {
    assert.equal(withoutSlo("availability", config()), 'service_name!=""');
  });

  it("are not those whose server errors an SLO counts", () => {
    const guarded = 'service_name!="",service_name!="shop"';
    assert.equal(withoutSlo("availability", config(["shop", http()])), guarded);
    assert.equal(withoutSlo("availability", config(["shop", http("429", "5xx")])), guarded);
  });

  it("are those of whose errors an SLO counts others, or some alone", () => {
    for (const errors of [["429"], ["4xx"], ["503"]])
      assert.equal(withoutSlo("availability", config(["shop", http(...errors)])), 'service_name!=""');
    assert.match(withoutSlo("any", config(["shop", http("429")])), /!="shop"/);
  });

  it("are named by the letter, whatever a regular expression makes of it", () => {
    const named = ["a.b", "a(b", "a|b", "[a]", "^a", "a+", "a*"];
    const others = ["aXb", "a", "b", "aa", "ab", ""];
    const services = named.map((service) => [service, http()] as const);
    const guarded = pattern(withoutSlo("availability", config(...services)));
    for (const service of named) assert.match(service, guarded);
    for (const service of others) assert.doesNotMatch(service, guarded);
  });
});
