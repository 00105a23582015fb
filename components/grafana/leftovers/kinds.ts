import type { Api } from "./api.ts";

/** What the provider is about to create. */
export type Inputs = Readonly<Record<string, unknown>>;

/** Something that is in the way, but may be somebody's: it stays. */
export interface Claimed {
  readonly what: string;
  /** Id by which the provider imports it. */
  readonly id: string;
}

/** Removes what has the identity of these inputs, or says why it must stay. */
type Removal = (api: Api, inputs: Inputs) => Promise<Claimed | undefined>;

/**
 * Type of resource → how its leftover is removed. Only kinds whose create Grafana refuses when the thing is
 * there, or doubles (contact points); the others are written over. (seen on Grafana 12.4)
 * What a create that was cut short cannot have made is left: content of a folder, members of a team, tokens of an account, and
 * what was made in the browser or by a file rather than through the API.
 */
export const REMOVALS: Readonly<Record<string, Removal>> = {
  "grafana:oss/folder:Folder": async (api, { uid }) => {
    if (typeof uid !== "string") return undefined;
    const path = `/folders/${encodeURIComponent(uid)}`;
    if ((await api.get(path)) === undefined) return undefined;
    const counts = (await api.get<Readonly<Record<string, number>>>(`${path}/counts`)) ?? {};
    const held = Object.entries(counts).filter(([, count]) => count > 0);
    if (held.length === 0) return removed(api, path);
    return {
      what: `folder ${uid} holds ${held.map(([kind, count]) => `${kind}: ${count}`).join(", ")}`,
      id: uid,
    };
  },
  "grafana:oss/dataSource:DataSource": async (api, { name, uid }) => {
    if (typeof uid === "string") {
      const path = `/datasources/uid/${encodeURIComponent(uid)}`;
      if ((await api.get(path)) !== undefined) return removed(api, path);
    }
    const namesake = await api.get<Identified>(`/datasources/name/${encodeURIComponent(String(name))}`);
    if (namesake === undefined) return undefined;
    return { what: `another datasource is called ${name}, with the uid ${namesake.uid}`, id: namesake.uid };
  },
  "grafana:oss/team:Team": async (api, { name }) => {
    const found = await api.get<{ readonly teams: readonly Named[] }>(`/teams/search?name=${query(name)}`);
    const team = found?.teams.find((each) => each.name === name);
    if (team === undefined) return undefined;
    const path = `/teams/${team.id}`;
    const members = (await api.get<readonly { readonly login: string }[]>(`${path}/members`)) ?? [];
    // Grafana makes its maker a member.
    const others = members.filter(({ login }) => login !== api.login);
    if (others.length === 0) return removed(api, path);
    return { what: `team ${name} has ${others.length} members`, id: String(team.id) };
  },
  "grafana:oss/serviceAccount:ServiceAccount": async (api, { name }) => {
    const path = "/serviceaccounts";
    const found = await api.get<{
      readonly serviceAccounts: readonly (Named & { readonly tokens: number })[];
    }>(`${path}/search?perpage=1000&query=${query(name)}`);
    const account = found?.serviceAccounts.find((each) => each.name === name);
    if (account === undefined) return undefined;
    if (account.tokens === 0) return removed(api, `${path}/${account.id}`);
    return { what: `service account ${name} has ${account.tokens} tokens`, id: String(account.id) };
  },
  "grafana:oss/dashboardPublic:DashboardPublic": async (api, { accessToken, dashboardUid }) => {
    const path = `/dashboards/uid/${encodeURIComponent(String(dashboardUid))}/public-dashboards`;
    const found = await api.get<{ readonly uid: string; readonly accessToken: string }>(path);
    if (found === undefined) return undefined;
    if (accessToken === found.accessToken) return removed(api, `${path}/${found.uid}`);
    return {
      what: `dashboard ${dashboardUid} is public by another link`,
      id: `${dashboardUid}:${found.uid}`,
    };
  },
  "grafana:alerting/muteTiming:MuteTiming": async (api, inputs) => {
    const path = `/v1/provisioning/mute-timings/${encodeURIComponent(String(inputs["name"]))}`;
    const found = await api.get<Provisioned>(path);
    if (found === undefined) return undefined;
    return isOurs(inputs, found)
      ? removed(api, path)
      : madeElsewhere(`mute timing ${inputs["name"]}`, String(inputs["name"]));
  },
  "grafana:alerting/contactPoint:ContactPoint": async (api, inputs) => {
    const path = "/v1/provisioning/contact-points";
    const found = (await api.get<readonly Receiver[]>(`${path}?name=${query(inputs["name"])}`)) ?? [];
    const receivers = found.filter(({ name }) => name === inputs["name"]);
    if (!receivers.every((each) => isOurs(inputs, each))) {
      return madeElsewhere(`contact point ${inputs["name"]}`, String(inputs["name"]));
    }
    // One after the other: each rewrites Alertmanager's whole configuration.
    for (const { uid } of receivers) await removed(api, `${path}/${encodeURIComponent(uid)}`);
    return undefined;
  },
  "grafana:alerting/ruleGroup:RuleGroup": async (api, inputs) => {
    const [folder, group] = [String(inputs["folderUid"]), String(inputs["name"])];
    const path = `/v1/provisioning/folder/${encodeURIComponent(folder)}/rule-groups/${encodeURIComponent(group)}`;
    if ((await api.get(path)) === undefined) return undefined;
    // The group itself does not tell who made its rules.
    const rules = (await api.get<readonly RuleOfGroup[]>("/v1/provisioning/alert-rules")) ?? [];
    const own = rules.filter(({ folderUID, ruleGroup }) => folderUID === folder && ruleGroup === group);
    return own.every((each) => isOurs(inputs, each))
      ? removed(api, path)
      : madeElsewhere(`rule group ${group} of folder ${folder}`, `${folder}:${group}`);
  },
};

interface Identified {
  readonly uid: string;
}
interface Named {
  readonly id: number;
  readonly name: string;
}
interface Provisioned {
  /** `api`, `file`, or nothing: the browser. */
  readonly provenance?: string;
}
interface Receiver extends Provisioned, Identified {
  readonly name: string;
}
interface RuleOfGroup extends Provisioned {
  readonly folderUID: string;
  readonly ruleGroup: string;
}

async function removed(api: Api, path: string): Promise<undefined> {
  await api.remove(path);
  return undefined;
}

/** With `disableProvenance`, Grafana does not note that the API made it. */
function isOurs({ disableProvenance }: Inputs, { provenance = "" }: Provisioned): boolean {
  return provenance === "api" || (disableProvenance === true && provenance === "");
}

const madeElsewhere = (what: string, id: string): Claimed => ({
  what: `${what} was made in the browser or by a file`,
  id,
});

const query = (value: unknown) => encodeURIComponent(String(value));
