import assert from "node:assert/strict";
import { plain } from "../../../tools/diff/write/plain.ts";
import { redacted, withoutSecrets } from "../../../tools/render/redacted.ts";
import { BASE, documentOf, renderOf, told } from "./renders.ts";

describe("secrets", () => {
  const VALUES = [
    "integration-key-of-somebody",
    "https://hooks.slack.com/services/T/B/secret",
    "s3cret-password",
  ];
  const secrets = { "contactPoint-oncall": VALUES[0]!, "contactPoint-platform": VALUES[1]! };

  it("are in no render, and in nothing that is told", async () => {
    const to = await renderOf(BASE, "prod", { ...secrets, grafanaAdminPassword: VALUES[2]! });
    const from = await renderOf({}, "prod", {});
    const texts = [told([from, to]), plain(documentOf([from, to])), told([to, from]), JSON.stringify(to)];
    for (const text of texts) {
      for (const value of VALUES) assert.ok(!text.includes(value), value);
    }
  });

  for (const engine of ["grafana", "prometheus"]) {
    it(`that somebody wrote into an address are in no render (${engine})`, async () => {
      const url = "https://example.com/hook?token=in-the-open";
      const contactPoints = [{ kind: "webhook", name: "hook", url }];
      const alerting = { engine, contactPoints, routes: { page: "hook" } };
      const to = await renderOf({ alerting }, "staging", {});
      const from = await renderOf({}, "staging", {});
      for (const text of [JSON.stringify(to), told([from, to])]) {
        assert.ok(text.includes("https://example.com/hook?token="));
        assert.ok(!text.includes("in-the-open"));
      }
    });
  }

  it("that are others are named, and their values are not", async () => {
    const old = { "contactPoint-oncall": "a", "contactPoint-platform": "https://b" };
    const from = await renderOf(BASE, "prod", { ...old, grafanaAdminPassword: "before" });
    const to = await renderOf(BASE, "prod", { ...old, "contactPoint-oncall": "c", grafanaSecretKey: "d" });
    const text = plain(documentOf([from, to]));
    assert.match(text, /^Settings\n {2}secret grafanaSecretKey: new$/m);
    assert.match(text, /^ {2}secret contactPoint-oncall: replaced, by what is not shown$/m);
    assert.match(text, /^ {2}secret grafanaAdminPassword: gone$/m);
  });

  it("in an address are noticed when nothing else is another", async () => {
    const render = (token: string) => {
      const url = `https://example.com/hook?token=${token}`;
      const alerting = { contactPoints: [{ kind: "webhook", name: "hook", url }] };
      return renderOf({ alerting }, "staging", {});
    };
    const text = plain(documentOf([await render("one"), await render("two")]));
    assert.match(text, /^Settings\n {2}a part of an address or the like that is not shown is another/m);
  });

  it("in addresses are left out", () => {
    assert.equal(redacted("https://ann:pw@example.com/x"), "https://***@example.com/x");
    assert.equal(
      redacted("https://example.com/x?a=1&token=t0k&b=2"),
      "https://example.com/x?a=1&token=***&b=2",
    );
    assert.equal(
      redacted("https://hooks.slack.com/services/T0/B0/x"),
      "https://hooks.slack.com/services/***",
    );
    assert.equal(redacted('rate(x{a="b"}[5m])'), 'rate(x{a="b"}[5m])');
  });

  it("in what is handed on are left out by their names", () => {
    const given = { jsonData: { apiKey: "a", deep: { password: "b" }, region: "eu" }, password: "rotation" };
    assert.deepEqual(withoutSecrets(given), {
      jsonData: { apiKey: "***", deep: { password: "***" }, region: "eu" },
      password: "rotation",
    });
  });
});
