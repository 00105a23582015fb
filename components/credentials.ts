import { createHmac } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { SECRETS } from "../model/secrets.ts";

interface CredentialsArgs {
  /** Key → value of those that the stack's config holds. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
  /** A change of this text makes a new administrator's password, unless config sets it. */
  readonly adminPasswordRotation: string;
}

/** Every secret of the stack: from its config, or generated and kept encrypted in its state. */
export class Credentials extends pulumi.ComponentResource {
  declare private readonly values: Readonly<Record<string, pulumi.Output<string>>>;
  declare private readonly salt: pulumi.Output<string>;

  constructor(name: string, args: CredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lookout:components:Credentials", name, {}, opts);
    const generate = (role: string, keepers?: Record<string, string>) =>
      new random.RandomPassword(
        `${name}-${role}`,
        { length: 32, special: false, ...(keepers === undefined ? {} : { keepers }) },
        { parent: this },
      ).result;
    const { adminPasswordRotation, secrets } = args;
    this.salt = generate("checksum-salt");
    this.values = {
      ...secrets,
      [SECRETS.grafanaAdminPassword]:
        secrets[SECRETS.grafanaAdminPassword] ??
        generate("grafana-admin-password", { rotation: adminPasswordRotation }),
      [SECRETS.grafanaSecretKey]: secrets[SECRETS.grafanaSecretKey] ?? generate("grafana-secret-key"),
    };
    this.registerOutputs({});
  }

  /** @throws for a key that neither config holds nor this program generates. */
  secret(key: string): pulumi.Output<string> {
    const value = this.values[key];
    if (value === undefined) throw new Error(`no secret is called "${key}"`);
    return value;
  }

  /**
   * Changes when one of the secrets does, and tells nothing else of them: the salt never leaves the state, so that
   * who can read a pod's annotations cannot try passwords against it.
   */
  checksum(keys: readonly string[]): pulumi.Output<string> {
    const values = keys.map((key) => this.secret(key));
    return pulumi
      .all([this.salt, pulumi.all(values)])
      .apply(([salt, texts]) =>
        createHmac("sha256", salt).update(JSON.stringify(texts)).digest("hex").slice(0, 16),
      );
  }
}
