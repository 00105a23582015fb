import assert from "node:assert/strict";
import { SECRETS } from "../../model/secrets.ts";
import { roleAttributePath } from "../../systems/grafana/roles.ts";
import { GITHUB, ini, made, PUBLIC } from "./grafana-of.ts";

describe("systems/grafana/settings", () => {
  describe("the address", () => {
    it("is what links and redirects use", () => {
      const { server } = ini(PUBLIC);
      assert.equal(server?.["root_url"], "https://grafana.corp.io/");
      assert.equal(server?.["domain"], "grafana.corp.io");
      assert.equal(server?.["serve_from_sub_path"], "false");
    });

    it("hardens cookies and transport when it is https", () => {
      const { security } = ini(PUBLIC);
      assert.equal(security?.["cookie_secure"], "true");
      assert.equal(security?.["strict_transport_security"], "true");
      assert.equal(security?.["strict_transport_security_max_age_seconds"], "31536000");
    });

    it("leaves cookies usable on plain localhost", () => {
      const { security } = ini();
      assert.equal(security?.["cookie_secure"], "false");
      assert.equal(security?.["strict_transport_security"], "false");
    });

    it("may have a path, which probes and scrapes then use", () => {
      const below = { url: "https://corp.io/grafana/" };
      assert.equal(ini(below)["server"]?.["serve_from_sub_path"], "true");
      const { probes, metrics } = made(below);
      assert.equal(probes.liveness.path, "/grafana/healthz");
      assert.equal(probes.readiness.path, "/grafana/api/health");
      assert.equal(metrics?.path, "/grafana/metrics");
    });

    it("always sends a content security policy and cannot be framed", () => {
      const { security } = ini();
      assert.equal(security?.["content_security_policy"], "true");
      assert.equal(security?.["x_content_type_options"], "true");
      assert.equal(security?.["allow_embedding"], "false");
      assert.equal(security?.["cookie_samesite"], "lax");
    });
  });

  describe("alerting", () => {
    it("evaluates rules and writes their history to Loki with Grafana's engine", () => {
      const read = ini();
      assert.equal(read["unified_alerting"]?.["enabled"], "true");
      assert.equal(read["unified_alerting"]?.["execute_alerts"], "true");
      assert.deepEqual(read["unified_alerting.state_history"], {
        enabled: "true",
        backend: "loki",
        loki_remote_url: "http://loki:3100",
      });
      assert.equal(read["feature_toggles"]?.["alertingCentralAlertHistory"], "true");
    });

    it("only shows Prometheus' alerts with Prometheus' engine", () => {
      const read = ini({}, { alerting: { engine: "prometheus" } });
      assert.equal(read["unified_alerting"]?.["enabled"], "true");
      assert.equal(read["unified_alerting"]?.["execute_alerts"], "false");
      assert.deepEqual(read["unified_alerting.state_history"], { enabled: "false" });
      assert.equal(read["feature_toggles"], undefined);
    });
  });

  describe("login", () => {
    it("is closed to strangers", () => {
      const read = ini();
      assert.equal(read["users"]?.["allow_sign_up"], "false");
      assert.equal(read["users"]?.["auto_assign_org_role"], "Viewer");
      assert.deepEqual(read["auth.anonymous"], { enabled: "false", hide_version: "true" });
      assert.equal(read["auth.github"], undefined);
    });

    it("can be spared viewers", () => {
      assert.deepEqual(ini({ anonymous: {} })["auth.anonymous"], {
        enabled: "true",
        org_role: "Viewer",
        hide_version: "true",
      });
    });

    it("by GitHub admits members of organisations and teams", () => {
      const github = ini({ github: GITHUB })["auth.github"];
      assert.equal(github?.["enabled"], "true");
      assert.equal(github?.["client_id"], "Iv1.abc");
      assert.equal(github?.["scopes"], "user:email,read:org");
      assert.equal(github?.["allowed_organizations"], "corp,labs");
      assert.equal(github?.["team_ids"], "7,42");
      assert.equal(github?.["allow_sign_up"], "true");
      assert.equal(github?.["client_secret"], undefined);
    });

    it("by GitHub makes nobody an administrator", () => {
      const github = ini({ github: GITHUB })["auth.github"];
      assert.equal(github?.["allow_assign_grafana_admin"], "false");
      assert.equal(github?.["role_attribute_strict"], "true");
      assert.equal(github?.["skip_org_role_sync"], "false");
    });

    it("by GitHub leaves out the lists that are empty", () => {
      const github = ini({ github: { clientId: "c", organizations: ["corp"] } })["auth.github"];
      assert.equal(github?.["team_ids"], undefined);
      assert.equal(github?.["allowed_organizations"], "corp");
    });

    it("by GitHub has its secret in the environment and a way to GitHub", () => {
      const { env, egress } = made({ github: GITHUB });
      assert.deepEqual(env["GF_AUTH_GITHUB_CLIENT_SECRET"], { secret: SECRETS.githubClientSecret });
      assert.deepEqual(
        egress.map(({ reason, ports }) => [reason, ports]),
        [["login by GitHub", [443]]],
      );
    });

    it("gives the role of the first team that matches", () => {
      assert.equal(
        ini({ github: GITHUB })["auth.github"]?.["role_attribute_path"],
        "contains(groups[*], '@corp/sre') && 'Editor' || contains(groups[*], '@corp/dev') && 'Viewer'",
      );
    });

    it("makes everybody a viewer when no team is named", () => {
      assert.equal(roleAttributePath([]), "'Viewer'");
    });
  });

  describe("plugins", () => {
    it("are not asked for when there are none", () => {
      assert.deepEqual(ini()["plugins"], {
        plugin_admin_enabled: "false",
        preinstall_auto_update: "false",
        preinstall_disabled: "true",
        public_key_retrieval_disabled: "true",
      });
    });

    it("are installed before the start at their exact versions, and no others", () => {
      const values = {
        plugins: [
          { id: "yesoreyeram-infinity-datasource", version: "3.2.1" },
          { id: "grafana-lokiexplore-app", version: "1.0.31" },
        ],
      };
      const read = ini(values)["plugins"];
      assert.equal(
        read?.["preinstall_sync"],
        "yesoreyeram-infinity-datasource@3.2.1,grafana-lokiexplore-app@1.0.31",
      );
      assert.equal(read?.["preinstall_disabled"], undefined);
      assert.equal(read?.["preinstall_auto_update"], "false");
      assert.equal(
        read?.["disable_plugins"],
        "grafana-advisor-app,grafana-exploretraces-app,grafana-metricsdrilldown-app,grafana-pyroscope-app",
      );
      assert.deepEqual(
        made(values).egress.map(({ ports }) => ports),
        [[443]],
      );
    });
  });

  describe("mail", () => {
    const smtp = {
      host: "mail.corp.io",
      port: 2525,
      from: "grafana@corp.io",
      fromName: 'On-call #1; "corp"',
    };

    it("goes out by the server named, encrypted if it can", () => {
      assert.deepEqual(ini({ smtp })["smtp"], {
        enabled: "true",
        host: "mail.corp.io:2525",
        from_address: "grafana@corp.io",
        from_name: 'On-call #1; "corp"',
        startTLS_policy: "OpportunisticStartTLS",
      });
      const { env, egress } = made({ smtp });
      assert.equal(env["GF_SMTP_PASSWORD"], undefined);
      assert.deepEqual(
        egress.map(({ ports }) => ports),
        [[2525]],
      );
    });

    it("demands encryption as soon as there is a password", () => {
      const withUser = { smtp: { ...smtp, user: "mailer" } };
      assert.equal(ini(withUser)["smtp"]?.["startTLS_policy"], "MandatoryStartTLS");
      assert.equal(ini(withUser)["smtp"]?.["user"], "mailer");
      assert.deepEqual(made(withUser).env["GF_SMTP_PASSWORD"], { secret: SECRETS.smtpPassword });
    });
  });
});
