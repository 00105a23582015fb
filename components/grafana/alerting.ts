import type * as pulumi from "@pulumi/pulumi";
import * as grafana from "@pulumiverse/grafana";
import type { SecretRef } from "../../model/secrets.ts";
import type { ContactPointData } from "../../provisioning/alerting/contact-points.ts";
import { alerting } from "../../provisioning/alerting/index.ts";
import type { MessageTemplateData } from "../../provisioning/alerting/message-templates.ts";
import type { MuteTimingData } from "../../provisioning/alerting/mute-timings.ts";
import type { PolicyTree } from "../../provisioning/alerting/notification-policy.ts";
import type { RuleGroupData } from "../../provisioning/alerting/rule-groups.ts";
import { after, type ContentContext, withSecrets } from "./context.ts";

/**
 * Whom Grafana tells of what, and the rules that it evaluates; nothing where Prometheus is the engine.
 *
 * What others refer to is made before and deleted after them: Grafana refuses policies that name what is not there, and
 * the deletion of what they name. Names of resources follow what they are called in Grafana, so that renaming makes the
 * new one, then moves the policies, then deletes the old one.
 *
 * @param folders UID → the folder, of all in which there are rules.
 */
export function makeAlerting(context: ContentContext, folders: ReadonlyMap<string, pulumi.Resource>): void {
  const data = alerting(context.config);
  const templates = data.messageTemplates.map((each) => makeTemplate(context, each));
  const points = data.contactPoints.map((each) => makeContactPoint(context, each, templates));
  const timings = data.muteTimings.map((each) => makeMuteTiming(context, each));
  const tree = data.notificationPolicy;
  const policies = tree === undefined ? [] : [makePolicy(context, tree, [...points, ...timings])];
  // Rules come last: what fires at once finds its way.
  makeRuleGroups(context, data.ruleGroups, folders, policies);
}

function makeTemplate({ name, options }: ContentContext, data: MessageTemplateData) {
  const role = `message-template-${data.name.replaceAll(" ", "-")}`;
  return new grafana.alerting.MessageTemplate(`${name}-${role}`, { ...data }, options);
}

function makeContactPoint(
  { credentials, name, options }: ContentContext,
  data: ContactPointData,
  templates: readonly pulumi.Resource[],
) {
  const args = withSecrets(data, credentials) as unknown as Revealed<ContactPointData>;
  return new grafana.alerting.ContactPoint(`${name}-contact-point-${data.name}`, args, {
    ...after(options, templates),
    // Grafana does not delete what a policy names, and the provider would begin with that.
    deleteBeforeReplace: false,
  });
}

function makeMuteTiming({ name, options }: ContentContext, data: MuteTimingData) {
  const args = data as Revealed<MuteTimingData>;
  return new grafana.alerting.MuteTiming(`${name}-mute-timing-${data.name}`, args, options);
}

/** There is one, and it takes the place of Grafana's own; deleting it brings that back. */
function makePolicy({ name, options }: ContentContext, tree: PolicyTree, named: readonly pulumi.Resource[]) {
  const args = tree as Revealed<PolicyTree>;
  return new grafana.alerting.NotificationPolicy(`${name}-notification-policy`, args, after(options, named));
}

/**
 * One after the other: side by side they wait for each other in Grafana, where the groups of 120 SLOs took 10 s each and not
 * 3, and what takes 2 minutes has failed.
 */
function makeRuleGroups(
  { name, options }: ContentContext,
  groups: readonly RuleGroupData[],
  folders: ReadonlyMap<string, pulumi.Resource>,
  policies: readonly pulumi.Resource[],
): void {
  let before = policies;
  for (const group of groups) {
    const args = group as Revealed<RuleGroupData>;
    const first = [...before, folderOf(group, folders)];
    before = [
      new grafana.alerting.RuleGroup(`${name}-rule-group-${group.name}`, args, after(options, first)),
    ];
  }
}

function folderOf({ folderUid, name }: RuleGroupData, folders: ReadonlyMap<string, pulumi.Resource>) {
  const folder = folders.get(folderUid);
  if (folder === undefined) throw new Error(`there is no folder "${folderUid}" for the rules of "${name}"`);
  return folder;
}

/** Plain data as the provider's arguments, which are not declared as read-only. */
type Revealed<T> = T extends SecretRef
  ? pulumi.Output<string>
  : T extends readonly (infer Each)[]
    ? Revealed<Each>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Revealed<T[Key]> }
      : T;
