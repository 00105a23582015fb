import { Lookout } from "./components/lookout.ts";
import { loadConfig } from "./config/loader.ts";

const lookout = new Lookout("lookout", loadConfig());

/** Where Grafana is, how to log in, how to forward ports, where services send OTLP. */
export const access = lookout.access;
export const adminUser = lookout.adminUser;
export const adminPassword = lookout.adminPassword;
/** What is deployed, by version. */
export const versions = lookout.versions;
