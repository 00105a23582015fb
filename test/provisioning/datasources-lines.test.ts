import assert from "node:assert/strict";
import { datasources } from "../../provisioning/datasources/index.ts";
import { testConfig } from "../config-of.ts";

interface Field {
  readonly name: string;
  readonly matcherType: "label" | "regex";
  readonly matcherRegex: string;
  readonly datasourceUid?: string;
  readonly url?: string;
}

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("Loki's datasource", () => {
  const all = datasources(testConfig());
  // biome-ignore lint/suspicious/noExplicitAny: settings of a plugin
  const { derivedFields, manageAlerts, maxLines } = all.find(({ uid }) => uid === "loki")!.jsonData as any;
  const fields: readonly Field[] = derivedFields;
  const named = (name: string): Field => fields.find((field) => field.name === name)!;

  /** As Grafana reads it. */
  const inLine = (name: string, line: string) => line.match(named(name).matcherRegex)?.[1];
  const ofLabel = (name: string, label: string) => new RegExp(named(name).matcherRegex).test(label);

  it("shows 1,000 lines, and says so by a text", () => assert.equal(maxLines, "1000"));

  it("is asked for no rules", () => assert.equal(manageAlerts, false));

  it("has each derived field once: of two with one name Grafana reads the first alone", () =>
    assert.equal(new Set(fields.map(({ name }) => name)).size, fields.length));

  it("links by itself to Jaeger alone: any other would get an empty query", () => {
    const linked = fields.filter(({ datasourceUid }) => datasourceUid !== undefined);
    assert.deepEqual(
      linked.map(({ datasourceUid, name, url }) => [name, datasourceUid, url]),
      [
        ["Trace", "jaeger", "${__value.raw}"],
        ["Trace in the line", "jaeger", "${__value.raw}"],
      ],
    );
    assert.ok(
      fields.every(({ datasourceUid, url }) => (datasourceUid === undefined) === (url === undefined)),
    );
  });

  describe("finds a trace", () => {
    const lines = [
      `{"level":"info","trace_id":"${TRACE}"}`,
      `{"traceId": "${TRACE}", "msg": "x"}`,
      `{"traceID" : "${TRACE}"}`,
      `{"trace.id":"${TRACE}"}`,
      `{"otelTraceID":"${TRACE}","otelSpanID":"00f067aa0ba902b7"}`,
      `level=info trace_id=${TRACE} msg=x`,
      `level=info traceID="${TRACE}"`,
      `[trace-id: ${TRACE}] started`,
    ];
    for (const line of lines)
      it(`in ${line.slice(0, 30)}…`, () => assert.equal(inLine("Trace in the line", line), TRACE));

    it("of 64 bits too", () =>
      assert.equal(inLine("Trace in the line", '{"trace_id":"a3ce929d0e0e4736"}'), "a3ce929d0e0e4736"));

    it("as structured metadata, by that name alone", () => {
      assert.equal(named("Trace").matcherType, "label");
      assert.equal(ofLabel("Trace", "trace_id"), true);
      for (const label of ["parent_trace_id", "trace_id_extracted", "traceid"])
        assert.equal(ofLabel("Trace", label), false, label);
    });
  });

  describe("finds no trace", () => {
    const lines = [
      `{"trace_id":"${"0".repeat(32)}"}`,
      '{"trace_id":"0"}',
      '{"trace_id":""}',
      '{"trace_id":"not-a-trace"}',
      `{"span_id":"00f067aa0ba902b7"}`,
      `{"trace":"${TRACE}"}`,
      `{"trace_id":"${TRACE}00"}`,
    ];
    for (const line of lines)
      it(`in ${line}`, () => assert.equal(inLine("Trace in the line", line), undefined));
  });

  describe("finds a request", () => {
    const id = "6f1c2c1e-7d0b-4a52-9d6e-2f1f8c0a9b11";
    for (const key of ["request_id", "requestId", "requestID", "X-Request-ID", "x-request-id", "request.id"])
      it(`by ${key} in JSON`, () =>
        assert.equal(inLine("Request in the line", JSON.stringify({ msg: "x", [key]: id })), id));

    it("in key=value, up to the next", () =>
      assert.equal(inLine("Request in the line", `request_id=${id} status=200`), id));

    for (const label of ["request_id", "requestId", "requestID", "x_request_id"])
      it(`by ${label} as structured metadata`, () => assert.equal(ofLabel("Request", label), true));

    it("not where the id is too short to be one", () =>
      assert.equal(inLine("Request in the line", '{"request_id":"7"}'), undefined));

    it("not by another label", () => assert.equal(ofLabel("Request", "bad_request_id_count"), false));
  });

  it("tells the service and the namespace as columns", () => {
    for (const label of ["service_name", "k8s_namespace_name"]) {
      assert.equal(ofLabel(label, label), true);
      assert.equal(ofLabel(label, `${label}_2`), false);
    }
  });
});
