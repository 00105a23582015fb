import type { Config } from "../../config/config.ts";
import { SECRETS } from "../../model/secrets.ts";
import type { Egress, EnvValue } from "../../model/workload.ts";
import { portOf, toInternet, toService } from "../reach.ts";

/** Where the data volume is mounted: the write-ahead log, the index' cache and, on the file system, the chunks. */
export const DATA_DIRECTORY = "/loki";

/** Copies of each line: three survive the loss of one replica. Loki's own default of 3 stalls a single replica. */
export function replicationFactor({ loki: { replicas } }: Config): number {
  return Math.min(3, replicas);
}

/** Loki's `common.storage`, which it copies to chunks, index and rules. */
export function commonStorage({ loki: { storage } }: Config): unknown {
  if (storage.kind === "filesystem") {
    return {
      filesystem: {
        chunks_directory: `${DATA_DIRECTORY}/chunks`,
        rules_directory: `${DATA_DIRECTORY}/rules`,
      },
    };
  }
  const { endpoint } = storage;
  return {
    s3: {
      bucketnames: storage.bucket,
      // Without a region the client signs for an invalid one, even against MinIO.
      region: storage.region,
      ...(endpoint === undefined
        ? {}
        : { endpoint: endpoint.host, insecure: endpoint.protocol === "http:", s3forcepathstyle: true }),
    },
  };
}

/**
 * Keys of the bucket. They stay out of the file: with none there, the AWS client takes these from the environment,
 * or else the pod's identity.
 * Source: https://github.com/grafana/loki/blob/v3.7.6/pkg/storage/chunk/client/aws/s3_storage_client.go
 */
export function storageKeys({ loki: { storage } }: Config): Readonly<Record<string, EnvValue>> {
  if (storage.kind !== "s3" || storage.credentials !== "secret") return {};
  return {
    AWS_ACCESS_KEY_ID: { secret: SECRETS.lokiS3AccessKeyId },
    AWS_SECRET_ACCESS_KEY: { secret: SECRETS.lokiS3SecretAccessKey },
  };
}

/** The way to the bucket, and to whatever exchanges the pod's identity for keys. */
export function storageEgress({ loki: { storage } }: Config): readonly Egress[] {
  if (storage.kind === "filesystem") return [];
  const { credentials, endpoint } = storage;
  const bucket =
    endpoint === undefined ? toInternet("object storage") : toService("object storage", portOf(endpoint));
  if (credentials === "secret") return [bucket];
  return [bucket, ...(endpoint === undefined ? [] : [toInternet("token service")]), POD_IDENTITY_AGENT];
}

/** Addresses of the agent that each EKS node runs. Source: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT: Egress = {
  reason: "EKS pod identity agent",
  to: [{ cidr: "169.254.170.23/32" }, { cidr: "fd00:ec2::23/128" }],
  ports: [80],
};
