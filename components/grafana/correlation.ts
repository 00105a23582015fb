import * as pulumi from "@pulumi/pulumi";
import type { Link, Server } from "./correlation-api.ts";
import { correlationProvider } from "./correlation-provider.ts";

/** All of it may come from other resources. */
export type CorrelationArgs = {
  readonly [Key in keyof (Server & Link)]: pulumi.Input<(Server & Link)[Key]>;
};

/** One for all, so that Pulumi takes its text once. */
const provider = correlationProvider({ tries: 5, pauseMs: 1000, timeoutMs: 10_000 });

/**
 * A link in Grafana from one datasource to another. Its id is the uid that Grafana chose.
 *
 * A change of source or target replaces it, any other is an update in place. Another address or other credentials
 * are kept for later, without a request.
 */
export class Correlation extends pulumi.dynamic.Resource {
  declare readonly sourceUid: pulumi.Output<string>;
  declare readonly targetUid: pulumi.Output<string>;
  declare readonly label: pulumi.Output<string>;

  constructor(name: string, args: CorrelationArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs = { ...args, auth: pulumi.secret(args.auth) };
    const options = pulumi.mergeOptions({ additionalSecretOutputs: ["auth"] }, opts);
    super(provider, name, inputs, options, "grafana", "Correlation");
  }
}
