import assert from "node:assert/strict";
import { correlations } from "../../provisioning/correlations.ts";
import { datasources } from "../../provisioning/datasources/index.ts";
import { links, type Signal } from "../../provisioning/links.ts";
import type { Need } from "../../provisioning/needs.ts";
import { testConfig } from "../config-of.ts";
import { MUTATIONS } from "./link-mutations.ts";
import { families, missing } from "./produced.ts";
import { type Rendered, rendered } from "./rendered.ts";

const VARIANTS: Readonly<Record<string, object>> = {
  "as it comes": {},
  "with a sampling gateway": { collector: { sampling: { share: 5 } } },
  "with samplers": { collector: { sampling: { share: 5 }, replicas: 3 } },
  "with Alertmanager": { alerting: { engine: "prometheus" } },
  "of services with other names": {
    metrics: {
      requestDuration: "http_request_duration_seconds",
      labels: { service: "app", method: "method", route: "path", status: "code" },
    },
  },
};

const config = testConfig();

/** All that is missing for any link, once. */
function allMissing(stack: Rendered, of = config): readonly string[] {
  const found = links(of).flatMap(({ source, target, title }) =>
    [
      ...[...source, ...target].flatMap((need) => missing(need, stack, of) ?? []),
      ...apart(source, stack),
    ].map((why) => `${title}: ${why}`),
  );
  return [...new Set(found)];
}

/** Labels of the row that is clicked, when no metric has all of them. */
function apart(source: readonly Need[], stack: Rendered): readonly string[] {
  const labels = source.flatMap((need) => (need.kind === "metric label" ? [need.name] : []));
  const together = families(stack).some((family) => labels.every((label) => family.has(label)));
  return together ? [] : [`no metric has ${labels.join(" and ")} together`];
}

describe("links between signals", () => {
  it("lead both ways between any two signals, and from logs to logs", () => {
    const ways = new Set(links(config).map(({ from, to }) => `${from} → ${to}`));
    const signals: readonly Signal[] = ["metrics", "logs", "traces"];
    const expected = signals.flatMap((from) =>
      signals.flatMap((to) => (from !== to || from === "logs" ? [`${from} → ${to}`] : [])),
    );
    assert.deepEqual([...ways].sort(), [...expected].sort());
  });

  it("are all there are: every setting of a datasource that links, and every correlation", () => {
    const listed = new Set(links(config).map(({ setting }) => `${setting.datasource}: ${setting.path}`));
    const settings = datasources(config).flatMap(({ jsonData, uid }) =>
      Object.keys(jsonData)
        .filter((key) => /exemplarTrace|derivedFields|tracesTo/.test(key))
        .map((key) => `${uid}: ${key}`),
    );
    const made = correlations(config).map(({ key, sourceUid }) => `${sourceUid}: ${key}`);
    assert.equal(settings.length, 4);
    assert.deepEqual([...listed].sort(), [...settings, ...made].sort());
  });

  it("say what they need on both sides", () => {
    for (const { source, target, title } of links(config)) {
      assert.ok(source.length > 0, title);
      assert.ok(target.length > 0, title);
    }
  });

  describe("need nothing that the collector and Prometheus do not produce", () => {
    for (const [name, values] of Object.entries(VARIANTS)) {
      it(`in a stack ${name}`, () => {
        const stack = testConfig({ ...values });
        assert.deepEqual(allMissing(rendered(stack), stack), []);
      });
    }
  });

  describe("are seen to break when", () => {
    for (const [name, mutate, expected] of MUTATIONS) {
      it(name, () => {
        const stack = rendered(config);
        mutate(stack);
        assert.match(allMissing(stack).join("\n"), expected);
      });
    }
  });
});
