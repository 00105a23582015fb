import type { types } from "@pulumi/kubernetes";
import type { Workload } from "../../../model/workload.ts";

interface SecurityContexts {
  readonly pod: types.input.core.v1.PodSecurityContext;
  readonly container: types.input.core.v1.SecurityContext;
}

/**
 * Pod Security `restricted` for everything; a workload on the host gets back only what it names.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function securityContext({ host, image, volumes }: Workload): SecurityContexts {
  const root = host?.root === true;
  const ownsData = volumes.some(({ kind }) => kind !== "host");
  return {
    pod: {
      runAsNonRoot: !root,
      runAsUser: root ? 0 : image.uid,
      runAsGroup: root ? 0 : image.gid,
      // Without OnRootMismatch every start walks the whole volume.
      ...(ownsData && !root ? { fsGroup: image.gid, fsGroupChangePolicy: "OnRootMismatch" } : {}),
      seccompProfile: { type: "RuntimeDefault" },
    },
    container: containerSecurity(host?.capabilities ?? []),
  };
}

export function containerSecurity(capabilities: readonly string[] = []): types.input.core.v1.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"], ...(capabilities.length > 0 ? { add: [...capabilities] } : {}) },
  };
}
