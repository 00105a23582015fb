import assert from "node:assert/strict";
import { workload, yml } from "./prometheus-of.ts";

const REMOTE = [
  {
    name: "mimir",
    url: "https://mimir.example.com/api/v1/push",
    auth: { kind: "basic", user: "lookout" },
    headers: { "X-Scope-OrgID": "team" },
  },
  { name: "vendor", url: "http://vendor.example.com:9009/write", auth: { kind: "bearer" } },
  { name: "open", url: "http://receiver/write" },
];

describe("Prometheus' remote write", () => {
  const values = { prometheus: { remoteWrite: REMOTE } };

  it("is left out without a receiver", () => {
    assert.equal(yml().remote_write, undefined);
    assert.deepEqual(workload().secretFiles, []);
  });

  it("names each receiver, its headers and the file of its secret", () => {
    const [mimir, vendor, open] = yml(values).remote_write;
    assert.equal(mimir.url, "https://mimir.example.com/api/v1/push");
    assert.deepEqual(mimir.headers, { "X-Scope-OrgID": "team" });
    assert.deepEqual(mimir.basic_auth, {
      username: "lookout",
      password_file: "/etc/prometheus/remote-write/mimir",
    });
    assert.deepEqual(vendor.authorization, { credentials_file: "/etc/prometheus/remote-write/vendor" });
    assert.equal(open.basic_auth ?? open.authorization, undefined);
  });

  it("takes passwords and tokens from secrets", () => {
    assert.deepEqual(workload(values).secretFiles, [
      {
        name: "remote-write",
        directory: "/etc/prometheus/remote-write",
        files: { mimir: "remoteWritePassword-mimir", vendor: "remoteWriteToken-vendor" },
      },
    ]);
  });

  it("may reach the receivers' ports", () => {
    const ports = workload(values)
      .egress.filter(({ reason }) => reason.startsWith("remote write"))
      .map((each) => each.ports);
    assert.deepEqual(ports, [[443], [9009], [80]]);
  });
});
