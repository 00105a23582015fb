import { z } from "zod";
import {
  address,
  dnsLabel,
  duration,
  hostName,
  httpUrl,
  line,
  mailAddress,
  objectName,
  port,
  replicas,
  resources,
  volume,
} from "./types.ts";

const ingress = z.strictObject({
  className: objectName().optional().describe("Ingress class. The cluster's default."),
  host: hostName().optional().describe("Host name. That of `grafana.url`."),
  tls: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("secret"),
        name: objectName().describe("A secret in the namespace that holds the certificate."),
      }),
      z.strictObject({
        kind: z.literal("cert-manager"),
        clusterIssuer: objectName().describe(
          "cert-manager's ClusterIssuer; it writes the secret `grafana-tls`.",
        ),
      }),
    ])
    .describe("Where the certificate comes from. There is no ingress without TLS."),
  annotations: z.record(z.string(), z.string()).default({}).describe("Further annotations of the Ingress."),
});

const database = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("sqlite").describe("On a volume. One replica.") }),
    z.strictObject({
      kind: z.literal("postgres"),
      host: hostName().describe("Host of PostgreSQL."),
      port: port().default(5432).describe("Port of PostgreSQL."),
      name: line().default("grafana").describe("Database; it must exist."),
      user: line().default("grafana").describe("User. The password is the secret `grafanaDatabasePassword`."),
      sslMode: z
        .enum(["disable", "require", "verify-ca", "verify-full"])
        .default("require")
        .describe("How the connection is secured."),
    }),
  ])
  .prefault({ kind: "sqlite" })
  .describe("Grafana's own database.");

const smtp = z.strictObject({
  host: hostName().describe("Mail server."),
  port: port().default(587).describe("Port of the mail server."),
  user: line().optional().describe("User. With one, the password is the secret `smtpPassword`."),
  from: mailAddress().describe("Sender's address."),
  fromName: line().default("Lookout").describe("Sender's name."),
});

const role = z.enum(["Viewer", "Editor", "Admin"]);

const github = z.strictObject({
  clientId: z
    .string()
    .regex(/^[\w.-]+$/, { error: "is not a client id of GitHub" })
    .describe("Client id of the OAuth app. Its secret is the secret `githubClientSecret`."),
  organizations: z
    .array(z.string().regex(/^[A-Za-z0-9-]+$/, { error: "is not an organisation of GitHub" }))
    .default([])
    .describe("Only their members may log in."),
  teamIds: z
    .array(z.int().positive())
    .default([])
    .describe("Only members of these teams, by number, may log in."),
  roles: z
    .array(
      z.strictObject({
        team: z
          .string()
          .regex(/^@[A-Za-z0-9-]+\/[\w.-]+$/, { error: "is not a team of GitHub: write @organisation/team" })
          .describe("Team: `@organisation/team`."),
        role: role.describe("Role in Grafana: Viewer or Editor."),
      }),
    )
    .default([])
    .describe(
      "First match counts. With any, who is in none of the teams may not log in; without, all are Viewers.",
    ),
});

const plugin = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: "is not the id of a plugin" })
    .describe("Id in Grafana's catalogue."),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+[\w.+-]*$/, { error: "is not a version: write 1.2.3" })
    .describe("Exact version."),
});

const datasource = z.strictObject({
  uid: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,40}$/, {
      error: "is not a UID: at most 40 letters, digits, dashes, underscores",
    })
    .describe("Fixed id, by which links and dashboards name it."),
  name: z.string().min(1).describe("Name that people see."),
  type: z.string().min(1).describe("Id of the plugin: `postgres`, `elasticsearch`."),
  url: address().optional().describe("Address: a URL, or `host:port` of a database."),
  user: line()
    .optional()
    .describe(
      "User, where the plugin wants one. The password is one of `secrets`; with `basicAuthPassword`, it is that of HTTP's basic authentication.",
    ),
  jsonData: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      "Settings of the plugin. No secrets. `httpHeaderName1` names a header, and `httpHeaderValue1` among `secrets` is its value.",
    ),
  secrets: z
    .array(z.string().regex(/^[A-Za-z0-9_]+$/, { error: "is not the name of a field" }))
    .default([])
    .describe("Secret fields: `lookout:datasource-<uid>-<field>` holds each."),
});

const team = z.strictObject({
  name: line().regex(/\S/, { error: "is empty" }).describe("Name, by which `folderPermissions` calls it."),
  email: mailAddress().optional().describe("Address of the whole team."),
  members: z
    .array(mailAddress())
    .default([])
    .describe("Addresses of members. Each must have logged in to Grafana once before."),
});

const permission = z.strictObject({
  role: z.enum(["Viewer", "Editor"]).optional().describe("Everybody of this role; or `team`."),
  team: line().optional().describe("One of `teams`; or `role`."),
  permission: z.enum(["View", "Edit"]).describe("What they may do with what is in the folder."),
});

export const grafana = z
  .strictObject({
    url: httpUrl()
      .optional()
      .describe(
        "Where people find Grafana; links and redirects use it. https, but for localhost. `http://localhost:3000`; on Docker with the port of `target.ports.grafana`.",
      ),
    reach: z
      .enum(["forward", "url"])
      .default("forward")
      .describe("How this program reaches Grafana: by a port forward of its own, or by `url`."),
    forwardPort: port()
      .optional()
      .describe(
        "Port on this machine that the program's forward takes while it runs. From the stack's name: 21000 to 28999.",
      ),
    ingress: ingress.optional().describe("The way in from outside the cluster. Left out: a port forward."),
    replicas: replicas().default(1).describe("1 with sqlite; any number with PostgreSQL."),
    database,
    smtp: smtp.optional().describe("How Grafana sends mail."),
    github: github.optional().describe("Login by GitHub."),
    anonymous: z
      .strictObject({ role: role.default("Viewer").describe("Viewer, and nothing above it.") })
      .optional()
      .describe("Lets everybody look without logging in. Left out: nobody."),
    adminUser: dnsLabel().default("admin").describe("Name of the administrator."),
    adminPasswordRotation: z
      .string()
      .default("")
      .describe(
        "Change this text to get a new generated password. Unused with `lookout:grafanaAdminPassword`.",
      ),
    theme: z.enum(["dark", "light", "system"]).default("dark").describe("Default look."),
    weekStart: z.enum(["monday", "saturday", "sunday"]).default("monday").describe("First day of a week."),
    teams: z
      .array(team)
      .default([])
      .describe("Teams of people. They own nothing unless `folderPermissions` says so."),
    folderPermissions: z
      .record(z.string(), z.array(permission))
      .default({})
      .describe(
        "UID of a folder → who may do what there. Of folders that are not named, Viewers may view and Editors edit.",
      ),
    tokens: z
      .strictObject({
        lifetime: duration().prefault("90d").describe("From a token's making to its end: 2d to 1y."),
        rotateBefore: duration()
          .prefault("30d")
          .describe("How long before its end an `up` makes a new one. Longer than between two deployments."),
      })
      .prefault({})
      .describe(
        "Tokens of the service accounts `usage-report` (Viewer) and `ci` (Editor), which are outputs of the stack.",
      ),
    plugins: z.array(plugin).default([]).describe("Plugins installed at start; that needs internet access."),
    datasources: z.array(datasource).prefault([]).describe("Datasources of your own."),
    volume: volume(),
    resources: resources(),
  })
  .prefault({})
  .describe("Dashboards.");
