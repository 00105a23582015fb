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

  it("that somebody wrote into an address are in no render", async () => {
    const url = "https://somebody:in-the-open@example.com/hook?token=also-open";
    const contactPoints = [{ kind: "webhook", name: "hook", url }];
    const webhook = { alerting: { contactPoints, routes: { ticket: "hook" } } };
    const texts = await renderOf(webhook, "staging", {}).then(
      (to) => [JSON.stringify(to), told([to, to])],
      // Config may refuse it, without saying it.
      (error: Error) => [error.message],
    );
    for (const text of texts) assert.ok(!/in-the-open|also-open/.test(text));
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
