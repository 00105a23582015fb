import type * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import type { Preferences, ServiceAccount } from "../../provisioning/access.ts";
import type { ContentContext } from "./context.ts";

/** What everybody sees who has not chosen otherwise. After the home dashboard, which must be there. */
export function makePreferences({ name, options }: ContentContext, preferences: Preferences): void {
  new grafana.oss.OrganizationPreferences(`${name}-preferences`, preferences, options);
}

/** Name of the service account → its token. */
export function makeServiceAccounts(
  { name, options }: ContentContext,
  accounts: readonly ServiceAccount[],
): Readonly<Record<ServiceAccount["name"], pulumi.Output<string>>> {
  const tokens = accounts.map(({ lifetimeSeconds, name: account, role, rotateBeforeSeconds }) => {
    const { id } = new grafana.oss.ServiceAccount(
      `${name}-service-account-${account}`,
      { name: account, role, isDisabled: false },
      options,
    );
    const token = new grafana.oss.ServiceAccountRotatingToken(
      `${name}-token-${account}`,
      {
        serviceAccountId: id,
        namePrefix: account,
        secondsToLive: lifetimeSeconds,
        earlyRotationWindowSeconds: rotateBeforeSeconds,
        // The old one works until its own end, so that nobody is locked out between two steps of a pipeline.
        deleteOnDestroy: false,
      },
      { ...options, deleteBeforeReplace: false },
    );
    return [account, token.key] as const;
  });
  return Object.fromEntries(tokens) as Record<ServiceAccount["name"], pulumi.Output<string>>;
}
