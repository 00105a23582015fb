import assert from "node:assert/strict";
import { SECRETS } from "../../model/secrets.ts";
import { settings } from "../../systems/grafana/settings.ts";
import { configOf, GITHUB, ini, made, POSTGRES, PUBLIC } from "./grafana-of.ts";

type Values = Readonly<Record<string, unknown>>;

const INGRESS = { tls: { kind: "secret", name: "wildcard" } };

describe("systems/grafana", () => {
  describe("small", () => {
    const small = made();

    it("is one replica of sqlite on a volume that a destroy removes", () => {
      assert.equal(small.replicas, 1);
      const [data] = small.volumes;
      assert.equal(data?.kind, "data");
      assert.equal(data.keep, false);
      assert.equal(data.directory, "/var/lib/grafana");
      assert.deepEqual(ini()["database"], {
        type: "sqlite3",
        path: "grafana.db",
        wal: "true",
        query_retries: "3",
        transaction_retries: "10",
      });
    });

    it("needs no secrets but its administrator's password and its key", () => {
      const secrets = Object.values(small.env).filter((value) => typeof value === "object");
      assert.deepEqual(secrets, [
        { secret: SECRETS.grafanaAdminPassword },
        { secret: SECRETS.grafanaSecretKey },
      ]);
    });

    it("reaches nothing outside the stack and phones nobody", () => {
      assert.deepEqual(small.egress, []);
      const read = ini();
      assert.deepEqual(read["analytics"], {
        reporting_enabled: "false",
        check_for_updates: "false",
        check_for_plugin_updates: "false",
        feedback_links_enabled: "false",
      });
      assert.equal(read["news"]?.["news_feed_enabled"], "false");
      assert.equal(read["snapshots"]?.["external_enabled"], "false");
      assert.equal(read["cloud_migration"]?.["enabled"], "false");
      assert.equal(read["security"]?.["disable_gravatar"], "true");
    });

    it("admits Prometheus only", () => {
      assert.deepEqual(small.access, [{ from: [{ workload: "prometheus" }], ports: ["http"] }]);
      assert.equal(small.exposure, undefined);
    });

    it("does not gossip", () => {
      assert.equal(small.peers, false);
      assert.deepEqual(small.ports, [{ name: "http", port: 3000, protocol: "TCP" }]);
      assert.equal(ini()["unified_alerting"]?.["ha_peers"], undefined);
      assert.equal(small.env["POD_IP"], undefined);
    });

    it("is not restarted because its database is away, only taken out of service", () => {
      assert.equal(small.probes.liveness.path, "/healthz");
      assert.equal(small.probes.startup.path, "/healthz");
      assert.equal(small.probes.readiness.path, "/api/health");
      assert.equal(small.probes.startup.periodSeconds * small.probes.startup.failures, 300);
    });

    it("serves its own metrics", () => {
      assert.deepEqual(small.metrics, { port: "http", path: "/metrics" });
      assert.equal(ini()["metrics"]?.["enabled"], "true");
    });

    it("logs JSON to the console", () => {
      assert.equal(ini()["log"]?.["mode"], "console");
      assert.equal(ini()["log.console"]?.["format"], "json");
    });

    it("can write its data and /tmp, nothing else", () => {
      assert.deepEqual(
        small.volumes.map(({ directory }) => directory),
        ["/var/lib/grafana", "/tmp"],
      );
    });
  });

  describe("scaled out on PostgreSQL", () => {
    const values = { database: POSTGRES, replicas: 3 };
    const scaled = made(values);

    it("keeps nothing on disk but a cache", () => {
      assert.deepEqual(
        scaled.volumes.map(({ kind, directory }) => [kind, directory]),
        [
          ["scratch", "/var/lib/grafana"],
          ["scratch", "/tmp"],
        ],
      );
    });

    it("names the database, its password apart", () => {
      const { database } = ini(values);
      assert.equal(database?.["type"], "postgres");
      assert.equal(database?.["host"], "db.corp.io:5433");
      assert.equal(database?.["name"], "graf");
      assert.equal(database?.["user"], "g");
      assert.equal(database?.["ssl_mode"], "verify-full");
      assert.equal(database?.["password"], undefined);
      assert.deepEqual(scaled.env["GF_DATABASE_PASSWORD"], { secret: SECRETS.grafanaDatabasePassword });
      assert.deepEqual(
        scaled.egress.map(({ ports }) => ports),
        [[5433]],
      );
    });

    it("gossips among its replicas over TCP and UDP", () => {
      assert.equal(scaled.peers, true);
      const alerting = ini(values)["unified_alerting"];
      assert.equal(alerting?.["ha_peers"], "grafana-peers:9094");
      assert.equal(alerting?.["ha_advertise_address"], "${POD_IP}:9094");
      assert.equal(alerting?.["ha_label"], "test");
      assert.deepEqual(scaled.env["POD_IP"], { field: "pod-ip" });
      assert.deepEqual(scaled.ports.slice(1), [
        { name: "gossip", port: 9094, protocol: "TCP" },
        { name: "gossip-udp", port: 9094, protocol: "UDP" },
      ]);
      assert.deepEqual(scaled.access.at(-1), {
        from: [{ workload: "grafana" }],
        ports: ["gossip", "gossip-udp"],
      });
    });
  });

  describe("the administrator", () => {
    it("is called as told", () => {
      assert.equal(ini({ adminUser: "root" })["security"]?.["admin_user"], "root");
    });

    it("gets the stack's password before every start, by standard input", () => {
      const [step, ...others] = made().prepare;
      assert.deepEqual(others, []);
      const script = step?.command.at(-1) ?? "";
      assert.match(script, /^printf '%s\\n' "\$GF_SECURITY_ADMIN_PASSWORD" \| /);
      assert.match(
        script,
        /\/bin\/grafana cli .*--config \/etc\/grafana\/grafana\.ini admin reset-admin-password/,
      );
      assert.match(script, /--password-from-stdin$/);
    });

    it("needs no public key for the second store of secrets either", () => {
      assert.equal(
        ini()["secrets_manager.encryption.secret_key.v1"]?.["secret_key"],
        "$__env{GF_SECURITY_SECRET_KEY}",
      );
    });
  });

  describe("exposure", () => {
    const network = { network: { ingressNamespace: "ingress-nginx" } };
    const exposed = (ingress: Values) => made({ ...PUBLIC, ingress: { ...INGRESS, ...ingress } }, network);

    it("has the host of the address and the certificate named", () => {
      assert.deepEqual(exposed({}).exposure, {
        port: "http",
        host: "grafana.corp.io",
        annotations: {},
        tlsSecret: "wildcard",
      });
    });

    it("takes another host, class and annotations", () => {
      const { exposure } = exposed({ host: "g.corp.io", className: "nginx", annotations: { a: "b" } });
      assert.equal(exposure?.host, "g.corp.io");
      assert.equal(exposure?.className, "nginx");
      assert.deepEqual(exposure?.annotations, { a: "b" });
    });

    it("asks cert-manager for a certificate", () => {
      const { exposure } = exposed({ tls: { kind: "cert-manager", clusterIssuer: "le" } });
      assert.deepEqual(exposure?.annotations, { "cert-manager.io/cluster-issuer": "le" });
      assert.equal(exposure?.tlsSecret, "grafana-tls");
    });

    it("admits the ingress controller's namespace, only then", () => {
      const admission = { from: [{ namespace: "ingress-nginx" }], ports: ["http"] };
      assert.deepEqual(exposed({}).access[1], admission);
      assert.equal(made(PUBLIC, network).access.length, 1);
    });
  });

  describe("other settings", () => {
    it("take the theme from the config", () => {
      assert.equal(ini({ theme: "light" })["users"]?.["default_theme"], "light");
    });

    it("let nobody show a dashboard to the world", () => {
      assert.equal(ini()["public_dashboards"]?.["enabled"], "false");
    });

    it("take resources and volume from the config", () => {
      const sized = made({ volume: "9Gi", resources: { memoryLimit: "2Gi" } });
      assert.equal(sized.resources.memoryLimit.text, "2Gi");
      assert.equal(sized.env["GOMEMLIMIT"], "1843MiB");
      assert.equal(sized.volumes[0]?.kind === "data" && sized.volumes[0].size.text, "9Gi");
    });

    it("open the way to datasources of the user's own", () => {
      const datasources = [{ uid: "pg", name: "PG", type: "postgres", url: "db.corp.io:5432" }];
      assert.deepEqual(
        made({ datasources }).egress.map(({ reason, ports }) => [reason, ports]),
        [['datasource "pg"', [5432]]],
      );
    });

    it("open the way to contact points where it is Grafana that notifies", () => {
      const contactPoints = [{ kind: "webhook", name: "bot", url: "https://bot.corp.io:8443/alerts" }];
      const ways = (engine: string) =>
        made({}, { alerting: { engine, contactPoints } }).egress.map(({ reason, ports }) => [reason, ports]);
      assert.deepEqual(ways("grafana"), [["notifies bot", [8443]]]);
      assert.deepEqual(ways("prometheus"), []);
    });

    it("never hold a secret: of all keys only the one that names the environment ends in a secret's name", () => {
      const all = {
        ...PUBLIC,
        github: GITHUB,
        database: POSTGRES,
        smtp: { host: "m.corp.io", from: "a@b.io", user: "u" },
      };
      const secretKeys = Object.entries(settings(configOf(all))).flatMap(([section, keys]) =>
        Object.keys(keys)
          .filter((key) => /password|secret/.test(key))
          .map((key) => `${section}.${key}`),
      );
      assert.deepEqual(secretKeys, ["secrets_manager.encryption.secret_key.v1.secret_key"]);
      assert.deepEqual(made(all).args, []);
    });

    it("are the same for the same config", () => assert.deepEqual(made(PUBLIC), made(PUBLIC)));
  });
});
