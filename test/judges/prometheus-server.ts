import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { toYaml } from "../../systems/yaml.ts";
import { whenWeEnd } from "./ending.ts";
import { findJudge } from "./judge.ts";
import { type QueryOptions, type QueryResult, queryServer } from "./prometheus-query.ts";
import { type Files, writeFiles } from "./temporary.ts";

export interface ServerOptions {
  /** Where its blocks are; kept when it stops. Made if need be. */
  readonly data: string;
  /** Its configuration, YAML; the smallest by default. Without a retention in it, nothing is ever too old. */
  readonly config?: string;
  /** Read beside those that the configuration names. */
  readonly rules?: Files;
  /** After this the start is given up and the server killed; 30,000 by default. */
  readonly timeoutMs?: number;
}

export interface PrometheusServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Asks for the value of an expression at one moment. Rejects with Prometheus' error. */
  query(expr: string, options?: QueryOptions): Promise<QueryResult>;
  /** Asks it to end, waits for that, and kills it when it takes longer than 10 s. May be called again. */
  stop(): Promise<void>;
}

const STOP_MS = 10_000;

/**
 * Starts the judge `prometheus` on a free port of 127.0.0.1; resolves once it is ready to answer. Blocks made while it
 * runs are seen after a minute, or at once by a server started after it on the same data folder.
 */
export async function startPrometheus(options: ServerOptions): Promise<PrometheusServer> {
  const path = findJudge("prometheus");
  if (path === undefined) {
    throw new Error("prometheus is not installed; run: npm run judges:install -- prometheus");
  }
  const folder = mkdtempSync(join(tmpdir(), "prometheus-"));
  try {
    writeConfig(folder, options);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const child = spawn(
    path,
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${options.data}`,
      "--web.listen-address=127.0.0.1:0",
      // Backfilled blocks overlap: to merge them in the background would only take time from the tests.
      "--no-storage.tsdb.allow-overlapping-compaction",
    ],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, KUBECONFIG: devNull, KUBERNETES_SERVICE_HOST: "" },
    },
  );
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  const forget = whenWeEnd(() => {
    child.kill("SIGKILL");
    cleanUp();
  });
  const ended = new Promise<void>((resolve) => {
    for (const event of ["error", "close"]) {
      child.once(event, () => {
        forget();
        cleanUp();
        resolve();
      });
    }
  });
  const stop = async () => {
    child.ref();
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(late);
  };
  try {
    const url = await ready(child, options.timeoutMs ?? 30_000);
    // A server that nobody stops must not keep the tests from ending, which ends it too.
    child.unref();
    (child.stderr as Socket).unref();
    return { url, query: (expr, how) => queryServer(url, expr, how), stop };
  } catch (error) {
    child.kill("SIGKILL");
    await ended;
    throw error;
  }
}

function writeConfig(folder: string, { config = "{}", rules = {} }: ServerOptions): void {
  const given = (parse(config) ?? {}) as Config;
  const rule_files = [...(given.rule_files ?? []), ...Object.keys(rules).map((name) => `rules/${name}`)];
  const tsdb = { retention: { time: "100y" }, ...given.storage?.tsdb };
  writeFiles(join(folder, "rules"), rules);
  writeFiles(folder, {
    "prometheus.yml": toYaml({ ...given, rule_files, storage: { ...given.storage, tsdb } }),
  });
}

interface Config {
  readonly rule_files?: readonly string[];
  readonly storage?: { readonly tsdb?: Readonly<Record<string, unknown>> };
}

/** The server's URL, once it says that it is ready. Rejects with its log when it ends or takes too long. */
function ready(child: ChildProcess, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    const fail = (what: string) => reject(new Error(`prometheus ${what}\n${log}`));
    const late = setTimeout(() => fail(`was not ready after ${timeoutMs} ms`), timeoutMs);
    child.once("error", reject);
    child.once("close", (status) => fail(`ended with status ${status} before it was ready`));
    child.stderr!.setEncoding("utf8").on("data", (part: string) => {
      log += part;
      // With port 0 the system chooses one that is free, and the log says which.
      const address = /msg="Listening on" .*address=(127\.0\.0\.1:\d+)/.exec(log)?.[1];
      if (address !== undefined && log.includes('msg="Server is ready to receive web requests."')) {
        clearTimeout(late);
        child.stderr!.removeAllListeners("data").resume();
        resolve(`http://${address}`);
      }
    });
    child.once("close", () => clearTimeout(late));
  });
}
