import * as pulumi from "@pulumi/pulumi";
import { grafanaApi } from "./leftovers/api.ts";
import { type Claimed, REMOVALS } from "./leftovers/kinds.ts";

interface Owner {
  /** Parent of the resources and their provider: the command that imports one must name both. */
  readonly parent?: pulumi.Resource;
  readonly provider?: pulumi.ProviderResource;
}

/**
 * A hook for `hooks: { beforeCreate: [hook] }` of Grafana's resources: an `up` that was killed leaves things in Grafana
 * that Pulumi knows nothing of, and that the next create would trip over. It removes what has exactly the identity of what
 * is about to be created, waits for a Grafana that restarts, and does nothing in previews. Make it once a program.
 *
 * A replacement runs it as well, and cannot be told from a first create: there are no old inputs. (seen) So what is made
 * before its old self is deleted must change its identity (a contact point its name, a folder its uid), as
 * Grafana demands anyway. `up --replace` of an empty folder breaks that: it is gone until the next refresh and `up`.
 *
 * @param auth `user:password` or a token, as the provider takes it.
 */
export function leftovers(url: string, auth: pulumi.Input<string>, owner: Owner = {}): pulumi.ResourceHook {
  return new pulumi.ResourceHook("lookout-grafana-leftovers", removeLeftover(url, auth, owner));
}

/**
 * What the hook does.
 *
 * @throws from the function, and so fails that create: when what is in the way may be somebody's, with the command that
 * imports it; when Grafana refuses, with method, path, status and message.
 */
export function removeLeftover(
  url: string,
  auth: pulumi.Input<string>,
  owner: Owner = {},
): (args: Pick<pulumi.ResourceHookArgs, "name" | "newInputs" | "type">) => Promise<void> {
  return async ({ name, newInputs, type }) => {
    const removal = REMOVALS[type];
    if (removal === undefined) return;
    const claimed = await removal(grafanaApi(url, await settled(auth)), newInputs ?? {});
    if (claimed !== undefined) throw new Error(await refusal(claimed, type, name, url, owner));
  };
}

async function refusal({ id, what }: Claimed, type: string, name: string, url: string, owner: Owner) {
  const parent =
    owner.parent === undefined ? "" : ` --parent ${quoted(await namedUrn("parent", owner.parent))}`;
  const provider =
    owner.provider === undefined ? "" : ` --provider ${quoted(await namedUrn("grafana", owner.provider))}`;
  // Imported things are protected otherwise, and a destroy refuses them.
  const command = `pulumi import ${type} ${quoted(name)} ${quoted(id)}${parent}${provider} --protect=false`;
  return `${what}: it may be somebody's, so it stays. Delete or rename it in Grafana, or take it over: ${command} (${url} must lead to Grafana meanwhile)`;
}

/** For a shell: names of teams may hold blanks and quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** As `pulumi import` names a resource of the state: the name is free. */
async function namedUrn(name: string, resource: pulumi.Resource): Promise<string> {
  return `${name}=${await settled(resource.urn)}`;
}

/** Its value, once it is known; in hooks everything is. */
export function settled<T>(input: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => {
    pulumi.output(input).apply(resolve);
  });
}
