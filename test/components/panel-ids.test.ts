import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { givePanelIds } from "../../components/grafana/panel-ids.ts";

const TYPE = "grafana:oss/dashboard:Dashboard";
const WANTED = {
  uid: "home",
  title: "Home",
  panels: [{ id: 4 }, { id: 7, type: "row", panels: [{ id: 9 }] }],
};

describe("ids of panels after an update", () => {
  let server: Server;
  let found: object | undefined;
  let saving: number;
  let asked: string[];
  let saved: unknown[];

  beforeEach(async () => {
    [found, saving, asked, saved] = [WANTED, 200, [], []];
    server = createServer(async (request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const body = await text(request);
      if (request.method === "POST") saved.push(JSON.parse(body));
      const status = request.method === "POST" ? saving : found === undefined ? 404 : 200;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ dashboard: found, message: "said" }));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const update = (type = TYPE) => {
    const { port } = server.address() as AddressInfo;
    const newInputs = { configJson: JSON.stringify(WANTED), folder: "default" };
    return givePanelIds(`http://127.0.0.1:${port}/grafana/`, "admin:opensesame")({ newInputs, type });
  };

  it("stay where they are right: the dashboard is not sent again", async () => {
    await update();
    assert.deepEqual(asked, ["GET /grafana/api/dashboards/uid/home"]);
  });

  it("that the provider left out come back, in the same folder", async () => {
    found = { ...WANTED, panels: [{}, { type: "row", panels: [{ id: 9 }] }] };
    await update();
    assert.deepEqual(saved, [{ dashboard: WANTED, folderUid: "default", overwrite: true }]);
  });

  it("that were others are changed", async () => {
    found = { ...WANTED, panels: [{ id: 4 }, { id: 8 }] };
    await update();
    assert.equal(saved.length, 1);
  });

  it("are nobody's where the dashboard is gone", async () => {
    found = undefined;
    await update();
    assert.deepEqual(saved, []);
  });

  it("are of no interest for anything but dashboards", async () => {
    await update("grafana:oss/folder:Folder");
    assert.deepEqual(asked, []);
  });

  it("that Grafana does not take are told", async () => {
    [found, saving] = [{ ...WANTED, panels: [] }, 403];
    await assert.rejects(update(), /POST \/api\/dashboards\/db answers 403: said$/);
  });

  it("that go to an address without Grafana's API are told", async () => {
    [found, saving] = [{ ...WANTED, panels: [] }, 404];
    await assert.rejects(update(), /POST \/api\/dashboards\/db answers 404$/);
  });
});
