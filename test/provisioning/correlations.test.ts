import assert from "node:assert/strict";
import { parser } from "@grafana/lezer-logql";
import type { Config } from "../../config/config.ts";
import { checkPromql } from "../../config/promql.ts";
import { type Correlation, correlations } from "../../provisioning/correlations.ts";
import { datasources } from "../../provisioning/datasources/index.ts";
import { testConfig } from "../config-of.ts";

const OTHER_NAMES = testConfig({
  metrics: { requestDuration: "http_request_duration_seconds", labels: { service: "app", status: "code" } },
});
/** Which config refuses as long as it has no runtime. */
const DOCKER: Config = { ...testConfig(), target: testConfig({ target: { kind: "docker" } }).target };
const VARIANTS: Readonly<Record<string, Config>> = {
  Kubernetes: testConfig(),
  Docker: DOCKER,
  "other names": OTHER_NAMES,
};

/** The query with a value for each variable, as Grafana quotes it. */
function filled({ target }: Correlation): string {
  return String(target["expr"])
    .replaceAll(/\$\{[^}]+:doublequote\}/g, '"a \\"b\\""')
    .replaceAll("$__rate_interval", "1m");
}

function isLogql(text: string): boolean {
  let valid = true;
  parser.parse(text).iterate({
    enter: ({ type }) => {
      if (type.isError) valid = false;
    },
  });
  return valid;
}

function find(key: string, config = testConfig()): Correlation {
  const found = correlations(config).find((each) => each.key === key);
  assert.ok(found, `no correlation ${key}`);
  return found;
}

describe("correlations", () => {
  it("are read by a grammar that refuses what is no LogQL", () => {
    assert.equal(isLogql('{service_name="shop"} | status="500"'), true);
    for (const text of ["{service_name=}", '{service_name="shop"} |', '{service_name="shop"} | status='])
      assert.equal(isLogql(text), false, text);
  });

  for (const [name, config] of Object.entries(VARIANTS)) {
    describe(`with ${name}`, () => {
      const all = correlations(config);
      const known = datasources(config).map(({ uid }) => uid);

      it("have keys of their own", () => assert.equal(new Set(all.map(({ key }) => key)).size, all.length));

      it("join datasources that are there", () => {
        for (const { key, sourceUid, targetUid } of all)
          assert.ok(known.includes(sourceUid) && known.includes(targetUid), key);
      });

      it("say where they lead, each link of a column by other words", () => {
        const texts = all.map(({ field, label, sourceUid }) => `${sourceUid} ${field} ${label}`);
        assert.equal(new Set(texts).size, all.length);
        assert.ok(all.every(({ description, label }) => label !== "" && description.endsWith(".")));
      });

      it("ask Loki in LogQL and Prometheus in PromQL, whatever the values are", () => {
        for (const each of all) {
          if (each.targetUid === "loki") assert.ok(isLogql(filled(each)), filled(each));
          if (each.targetUid === "prometheus")
            assert.equal(checkPromql(filled(each)), undefined, filled(each));
        }
      });

      it("quote every value in a query", () => {
        for (const { key, target } of all) {
          const text = `${target["expr"] ?? ""}${target["tags"] ?? ""}`;
          for (const [variable] of text.matchAll(/\$\{[^}]+\}/g))
            assert.match(variable, /:doublequote\}$/, key);
        }
      });

      it("ask Jaeger for traces by service", () => {
        for (const { key, target, targetUid } of all) {
          if (targetUid !== "jaeger") continue;
          assert.equal(target["queryType"], "search", key);
          assert.match(String(target["service"]), /^\$\{\w+\}$/, key);
        }
      });

      it("of lines name columns that Loki's datasource derives", () => {
        // biome-ignore lint/suspicious/noExplicitAny: settings of a plugin
        const loki = datasources(config).find(({ uid }) => uid === "loki")!.jsonData as any;
        const columns: string[] = loki.derivedFields.map((field: { name: string }) => field.name);
        for (const { field, key, sourceUid, target } of all) {
          if (sourceUid !== "loki") continue;
          const variables = [...JSON.stringify(target).matchAll(/\$\{(\w+)/g)].map(
            ([, variable]) => variable!,
          );
          const unknown = [field, ...variables].filter(
            (each) => each !== "__value" && !columns.includes(each),
          );
          assert.deepEqual(unknown, [], key);
        }
      });
    });
  }

  it("find a request by its id in the text or in an attribute, in the line's namespace", () => {
    const { target } = find("logs-to-logs-by-request-0");
    assert.equal(
      target["expr"],
      '{service_name=~".+", k8s_namespace_name=${k8s_namespace_name:doublequote}}' +
        ' | label_format line_has_request=`{{ contains ${__value.raw:doublequote} __line__ }}` | line_has_request="true"' +
        " or request_id=${__value.raw:doublequote} or requestId=${__value.raw:doublequote}" +
        " or requestID=${__value.raw:doublequote} or x_request_id=${__value.raw:doublequote}",
    );
  });

  it("find a service's lines by the label that its metrics have", () => {
    assert.equal(
      find("metrics-to-logs-by-app", OTHER_NAMES).target["expr"],
      "{service_name=${app:doublequote}}",
    );
    assert.equal(find("metrics-to-logs-by-app", OTHER_NAMES).field, "app");
    // Span metrics keep their own.
    assert.equal(find("metrics-to-logs-by-service_name", OTHER_NAMES).field, "service_name");
  });

  it("find a service's requests under the names that its metrics have", () =>
    assert.equal(
      find("logs-to-metrics-by-service", OTHER_NAMES).target["expr"],
      "sum by (code) (rate(http_request_duration_seconds_count{app=${service_name:doublequote}}[$__rate_interval]))",
    ));

  it("find traces in the metric's namespace", () =>
    assert.equal(
      find("metrics-to-traces-by-service_name-and-namespace").target["tags"],
      "k8s.namespace.name=${namespace:doublequote}",
    ));

  it("know nothing of pods and namespaces where there are none", () => {
    const all = correlations(DOCKER);
    assert.doesNotMatch(JSON.stringify(all), /namespace_name|pod/);
    assert.ok(all.length >= 6);
  });
});
