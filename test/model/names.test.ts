import assert from "node:assert/strict";
import { jobLabels, selectorLabels, standardLabels } from "../../model/labels.ts";
import { peersService, WORKLOADS } from "../../model/names.ts";
import { namedSecrets, SECRETS } from "../../model/secrets.ts";

const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LOKI = { name: "loki", component: "logs", image: { version: "3.7.6" } } as const;

describe("model/names", () => {
  for (const name of WORKLOADS) {
    it(`${name} and its peers are DNS labels`, () => {
      assert.match(name, DNS_LABEL);
      assert.match(peersService(name), DNS_LABEL);
    });
  }

  it("has each name once", () => assert.deepEqual([...new Set(WORKLOADS)], [...WORKLOADS]));
});

describe("model/labels", () => {
  it("select a workload's pods by what never changes", () =>
    assert.deepEqual(selectorLabels("loki"), {
      "app.kubernetes.io/name": "loki",
      "app.kubernetes.io/part-of": "lookout",
    }));

  it("hold the selector's labels in the standard ones", () =>
    assert.deepEqual(standardLabels(LOKI), {
      ...selectorLabels("loki"),
      "app.kubernetes.io/component": "logs",
      "app.kubernetes.io/version": "3.7.6",
      "app.kubernetes.io/managed-by": "pulumi",
    }));

  it("keep a job's pods out of the workload's Service", () =>
    assert.notEqual(
      jobLabels(LOKI, { name: "cleaner" })["app.kubernetes.io/name"],
      selectorLabels("loki")["app.kubernetes.io/name"],
    ));
});

describe("model/secrets", () => {
  it("have keys that name themselves", () => {
    for (const [name, key] of Object.entries(SECRETS)) assert.equal(key, name);
  });

  it("tell queues, scrapes and datasources apart", () => {
    const keys = [
      namedSecrets.remoteWritePassword("a"),
      namedSecrets.remoteWriteToken("a"),
      namedSecrets.scrape("a"),
      namedSecrets.datasource("a", "b"),
    ];
    assert.equal(new Set(keys).size, keys.length);
  });
});
