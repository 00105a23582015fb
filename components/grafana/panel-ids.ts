import * as pulumi from "@pulumi/pulumi";
import { grafanaApi } from "./leftovers/api.ts";
import { settled } from "./leftovers.ts";

/**
 * A hook for `hooks: { afterUpdate: [hook] }` of dashboards: gives panels their ids back, by which alerts link to them.
 *
 * The provider leaves the ids of panels outside rows out of what it compares, and sends that where it sees no
 * difference in the JSON: so after an update that failed, since the state then holds what was meant to be there. Neither a
 * refresh nor a later `up` would notice. (seen)
 * Source: https://github.com/grafana/terraform-provider-grafana/issues/2967
 *
 * @param auth `user:password` or a token, as the provider takes it.
 */
export function panelIds(url: string, auth: pulumi.Input<string>): pulumi.ResourceHook {
  return new pulumi.ResourceHook("lookout-grafana-panel-ids", givePanelIds(url, auth));
}

interface Dashboard {
  readonly uid: string;
  readonly panels?: readonly { readonly id?: number }[];
}

/**
 * What the hook does: nothing where all ids are as they should be.
 *
 * @throws from the function, which Pulumi tells as a warning, with method, path, status and Grafana's message.
 */
export function givePanelIds(
  url: string,
  auth: pulumi.Input<string>,
): (args: Pick<pulumi.ResourceHookArgs, "newInputs" | "type">) => Promise<void> {
  return async ({ newInputs = {}, type }) => {
    if (type !== "grafana:oss/dashboard:Dashboard") return;
    const { configJson, folder } = newInputs as { readonly configJson: string; readonly folder: string };
    const wanted = JSON.parse(configJson) as Dashboard;
    const api = grafanaApi(url, await settled(auth));
    const path = `/dashboards/uid/${encodeURIComponent(wanted.uid)}`;
    const found = await api.get<{ readonly dashboard: Dashboard }>(path);
    if (found === undefined || idsOf(found.dashboard) === idsOf(wanted)) return;
    await api.post("/dashboards/db", { dashboard: wanted, folderUid: folder, overwrite: true });
  };
}

const idsOf = ({ panels = [] }: Dashboard) => panels.map(({ id }) => id ?? 0).join();
