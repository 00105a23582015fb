import type { Config } from "../config/config.ts";
import { hasDashboard } from "../config/packs.ts";
import { DASHBOARDS } from "../model/dashboards.ts";

/** A team of people. Its members must be users of Grafana already. */
export interface Team {
  readonly name: string;
  readonly email?: string;
  readonly members: readonly string[];
}

export function teams({ grafana }: Config): readonly Team[] {
  return grafana.teams.map(({ email, members, name }) => ({
    name,
    ...(email !== undefined && { email }),
    members,
  }));
}

/** What everybody sees who has not chosen otherwise. */
export interface Preferences {
  readonly theme: string;
  readonly timezone: string;
  readonly weekStart: string;
  /** Absent: Grafana's own. */
  readonly homeDashboardUid?: string;
}

export function preferences(config: Config): Preferences {
  const { grafana } = config;
  return {
    theme: grafana.theme,
    timezone: "browser",
    weekStart: grafana.weekStart,
    ...(hasDashboard(DASHBOARDS.home, config) && { homeDashboardUid: DASHBOARDS.home }),
  };
}

/** Somebody who is no person, with a token that ends. */
export interface ServiceAccount {
  readonly name: "usage-report" | "ci";
  readonly role: "Viewer" | "Editor";
  /** From the token's making to its end. */
  readonly lifetimeSeconds: number;
  /** How long before its end the next deployment makes a new one. */
  readonly rotateBeforeSeconds: number;
}

/** One that reads, for reports of usage, and one that writes, for CI: it pulls dashboards and tests what is deployed. */
export function serviceAccounts({ grafana: { tokens } }: Config): readonly ServiceAccount[] {
  const times = {
    lifetimeSeconds: tokens.lifetime.seconds,
    rotateBeforeSeconds: tokens.rotateBefore.seconds,
  };
  return [
    { name: "usage-report", role: "Viewer", ...times },
    { name: "ci", role: "Editor", ...times },
  ];
}
