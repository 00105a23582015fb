import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { readyProvider } from "../../components/runtime/docker/ready-provider.ts";

describe("components: readiness on Docker", () => {
  let server: Server;
  let answers: readonly number[];
  let asked: number;
  let url: string;
  const provider = readyProvider(5);
  const state = (seconds: number) => ({
    url,
    seconds,
    containerName: "lookout-dev-loki",
    containerId: "abc",
  });

  before(async () => {
    server = createServer((_, response) => {
      response.statusCode = answers[Math.min(asked++, answers.length - 1)]!;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}/ready`;
  });
  beforeEach(() => {
    asked = 0;
  });
  after(() => server.close());

  it("is waited for", async () => {
    answers = [503, 503, 200];
    assert.equal((await provider.create(state(5))).id, "abc");
    assert.equal(asked, 3);
  });

  it("that does not come in time fails, and says where to look", async () => {
    answers = [503];
    await assert.rejects(provider.create(state(0.05)), {
      message: `lookout-dev-loki is not ready after 0.05 s (${url}: answers 503). See: docker logs lookout-dev-loki`,
    });
  });

  it("of what does not listen fails by its fault", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as { port: number };
    await new Promise((resolve) => other.close(resolve));
    const nobody = { ...state(0.05), url: `http://127.0.0.1:${port}/ready` };
    await assert.rejects(provider.create(nobody), /\/ready: ECONNREFUSED\)/);
  });

  it("is waited for anew with another container, and only then", async () => {
    const olds = state(5);
    const another = await provider.diff("abc", olds, { ...olds, containerId: "def" });
    assert.deepEqual(another, { changes: true, replaces: ["containerId"] });
    const same = await provider.diff("abc", olds, { ...olds, seconds: 9 });
    assert.deepEqual(same, { changes: false, replaces: [] });
  });
});
