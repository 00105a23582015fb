import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eventually } from "./running.ts";

const FREE = {
  DEMO_PORT: "0",
  DEMO_PREDICT_PORT: "0",
  DEMO_EMBEDDING_PORT: "0",
  DEMO_ALERTS_PORT: "0",
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
};

/** `npm run demo`, as a process of its own. */
function main(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ["demo/main.ts"], {
    env: { PATH: process.env.PATH ?? "", ...FREE, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  const ended = Promise.all([text(child.stderr), once(child, "exit")]);
  return { child, ended: ended.then(([stderr, [status]]) => ({ stdout, stderr, status })) };
}

/** What it says until it is ready. */
async function ready(child: ChildProcess): Promise<string> {
  let said = "";
  child.stderr!.on("data", (chunk) => {
    said += chunk;
  });
  return eventually("word that it runs", () => (said.includes("Ctrl-C") ? said : undefined));
}

describe("demo: npm run demo", () => {
  it("says where everything is, writes JSON lines alone, and ends in order by a signal", async () => {
    const { child, ended } = main({ DEMO_RATE: "20" });
    const said = await ready(child);
    for (const url of said.match(/http:\/\/\S+\/metrics/g)!)
      assert.equal((await fetch(url)).status, 200, url);
    assert.match(said, /traces and logs to http:\/\/127\.0\.0\.1:9/);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    child.kill("SIGTERM");
    const { status, stdout } = await ended;
    assert.equal(status, 0);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { msg: string });
    assert.ok(lines.length > 5, `${lines.length} lines`);
    assert.equal(lines.filter(({ msg }) => msg.includes("no collector")).length, 1);
  });

  it("tells a taken port in one line, with what to do, and starts nothing", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { status, stderr } = await main({ DEMO_PORT: String(port) }).ended;
    other.close();
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `port ${port} is taken: stop what listens there, or set DEMO_PORT, DEMO_PREDICT_PORT, DEMO_EMBEDDING_PORT or DEMO_ALERTS_PORT to another\n`,
    );
  });

  it("tells an address that the machine does not have", async () => {
    const { status, stderr } = await main({ DEMO_HOST: "192.0.2.1" }).ended;
    assert.equal(status, 1);
    assert.equal(stderr, "DEMO_HOST: this machine has no address 192.0.2.1; try 127.0.0.1\n");
  });

  it("tells wrong settings, with status 2", async () => {
    const { status, stderr, stdout } = await main({ DEMO_RATE: "0" }).ended;
    assert.equal(status, 2);
    assert.equal(stderr, 'DEMO_RATE: must be a number from 0.1 to 100, not "0"\n');
    assert.equal(stdout, "");
  });

  it("goes on when nobody reads its lines any more", async () => {
    const { child, ended } = main({ DEMO_RATE: "50" });
    const said = await ready(child);
    child.stdout.destroy();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal((await fetch(said.match(/http:\/\/\S+\/metrics/)![0])).status, 200);
    child.kill("SIGTERM");
    assert.equal((await ended).status, 0);
  });
});
