import assert from "node:assert/strict";
import type { CorrelationState } from "../../components/grafana/correlation-provider.ts";
import { correlation, provider } from "./correlation-case.ts";
import { type GrafanaServer, startGrafana } from "./grafana-server.ts";

describe("components: correlation", () => {
  let grafana: GrafanaServer;
  let inputs: CorrelationState;
  beforeEach(async () => {
    grafana = await startGrafana("prometheus", "loki", "jaeger");
    inputs = correlation(grafana);
  });
  afterEach(() => grafana.close());

  const methods = () => grafana.requests.map(({ method }) => method);
  const create = async (state = inputs) => (await provider.create(state)).id;
  const only = () => {
    assert.equal(grafana.correlations.size, 1);
    return [...grafana.correlations.values()][0]!;
  };
  /** As somebody in the browser would. */
  const edit = (uid: string, changes: object) =>
    grafana.correlations.set(uid, { ...grafana.correlations.get(uid)!, ...changes });

  describe("is created", () => {
    it("as a query, said where new and where old servers look for it", async () => {
      const id = await create();
      const post = grafana.requests.find(({ method }) => method === "POST");
      assert.equal(post?.path, "/api/datasources/uid/prometheus/correlations");
      assert.deepEqual(post?.body, {
        type: "query",
        targetUID: "loki",
        label: "Logs of this service",
        description: "Opens the logs",
        config: {
          type: "query",
          field: "service_name",
          target: inputs.target,
          transformations: inputs.transformations,
        },
      });
      assert.equal(only().uid, id);
    });

    it("with the uid that Grafana chose and its inputs as state", async () => {
      const { id, outs } = await provider.create(inputs);
      assert.equal(id, only().uid);
      assert.deepEqual(outs, inputs);
    });

    it("with a token", async () => {
      await create({ ...inputs, auth: grafana.token });
      only();
    });

    it("under an address with a path and a slash at its end", async () => {
      await assert.rejects(create({ ...inputs, url: `${grafana.url}/grafana/` }), /404: Not found/);
      assert.equal(grafana.requests[0]?.path, "/grafana/api/datasources/uid/prometheus/correlations");
      await create({ ...inputs, url: `${grafana.url}/` });
      only();
    });

    it("under its source's uid, whatever is in it", async () => {
      await assert.rejects(create({ ...inputs, sourceUid: "a/b" }), /404/);
      assert.equal(grafana.requests[0]?.path, "/api/datasources/uid/a%2Fb/correlations");
    });

    it("where an older Grafana answers 404 to an empty list", async () => {
      grafana.can({ status: 404, body: '{"message":"No correlation found"}' });
      await create();
      only();
    });

    it("in place of an equal one that a lost state left, whatever the order of its keys", async () => {
      const lost = await create();
      const target = { refId: "A", expr: inputs.target["expr"] };
      const turned = Object.fromEntries(Object.entries({ ...inputs, target }).reverse());
      const id = await create(turned as unknown as CorrelationState);
      assert.equal(only().uid, id);
      assert.notEqual(id, lost);
    });

    it("in place of an equal one, whether what is empty is said or not", async () => {
      const { description: _, transformations: __, ...bare } = inputs;
      await create({ ...bare, description: "", transformations: [] });
      const id = await create(bare);
      assert.equal(only().uid, id);
    });

    it("so that deleting under its old name does not take it along", async () => {
      const old = await create();
      const renamed = await create();
      await provider.delete(old, inputs);
      assert.equal(only().uid, renamed);
    });

    const differences: Readonly<Record<string, (state: CorrelationState) => CorrelationState>> = {
      source: (state) => ({ ...state, sourceUid: "jaeger" }),
      target: (state) => ({ ...state, targetUid: "jaeger" }),
      label: (state) => ({ ...state, label: "Logs" }),
      description: (state) => ({ ...state, description: "" }),
      field: (state) => ({ ...state, field: "namespace" }),
      query: (state) => ({ ...state, target: { ...state.target, refId: "B" } }),
      transformations: (state) => ({ ...state, transformations: [] }),
    };
    for (const [what, differ] of Object.entries(differences)) {
      it(`beside one with another ${what}`, async () => {
        const one = await create();
        const other = await create(differ(inputs));
        assert.deepEqual([...grafana.correlations.keys()].sort(), [one, other].sort());
      });
    }

    it("beside an equal one of a file of Grafana's, which nobody may delete", async () => {
      const file = await create();
      edit(file, { provisioned: true });
      const id = await create();
      assert.deepEqual([...grafana.correlations.keys()].sort(), [file, id].sort());
    });

    it("once, though the answer to the first try got lost", async () => {
      grafana.can({ status: 200, body: "[]" }, "cut");
      assert.equal(await create(), only().uid);
      assert.deepEqual(methods(), ["GET", "POST", "GET", "POST", "DELETE"]);
    });

    for (const key of ["sourceUid", "targetUid"]) {
      it(`not without a datasource: ${key}`, async () => {
        await assert.rejects(
          create({ ...inputs, [key]: "tempo" }),
          /POST .*: answered 404: Data source not found/,
        );
      });
    }
  });

  describe("is read", () => {
    it("as the state says, where it means the same", async () => {
      const id = await create();
      assert.deepEqual(await provider.read(id, inputs), { id, props: inputs });
      const { description: _, transformations: __, ...bare } = inputs;
      const other = await create({ ...bare, transformations: [] });
      assert.deepEqual((await provider.read(other, bare)).props, bare);
    });

    it("as it is, where somebody changed it, so that the next update repairs it", async () => {
      const id = await create();
      edit(id, { label: "by hand", description: "", config: { ...only().config, transformations: [] } });
      const { inputs: real, props } = await provider.read(id, inputs);
      const { description: _, transformations: __, ...rest } = inputs;
      assert.deepEqual(props, { ...rest, label: "by hand" });
      assert.deepEqual(real, props);
      assert.equal((await provider.diff(id, props, inputs)).changes, true);
      await provider.update(id, props, inputs);
      assert.deepEqual(await provider.read(id, inputs), { id, props: inputs });
    });

    const ends: Readonly<Record<string, (id: string) => void>> = {
      it: (id) => void grafana.correlations.delete(id),
      "its source": () => void grafana.datasources.delete("prometheus"),
      "its target": () => void grafana.datasources.delete("loki"),
    };
    for (const [what, end] of Object.entries(ends)) {
      it(`as gone when ${what} is`, async () => {
        const id = await create();
        end(id);
        assert.deepEqual(await provider.read(id, inputs), { id: "", props: {} });
      });

      it(`and deleted without complaint when ${what} is gone`, async () => {
        const id = await create();
        end(id);
        await provider.delete(id, inputs);
        await provider.delete(id, inputs);
      });
    }

    it("not as gone when somebody else than Grafana answers 404", async () => {
      const page = { status: 404, body: "<html>default backend - 404</html>" };
      grafana.can(page, page);
      await assert.rejects(
        provider.read("x", inputs),
        /answered 404 without JSON, so is this Grafana\?: <html>/,
      );
      await assert.rejects(provider.delete("x", inputs), /DELETE .*answered 404 without JSON/);
    });
  });

  describe("differs", () => {
    const EMPTY = { description: undefined, transformations: undefined };
    const changes = async (news: object, olds: object = inputs) =>
      provider.diff("id", { ...inputs, ...olds }, { ...inputs, ...news });

    it("not from itself, nor by the order of keys, nor by what is empty", async () => {
      const target = { refId: "A", expr: inputs.target["expr"] };
      assert.deepEqual(await changes({ target }), { changes: false, replaces: [] });
      assert.deepEqual(await changes({ description: "", transformations: [] }, EMPTY), {
        changes: false,
        replaces: [],
      });
    });

    for (const [key, value] of [
      ["label", "Logs"],
      ["description", undefined],
      ["field", "namespace"],
      ["target", { expr: "{}" }],
      ["transformations", [{ type: "logfmt" }]],
      ["transformations", undefined],
    ] as const) {
      it(`by its ${key}, which is updated in place: ${JSON.stringify(value) ?? "none"}`, async () => {
        assert.deepEqual(await changes({ [key]: value }), { changes: true, replaces: [] });
        const id = await create();
        await provider.update(id, inputs, { ...inputs, [key]: value } as CorrelationState);
        assert.deepEqual(methods().slice(2), ["PATCH"]);
        assert.equal((await provider.create({ ...inputs, [key]: value } as CorrelationState)).id, only().uid);
      });
    }

    for (const key of ["sourceUid", "targetUid"]) {
      it(`by its ${key}, which replaces it, the new one first`, async () => {
        assert.deepEqual(await changes({ [key]: "jaeger" }), { changes: true, replaces: [key] });
      });
    }

    for (const [key, value] of [
      ["url", "http://elsewhere"],
      ["auth", "admin:rotated"],
      ["__provider", "newer text"],
    ] as const) {
      it(`by its ${key}, which is kept for later without a request`, async () => {
        assert.deepEqual(await changes({ [key]: value }), { changes: true, replaces: [] });
        const news = { ...inputs, [key]: value };
        assert.deepEqual(await provider.update("id", inputs, news), { outs: news });
        assert.deepEqual(grafana.requests, []);
      });
    }

    it("from one that somebody deleted: the update says what to do", async () => {
      const update = provider.update("gone", inputs, { ...inputs, label: "Logs" });
      await assert.rejects(
        update,
        /answered 404: Correlation not found; "pulumi up --refresh --run-program" makes it anew$/,
      );
    });
  });
});
