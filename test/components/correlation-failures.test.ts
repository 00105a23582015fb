import assert from "node:assert/strict";
import type { CorrelationState } from "../../components/grafana/correlation-provider.ts";
import { correlation, provider } from "./correlation-case.ts";
import { type GrafanaServer, startGrafana } from "./grafana-server.ts";

describe("components: correlation fails", () => {
  let grafana: GrafanaServer;
  let inputs: CorrelationState;
  beforeEach(async () => {
    grafana = await startGrafana("prometheus", "loki");
    inputs = correlation(grafana);
  });
  afterEach(() => grafana.close());

  const methods = () => grafana.requests.map(({ method }) => method);
  const create = async () => (await provider.create(inputs)).id;
  const path = "/api/datasources/uid/prometheus/correlations/x";
  const read = (state = inputs) => provider.read("x", state);

  it("with the words of Grafana, and never with the credentials", async () => {
    await assert.rejects(read({ ...inputs, auth: "admin:wrong" }), (error: Error) => {
      assert.match(
        error.message,
        /^Grafana at http:\/\/127.*: GET \/api\/.*\/x: answered 401: Invalid username/,
      );
      assert.doesNotMatch(`${error.message}${error.stack}`, /wrong/);
      return true;
    });
  });

  for (const status of [400, 401, 403, 409, 412]) {
    it(`at once at ${status}`, async () => {
      grafana.can({ status, body: '{"message":"because"}' });
      const what = `Grafana at ${grafana.url}: PATCH ${path}: answered ${status}: because`;
      await assert.rejects(provider.update("x", inputs, { ...inputs, label: "Logs" }), (error: Error) =>
        error.message.startsWith(what),
      );
      assert.deepEqual(methods(), ["PATCH"]);
    });
  }

  for (const status of [429, 500, 503]) {
    it(`not at a passing ${status}`, async () => {
      const id = await create();
      grafana.can({ status, body: "" }, { status, body: '{"message":"starting"}' });
      assert.equal((await provider.read(id, inputs)).id, id);
    });

    it(`at a lasting ${status}, after a few tries`, async () => {
      grafana.can(...Array(3).fill({ status, body: '{"message":"because"}' }));
      await assert.rejects(
        provider.delete("x", inputs),
        new RegExp(`DELETE ${path}: answered ${status}: because \\(tried 3 times\\)$`),
      );
      assert.equal(grafana.requests.length, 3);
    });
  }

  it("not when a connection is cut or late once", async () => {
    const id = await create();
    grafana.can("cut", "silence");
    assert.equal((await provider.read(id, inputs)).id, id);
  });

  for (const canned of ["silence", "stall"] as const) {
    it(`when every answer is late: ${canned}`, async () => {
      grafana.can(canned, canned, canned);
      await assert.rejects(read(), /GET .*\/x: no answer within 0\.2 s \(tried 3 times\)$/);
    });
  }

  it("when nobody listens, with address and cause", async () => {
    await grafana.close();
    const { port } = new URL(grafana.url);
    await assert.rejects(
      read(),
      new RegExp(`Grafana at ${grafana.url}: GET .*: connect ECONNREFUSED 127.0.0.1:${port} \\(tried 3`),
    );
    grafana = await startGrafana();
  });

  for (const [what, body] of [
    ["a page", "<html><title>Sign in</title>"],
    ["half of JSON", '{"result":'],
    ["nothing", ""],
    ["no object", "null"],
  ] as const) {
    it(`when the answer is ${what}`, async () => {
      grafana.can({ status: 200, body }, { status: 200, body: "[]" }, { status: 200, body });
      await assert.rejects(read(), /GET .*answered 200 without JSON, so is this Grafana\?/);
      await assert.rejects(create(), /POST .*answered 200 without JSON, so is this Grafana\?/);
    });
  }

  it("when the answer is somebody else's JSON", async () => {
    const other = { status: 200, body: '{"status":"ok"}' };
    grafana.can(other, other, { status: 200, body: "[]" }, other);
    await assert.rejects(read(), /GET .*with no correlation/);
    await assert.rejects(create(), /GET .*with no correlation/);
    await assert.rejects(create(), /POST .*with no correlation/);
  });

  it("when it is sent elsewhere, rather than turn a POST into a GET", async () => {
    grafana.can({ status: 200, body: "[]" }, { status: 301, body: "", headers: { location: grafana.url } });
    await assert.rejects(create(), /POST .*answered 301/);
    assert.deepEqual(methods(), ["GET", "POST"]);
  });

  it("without the credentials, though a proxy repeats them", async () => {
    const { auth, token } = grafana;
    const basic = Buffer.from(auth).toString("base64");
    grafana.can({ status: 400, body: `Basic ${basic} ${auth}` }, { status: 400, body: `Bearer ${token}` });
    await assert.rejects(read(), /400 .*: Basic \[secret\] \[secret\]$/);
    await assert.rejects(read({ ...inputs, auth: token }), /400 .*: Bearer \[secret\]$/);
  });
});
