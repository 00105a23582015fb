import assert from "node:assert/strict";
import { readConfig } from "../../config/read.ts";

type Values = Readonly<Record<string, unknown>>;

const ONCALL = { kind: "webhook", name: "oncall", url: "https://pager.corp.io" };
const PLATFORM = { kind: "webhook", name: "platform", url: "https://chat.corp.io" };

const needs = (values: Values, stack = "test") =>
  readConfig({ stack, values, encrypted: new Set(), readFile: () => undefined }).needs;

describe("config/paging: who is paged", () => {
  for (const environment of ["prod", "production", "Production"]) {
    it(`somebody must be in ${environment}`, () => {
      const [need, ...more] = needs({ environment });
      assert.deepEqual(more, []);
      assert.equal(need?.kind, "setting");
      assert.equal(need.path, "alerting.routes.page");
      assert.equal(
        need.reason,
        `nobody would be paged in environment "${environment}" (no contact point yet)`,
      );
    });
  }

  it("somebody must be in a stack called prod, whose environment is that", () => {
    assert.equal(needs({}, "prod").length, 1);
    assert.deepEqual(needs({ environment: "staging" }, "prod"), []);
  });

  for (const environment of ["test", "staging", "preprod", "prod-eu"]) {
    it(`nobody need be in ${environment}`, () => assert.deepEqual(needs({ environment }), []));
  }

  for (const engine of ["grafana", "prometheus"]) {
    it(`is said by a route, with engine ${engine}`, () => {
      const alerting = { engine, contactPoints: [ONCALL], routes: { page: "oncall" } };
      assert.deepEqual(needs({ environment: "prod", alerting }), []);
    });
  }

  it("is not said by a route for tickets", () => {
    const alerting = { contactPoints: [PLATFORM], routes: { ticket: "platform" } };
    assert.equal(needs({ environment: "prod", alerting })[0]?.path, "alerting.routes.page");
  });

  it("is set by one command, contact point and all, when there is none", () => {
    const [need] = needs({ environment: "prod" });
    assert.equal(
      need?.command,
      "pulumi config set-all --path --plaintext 'lookout:alerting.contactPoints[0].kind=pagerduty' --plaintext 'lookout:alerting.contactPoints[0].name=oncall' --plaintext 'lookout:alerting.routes.page=oncall' --stack test",
    );
  });

  it("is set by a command that leaves a valid config, of which the key alone is missing", () => {
    // As Pulumi writes it: seen with its command line, 3.259.
    const alerting = { contactPoints: [{ kind: "pagerduty", name: "oncall" }], routes: { page: "oncall" } };
    assert.deepEqual(
      needs({ environment: "prod", alerting }).map(({ path }) => path),
      ["contactPoint-oncall"],
    );
  });

  it("is set to the only contact point there is", () => {
    const [need] = needs({ environment: "prod", alerting: { contactPoints: [ONCALL] } });
    assert.match(need?.reason ?? "", /\(contact points: oncall\)$/);
    assert.equal(
      need?.command,
      "pulumi config set --path 'lookout:alerting.routes.page' 'oncall' --stack test",
    );
  });

  it("is left to the owner when there are several", () => {
    const [need] = needs({ environment: "prod", alerting: { contactPoints: [ONCALL, PLATFORM] } });
    assert.match(need?.reason ?? "", /\(contact points: oncall, platform\)$/);
    assert.match(need?.command ?? "", /'<contact point>' --stack test$/);
  });
});
