import { reachGrafana } from "./components/grafana/reach.ts";
import { Lookout } from "./components/lookout.ts";
import { reachDocker } from "./components/runtime/docker/reach.ts";
import { loadConfig } from "./config/loader.ts";

const { config, secrets } = loadConfig();
await reachDocker(config);
const grafanaUrl = await reachGrafana(config);
const lookout = new Lookout("lookout", { config, secrets, grafanaUrl });

/** Where Grafana is, how to log in, how to forward ports, where services send OTLP. */
export const access = lookout.access;
export const adminUser = lookout.adminUser;
export const adminPassword = lookout.adminPassword;
/** What is deployed, by version. */
export const versions = lookout.versions;
/** Of Grafana's service accounts, for reports of usage and for CI. */
export const tokens = lookout.tokens;
/** Where everybody can see the dashboards that the stack shows to all. */
export const publicDashboards = lookout.publicDashboards;
