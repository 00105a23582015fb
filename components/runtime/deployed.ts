import type * as pulumi from "@pulumi/pulumi";
import type { WorkloadName } from "../../model/names.ts";

/** What a runtime made of each workload, as far as others must wait for it or go with it. */
export type Deployed = ReadonlyMap<
  WorkloadName,
  {
    /** Is there when the workload is ready. */
    readonly controller: pulumi.Resource;
    /** Volumes that are deleted with the stack. */
    readonly claims: readonly pulumi.Resource[];
  }
>;
