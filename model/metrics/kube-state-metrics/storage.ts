import { type Family, metric } from "../family.ts";

/**
 * Persistent volumes and the claims on them.
 * Observed: version 2.20.0 with Lookout's arguments, before an API server that had one of everything.
 */
export const STORAGE: readonly Family[] = [
  metric("kube_persistentvolume_access_mode", "persistentvolume", "access_mode"),
  metric("kube_persistentvolume_capacity_bytes", "persistentvolume"),
  metric("kube_persistentvolume_claim_ref", "persistentvolume", "name", "claim_namespace"),
  metric("kube_persistentvolume_created", "persistentvolume"),
  metric("kube_persistentvolume_deletion_timestamp", "persistentvolume"),
  metric(
    "kube_persistentvolume_info",
    "persistentvolume",
    "storageclass",
    "gce_persistent_disk_name",
    "ebs_volume_id",
    "azure_disk_name",
    "fc_wwids",
    "fc_lun",
    "fc_target_wwns",
    "iscsi_target_portal",
    "iscsi_iqn",
    "iscsi_lun",
    "iscsi_initiator_name",
    "nfs_server",
    "nfs_path",
    "csi_driver",
    "csi_volume_handle",
    "local_path",
    "local_fs",
    "host_path",
    "host_path_type",
    "reclaim_policy",
  ),
  metric("kube_persistentvolume_status_phase", "persistentvolume", "phase"),
  metric("kube_persistentvolume_volume_mode", "persistentvolume", "volumemode"),
  metric("kube_persistentvolumeclaim_access_mode", "namespace", "persistentvolumeclaim", "access_mode"),
  metric("kube_persistentvolumeclaim_created", "namespace", "persistentvolumeclaim"),
  metric("kube_persistentvolumeclaim_deletion_timestamp", "namespace", "persistentvolumeclaim"),
  metric(
    "kube_persistentvolumeclaim_info",
    "namespace",
    "persistentvolumeclaim",
    "storageclass",
    "volumename",
    "volumemode",
  ),
  metric("kube_persistentvolumeclaim_resource_requests_storage_bytes", "namespace", "persistentvolumeclaim"),
  metric(
    "kube_persistentvolumeclaim_status_condition",
    "namespace",
    "persistentvolumeclaim",
    "condition",
    "status",
  ),
  metric("kube_persistentvolumeclaim_status_phase", "namespace", "persistentvolumeclaim", "phase"),
];
