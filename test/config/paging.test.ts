import assert from "node:assert/strict";
import { readConfig } from "../../config/read.ts";

type Values = Readonly<Record<string, unknown>>;

const ONCALL = { kind: "webhook", name: "oncall", url: "https://pager.corp.io" };
const PLATFORM = { kind: "webhook", name: "platform", url: "https://chat.corp.io" };

const BEAT = { kind: "heartbeat", name: "beat" };
const RUNBOOKS = "https://git.corp.io/lookout/docs/runbooks.md";

const missing = (values: Values, stack = "test") =>
  readConfig({ stack, values, encrypted: new Set(), readFile: () => undefined }).needs;

/** What is missing where runbooks are known. */
const needs = ({ alerting = {}, ...values }: Values & { readonly alerting?: object }, stack?: string) =>
  missing({ ...values, alerting: { runbookBaseUrl: RUNBOOKS, ...alerting } }, stack);

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

  it("is no heartbeat, which comes before the first contact point that may be", () => {
    const contactPoints = [BEAT];
    const held = needs({ environment: "prod", alerting: { contactPoints } });
    const [need] = held.filter(({ kind }) => kind === "setting");
    assert.match(need?.reason ?? "", /\(no contact point yet\)$/);
    assert.match(need?.command ?? "", /'lookout:alerting\.contactPoints\[1\]\.kind=pagerduty'/);
  });

  it("is no heartbeat, where there is a choice", () => {
    const held = needs({ environment: "prod", alerting: { contactPoints: [BEAT, ONCALL] } });
    assert.match(held[0]?.command ?? "", /'lookout:alerting\.routes\.page' 'oncall' --stack test$/);
  });

  const specific: readonly (readonly [string, object, boolean])[] = [
    ["takes every page", { severity: "page" }, true],
    ["takes everything here", { environment: "prod" }, true],
    ["takes the pages of here", { severity: "page", environment: "prod" }, true],
    ["takes the pages of elsewhere", { severity: "page", environment: "staging" }, false],
    ["takes the pages of a team", { severity: "page", team: "ml" }, false],
    ["takes what is no page", { severity: "ticket" }, false],
  ];
  for (const [what, route, isEnough] of specific) {
    it(`is ${isEnough ? "" : "not "}said by a specific route that ${what}`, () => {
      const routes = { specific: [{ ...route, to: "oncall" }] };
      const held = needs({ environment: "prod", alerting: { contactPoints: [ONCALL], routes } });
      assert.deepEqual(
        held.map(({ path }) => path),
        isEnough ? [] : ["alerting.routes.page"],
      );
    });
  }
});

describe("config/paging: what a page links to", () => {
  const alerting = { contactPoints: [ONCALL], routes: { page: "oncall" } };

  it("must be known in prod", () => {
    assert.deepEqual(missing({ environment: "prod", alerting }), [
      {
        kind: "setting",
        path: "alerting.runbookBaseUrl",
        reason: 'pages could not link to their runbooks in environment "prod"',
        command:
          "pulumi config set --path 'lookout:alerting.runbookBaseUrl' 'https://github.com/<organisation>/<repository>/blob/main/docs/runbooks.md' --stack test",
      },
    ]);
  });

  it("need not be known elsewhere", () =>
    assert.deepEqual(missing({ environment: "staging", alerting }), []));

  for (const runbookBaseUrl of [
    "https://github.com/example/lookout/blob/main/docs/runbooks.md",
    "https://docs.example.com/runbooks",
  ]) {
    it(`is not known while it is ${runbookBaseUrl}`, () => {
      const [need, ...more] = missing({ environment: "prod", alerting: { ...alerting, runbookBaseUrl } });
      assert.deepEqual(more, []);
      assert.equal(need?.path, "alerting.runbookBaseUrl");
      assert.equal(need.reason, `"${runbookBaseUrl}" is a placeholder`);
      assert.match(need.command, /'https:\/\/github\.com\/<organisation>\/<repository>\/\S+' --stack test$/);
    });
  }

  it("is known once it is the owner's", () => {
    for (const runbookBaseUrl of [RUNBOOKS, "https://github.com/examples/lookout"]) {
      assert.deepEqual(missing({ environment: "prod", alerting: { ...alerting, runbookBaseUrl } }), []);
    }
  });
});
